package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DropTest {

    @TempDir
    Path folder;

    @Test
    void droppedJarIsLiveAndItsActionAnswers() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop(
                    "greeter.jar",
                    PluginJar.plugin("greeter", "1.0.0", "greeter").bytes());
            PluginInfo row = dalbox.await("greeter", PluginState.LIVE);
            assertThat(row.problems()).isEmpty();
            assertThat(row.health()).isEqualTo("ok");
            assertThat(dalbox.actions().of("greeter"))
                    .extracting(Actions.Description::name)
                    .containsExactly("break", "count", "greet", "heard", "post", "settings", "wait");
            JsonNode answer = call(dalbox, "greet", "{\"name\":\"Ada\"}");
            assertThat(answer.toString()).isEqualTo("{\"text\":\"Hello Ada\",\"version\":\"1.0.0\"}");
            Awaitility.await()
                    .until(() -> call(dalbox, "heard", "{}").toString().contains("Ada"));
            Files.delete(dalbox.drops().resolve("greeter.jar"));
            Awaitility.await().until(() -> dalbox.plugins().find("greeter").isEmpty());
            assertThat(dalbox.plugins().leaks("greeter")).isZero();
        }
    }

    private static JsonNode call(Framework4Tests dalbox, String action, String json) {
        return switch (dalbox.actions()
                .invoke(Actions.Call.by("test", "greeter", action, (tools.jackson.databind.node.ObjectNode)
                        Json.mapper().readTree(json)))) {
            case Actions.Outcome.Answer(JsonNode result) -> result;
            case Actions.Outcome.Started(var task) -> throw new AssertionError(task);
        };
    }
}
