package io.dalbox.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.events.RetryPolicy;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.InvalidFlow;
import io.dalbox.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTextTest {

    private static final String LEAST = """
            {"name": "n", "on": {"event": "e.x"}, "do": {"plugin": "p", "action": "a"}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.size > 1000000000 && event.mime_type.startsWith('video/')",
                "'true'",
                "true",
                "5",
                "'5'",
                "- a",
                "a: b",
                "'#no comment'",
                "\"quoted\" + 'both'",
                "line\nbreak",
                " spaced ",
                "null",
                "'媒体:/电影/'",
                "~",
                "1e3",
                "0x1F",
                "-1e3",
                ".5",
                "+1",
                "0o17",
                "1_000",
                ".inf",
                "on",
                "Off",
                "NULL",
                "2026-01-01",
                "yes",
                "[1, 2]",
                "{'a': 1}",
                "%",
                "@",
                "`",
                "!tag",
                "&anchor",
                "*alias",
                "\t"
            })
    void everyExpressionSurvivesYamlAndJson(String expression) {
        Map<String, String> with = new LinkedHashMap<>();
        with.put("url", expression);
        with.put("b", "event.b");
        RetryPolicy retry = new RetryPolicy(3, Duration.ofMillis(1500), Duration.ofHours(2), Duration.ofDays(3));
        String when = expression.isBlank() ? null : expression;
        FlowSpec spec = new FlowSpec("5", false, "e.x", when, "p", "a", with, retry, 4, 9);
        assertThat(FlowReader.read(FlowYaml.one(FlowYaml.write(spec)))).isEqualTo(new FlowReader.Read(spec, List.of()));
        assertThat(FlowReader.read(FlowJson.write(spec))).isEqualTo(new FlowReader.Read(spec, List.of()));
        assertThat(FlowYaml.many(FlowYaml.write(List.of(spec, spec))))
                .extracting(FlowReader::read)
                .extracting(FlowReader.Read::spec)
                .containsExactly(spec, spec);
    }

    @Test
    void whatIsLeftOutIsUsual() {
        FlowSpec spec = read(LEAST).spec();
        assertThat(read(LEAST).problems()).isEmpty();
        assertThat(spec)
                .isEqualTo(new FlowSpec("n", true, "e.x", null, "p", "a", Map.of(), RetryPolicy.DEFAULT, 1, 600));
        assertThat(FlowJson.write(spec).path("retry"))
                .hasToString("{\"attempts\":12,\"backoff\":\"1s\",\"longest\":\"5m\",\"max_age\":\"1d\"}");
    }

    @Test
    void everyProblemOfAnUnfinishedFlowIsToldAtOnce() {
        assertThat(pointers("{}")).containsExactlyInAnyOrder("/name", "/on/event", "/do/plugin", "/do/action");
        assertThat(pointers("""
                {"name": 7, "on": [], "do": {"plugin": "p", "actoin": "a"}, "when": false, "with": {"a/b": []},
                 "retry": {"attempts": 0, "backoff": "1 s"}, "concurrency": 2, "order": "strict", "rate": 5,
                 "enabled": "yes", "id": "x", "state": "on", "extra": 1}
                """))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/on",
                        "/on/event",
                        "/do/actoin",
                        "/do/action",
                        "/when",
                        "/with/a~1b",
                        "/retry/attempts",
                        "/retry/backoff",
                        "/order",
                        "/rate",
                        "/enabled",
                        "/extra");
    }

    @Test
    void constantsMayBeWrittenPlainly() {
        FlowSpec spec = read(LEAST.replace("}}", "}, \"with\": {\"n\": 5, \"b\": true, \"x\": null}}"))
                .spec();
        assertThat(spec.with()).containsExactly(Map.entry("n", "5"), Map.entry("b", "true"));
    }

    @Test
    void brokenYamlIsToldWithItsPlace() {
        assertThatThrownBy(() -> FlowYaml.one("name: n\non: [event\n")).isInstanceOfSatisfying(InvalidFlow.class, e -> {
            FlowProblem problem = e.problems().getFirst();
            assertThat(problem.pointer()).isEqualTo("/yaml");
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.column()).isPositive();
        });
        for (String bad : List.of("", "just text", "- a\n- b", "a: 1\na: 2", "a: &x [1]\nb: *x\n--- \nc: 1")) {
            assertThatThrownBy(() -> FlowYaml.one(bad)).as(bad).isInstanceOf(InvalidFlow.class);
        }
    }

    private static FlowReader.Read read(String json) {
        return FlowReader.read(Json.mapper().readTree(json));
    }

    private static List<String> pointers(String json) {
        return read(json).problems().stream().map(FlowProblem::pointer).toList();
    }
}
