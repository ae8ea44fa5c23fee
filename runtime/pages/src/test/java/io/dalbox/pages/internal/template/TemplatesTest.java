package io.dalbox.pages.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    private static final String FILE = "dalbox/ui/main.yaml.peb";

    @Test
    void loopsAndMacrosBecomePlainText() throws Exception {
        String text = """
                {% import "core" as core %}
                {% import "mine" as mine %}
                ui: 1
                body:
                {% for name in ["a", "b"] %}
                  - {{ core.stat(name, "${stats}") }}
                {% endfor %}
                  - {{ mine.title('x"y') }}
                """;
        Templates templates = new Templates(Map.of(
                "dalbox/ui/macros/mine.peb",
                "{% macro title(text) %}{ type: text, text: \"{{ text }}\" }{% endmacro %}"));
        assertThat(templates
                        .expand(FILE, text)
                        .text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty()))
                .containsExactly(
                        "ui: 1",
                        "body:",
                        "- { type: stat, label: \"a\", value: \"${stats}\" }",
                        "- { type: stat, label: \"b\", value: \"${stats}\" }",
                        "- { type: text, text: \"x\\\"y\" }");
    }

    @Test
    void linesAreFoundAgainInTheTemplate() throws Exception {
        Expanded expanded = new Templates(Map.of())
                .expand(FILE, "{# one #}\nui: 1\n{% for x in [1, 2] %}\na{{ x }}: true\n{% endfor %}\nlast: 1\n");
        int ui = expanded.text().lines().toList().indexOf("ui: 1") + 1;
        int last = expanded.text().lines().toList().indexOf("last: 1") + 1;
        assertThat(expanded.line(ui)).isEqualTo(2);
        assertThat(expanded.line(last)).isEqualTo(6);
        int made = expanded.text().lines().toList().indexOf("a2: true") + 1;
        assertThat(expanded.line(made)).isZero();
        assertThat(expanded.text(made)).isEqualTo("a2: true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ \"x\".getClass() }}",
                "{{ \"x\".class.forName(\"java.lang.Runtime\") }}",
                "{{ [1].stream() }}",
                "{% include \"/etc/passwd\" %}",
                "{% extends \"core\" %}",
                "{% import \"/etc/passwd\" as p %}",
                "{% import \"../secret\" as p %}",
                "{% embed \"core\" %}{% endembed %}",
                "{{ \"<b>\" | raw }}",
                "{% autoescape false %}x{% endautoescape %}",
                "{{ range(0, 10) }}",
                "{% for i in 0..9 %}{% endfor %}",
                "{{ i18n(\"x\", \"y\") }}",
                "{% cache \"x\" %}y{% endcache %}",
                "{% parallel %}x{% endparallel %}",
                "{{ \"a\" ~ \"b\" }}",
                "{{ [1, [2]] }}",
                "{{ [1] == [1] }}",
                "{{ absent }}"
            })
    void whatIsNotNamedIsNotThere(String text) {
        assertThatThrownBy(() -> new Templates(Map.of()).expand(FILE, "ui: 1\n" + text))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.line()).isIn(0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}",
                "{% macro f(n) %}{% if n > 0 %}{% set a = f(n - 1) %}{% set b = f(n - 1) %}{% endif %}{% endmacro %}{{ f(40) }}",
                "{% macro d(x) %}{{ x }}{{ x }}{% endmacro %}{% set a = d(\"0123456789\") %}"
                        + "{% set b = d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(d(a)))))))))))))))))))) %}{{ b }}",
                "{% set l = [1,2,3,4,5,6,7,8,9,10] %}{% for a in l %}{% for b in l %}{% for c in l %}{% for d in l %}{% for e in l %}{% for f in l %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
                "{% set a = \"#{1}#{1}\" %}{% for x in a %}{% endfor %}{{ y }}"
            })
    void whatDoesNotEndOrGrowsWithoutBoundIsStopped(String text) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> new Templates(Map.of()).expand(FILE, text)).isInstanceOf(TemplateException.class);
        assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
    }

    @Test
    void aFaultIsToldWithItsLine() {
        assertThatThrownBy(() -> new Templates(Map.of()).expand(FILE, "ui: 1\n\n{% for %}\n"))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.line()).isEqualTo(3));
        Templates broken = new Templates(Map.of("dalbox/ui/macros/mine.peb", "\n{% macro %}"));
        assertThatThrownBy(() -> broken.expand(FILE, "{% import \"mine\" as mine %}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("in the macros 'mine', line 2");
    }

    @Test
    void whatIsPrintedCannotLeaveItsQuotes() throws Exception {
        assertThat(new Templates(Map.of())
                        .expand(FILE, "{% for x in ['a\", evil: true #'] %}{ text: \"{{ x }}\" }{% endfor %}")
                        .text())
                .isEqualTo("{ text: \"a\\\", evil: true #\" }");
    }
}
