package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MacroExpansionTest {

    private static final String MACROS = """
            macros:
              figure: { params: { label: ~, value: 0, tone: neutral }, body: { type: stat, label: $(label), value: "${stats.$(value)}" } }
              pair: { params: { first: ~, rest: [] }, body: [{ use: figure, with: { label: $(first) } }, { type: grid, body: $(rest) }] }
              loop: { body: { use: back } }
              back: { body: [{ use: loop }] }
            """;

    @Test
    void bodiesStandWhereTheyAreUsed() throws Exception {
        assertThat(expanded("""
                pages:
                  - { use: figure, with: { label: Speed, value: down } }
                  - { use: pair, with: { first: 1, rest: [{ type: text }] } }
                """)).isEqualTo(JsonMapper.shared().readTree("""
                {"pages": [{"type": "stat", "label": "Speed", "value": "${stats.down}"},
                  {"type": "stat", "label": 1, "value": "${stats.0}"}, {"type": "grid", "body": [{"type": "text"}]}]}
                """));
    }

    @Test
    void whatDoesNotFitIsToldWithItsPlace() {
        refused("pages: [{ use: figur }]", 6, "there is no macro 'figur' here; did you mean 'figure'?");
        refused("pages: [{ use: figure }]", 6, "needs the parameter 'label'");
        refused("pages: [{ use: figure, with: { lable: x } }]", 6, "did you mean 'label'?");
        refused("pages: [{ use: figure, when: x }]", 6, "'when' cannot stand beside 'use'");
        refused("pages: [{ use: loop }]", 5, "the macro 'loop' uses itself");
    }

    @Test
    void whatGrowsWithoutBoundIsStopped() {
        StringBuilder text = new StringBuilder("macros:\n  m0: { body: [{ type: text }, { type: text }] }\n");
        for (int i = 1; i < 7; i++) {
            text.append("  m").append(i).append(": { body: [");
            text.append(("{ use: m" + (i - 1) + " }, ").repeat(9))
                    .append("{ use: m")
                    .append(i - 1)
                    .append(" }] }\n");
        }
        assertThatThrownBy(() -> MacroExpansion.expand(YamlReader.read(text + "pages: [{ use: m6 }]")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("more than the descriptor may hold");
    }

    private static Object expanded(String text) throws UnreadableException {
        return MacroExpansion.expand(YamlReader.read(MACROS + text)).json();
    }

    private static void refused(String text, int line, String message) {
        assertThatThrownBy(() -> expanded(text))
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        e -> assertThat(e.mark().line()).isEqualTo(line))
                .hasMessageContaining(message);
    }
}
