package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is checked here is what the browser evaluates: its tests go through the same table. */
class ExpressionsTest {

    private static final Path TABLE = Path.of("../../ui-components/test/expressions.json");
    private static final Set<String> SOURCES = Set.of("tasks");

    static Stream<JsonNode> table() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(TABLE)).valueStream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void findsWhatTheBrowserCannotEvaluate(JsonNode entry) {
        String expression = entry.path("expression").stringValue();
        var problems = Expressions.problems(expression, SOURCES, Depth.TYPES);
        if (entry.has("wrong")) {
            assertThat(problems)
                    .isNotEmpty()
                    .anySatisfy(problem ->
                            assertThat(problem).contains(entry.path("wrong").stringValue()));
        } else {
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void saysWhereInTheExpression() {
        assertThat(Expressions.problems("1 + ('a' * 2)", SOURCES, Depth.TYPES))
                .singleElement()
                .asString()
                .contains("column 10");
    }

    @Test
    void endlessNestingIsAFaultAndNoStackOverflow() {
        String nested = "(".repeat(240) + "1" + ")".repeat(240);
        assertThat(Expressions.problems(nested, SOURCES, Depth.TYPES)).isNotEmpty();
    }
}
