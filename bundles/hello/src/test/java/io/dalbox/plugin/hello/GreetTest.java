package io.dalbox.plugin.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.action.ActionClient;
import io.dalbox.action.ActionContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GreetTest {

    private final List<Record> published = new ArrayList<>();

    @Test
    void greetsByNameAndSaysSo() {
        Greeting greeting = new Greet().call(new Name("Ada"), new Context());
        assertThat(greeting.message()).isEqualTo("Hello, Ada!");
        assertThat(published).containsExactly(new Greeted("Ada"));
    }

    /** The host's side of a call, as far as the action uses it. */
    private final class Context implements ActionContext {

        @Override
        public String plugin() {
            return "hello";
        }

        @Override
        public String caller() {
            return "test";
        }

        @Override
        public @Nullable String cause() {
            return null;
        }

        @Override
        public String publish(Record data) {
            published.add(data);
            return "1";
        }

        @Override
        public ActionClient actions() {
            throw new UnsupportedOperationException("Greeting calls nobody");
        }
    }
}
