package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats.free < 5 * GiB",
                "row.state in ['paused', 'error']",
                "tasks.exists(t, t.state == 'running')",
                "size(tasks.filter(p, p.state == \"it's\" || p.x > 1.5e3)) > 0 ? 'a' : \"b\"",
                "{'a': row.x}.a",
                "has(row.name) && !row.name.startsWith('tasks')",
                "tasks[0].data.name",
            })
    void usualExpressionsPass(String expression) {
        assertThat(Expressions.problems(expression, Set.of("stats", "tasks"))).isEmpty();
    }

    @Test
    void namesThatMeanNothingAreTold() {
        assertThat(Expressions.problems("stat.free + bites(row.x)", Set.of("stats")))
                .containsExactly(
                        "'stat' is no source of this page; did you mean 'stats'?",
                        "unknown function 'bites'; did you mean 'bytes'?");
        assertThat(Expressions.problems("(row.x", Set.of()))
                .singleElement()
                .asString()
                .contains("brackets");
        assertThat(Expressions.problems("row.x == 'a", Set.of())).contains("a text in the expression is not closed");
        assertThat(Expressions.problems(" ", Set.of())).containsExactly("the expression is empty");
    }

    @Test
    void partsOfATextBalanceBracesAndQuotes() throws Exception {
        assertThat(Expressions.parts("a ${x} b ${ {'}': 1}['}'] } c")).containsExactly("x", " {'}': 1}['}'] ");
        assertThatThrownBy(() -> Expressions.parts("a ${x")).isInstanceOf(Expressions.UnclosedException.class);
    }
}
