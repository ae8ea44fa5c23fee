package io.dalbox.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.hooks.Hook;
import io.dalbox.hooks.HookSpec;
import io.dalbox.json.Json;
import io.dalbox.json.Violation;
import io.dalbox.web.internal.http.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class HookJsonTest {

    @Test
    void whatIsShownCanBeSentBackAndChangesNothing() {
        Map<String, @Nullable String> headers = new HashMap<>();
        headers.put("X-Key", null);
        for (HookSpec spec : List.of(
                new HookSpec.In("n", "a.b", false, 77),
                new HookSpec.Out("n", "a.b", true, "https://x.example/", headers, true))) {
            ObjectNode shown = HookJson.write(new Hook("i", spec, null, null, Instant.EPOCH, Instant.EPOCH));
            assertThat(HookJson.read(shown, spec)).isEqualTo(spec);
            assertThat(HookJson.read(json("{}"), spec)).isEqualTo(spec);
            assertThat(shown.has("secret")).isFalse();
        }
    }

    @Test
    void aNewHookNeedsWhatHasNoUsualValue() {
        assertThat(HookJson.read(json("{\"direction\":\"in\",\"name\":\"n\",\"type\":\"t\"}"), null))
                .isEqualTo(new HookSpec.In("n", "t", true, HookSpec.USUAL_BYTES));
        refused("{}", "/direction");
        refused("{\"direction\":\"up\"}", "/direction");
        refused("{\"direction\":\"in\",\"name\":\"n\"}", "/type");
        refused("{\"direction\":\"out\",\"name\":\"n\",\"type\":\"t\"}", "/url");
        refused("{\"direction\":\"in\",\"name\":\"n\",\"type\":\"t\",\"url\":\"u\"}", "/url");
        refused("{\"direction\":\"in\",\"name\":\"n\",\"type\":\"t\",\"max_bytes\":1.5}", "/max_bytes");
        refused(
                "{\"direction\":\"out\",\"name\":\"n\",\"type\":\"t\",\"url\":\"u\",\"headers\":{\"a/b\":1}}",
                "/headers/a~1b");
    }

    private static void refused(String body, String pointer) {
        assertThatThrownBy(() -> HookJson.read(json(body), null))
                .as(body)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .hasSize(1)
                                .allSatisfy(error -> assertThat(((Violation) error).pointer())
                                        .isEqualTo(pointer)));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.mapper().readTree(text);
    }
}
