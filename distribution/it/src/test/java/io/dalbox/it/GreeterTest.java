package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a person sees of a new version before and after it takes over. */
class GreeterTest {

    @TempDir
    static Path folder;

    private static DalboxProcess dalbox;

    @BeforeAll
    static void start() throws Exception {
        Greeter.write(Path.of("target", "greeter")); // for the browser's tests, which follow
        dalbox = DalboxProcess.start(Shipped.TREE, folder.resolve("home"));
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
    }

    @Test
    void aVersionThatBreaksCallersIsAnnouncedBeforeAndAfterItTakesOver() throws Exception {
        drop(1);

        JsonNode greet = preview(2).path("actions").path("changed").path(0);
        assertThat(greet.path("name").asString()).isEqualTo("greet");
        assertThat(greet.path("breaking").asBoolean()).isTrue();
        assertThat(greet.path("details").toString()).contains("the parameter name is no longer there");
        JsonNode mended = preview(3);
        assertThat(mended.path("actions")
                        .path("changed")
                        .path(0)
                        .path("breaking")
                        .asBoolean(true))
                .isFalse();
        assertThat(mended.path("flows").isArray()).isTrue();
        assertThat(dalbox.json("/api/plugins/greeter/dependents").path("items").isArray())
                .isTrue();

        drop(2);
        assertThat(call("{\"person\": \"Ann\"}").statusCode()).isEqualTo(200);
        assertThat(call("{\"name\": \"Ann\"}").statusCode()).isEqualTo(422);
        JsonNode event = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> dalbox.json("/api/events?type=core.plugin.changed")
                                .path("items")
                                .path(0)
                                .path("data"),
                        JsonNode::isObject);
        assertThat(event.path("actions_changed").toString()).isEqualTo("[\"greet\"]");

        drop(3);
        assertThat(call("{\"name\": \"Ann\"}").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> call(String json) {
        return dalbox.post("/module/greeter/actions/greet", json);
    }

    private static void drop(int version) throws Exception {
        Path part = dalbox.plugins().resolve(".greeter.part");
        Files.write(part, Greeter.jar(version));
        Files.move(part, dalbox.plugins().resolve("greeter.jar"), StandardCopyOption.ATOMIC_MOVE);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            HttpResponse<String> answer = dalbox.get("/api/plugins/greeter");
            if (answer.statusCode() != 200) {
                return false;
            }
            JsonNode row = Json.mapper().readTree(answer.body());
            return row.path("version").asString("").equals(version + ".0.0")
                    && row.path("state").asString("").equals("live");
        });
    }

    private static JsonNode preview(int version) throws Exception {
        String boundary = "greeter-jar";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"jar\"; filename=\"greeter.jar\"\r\n"
                                + "Content-Type: application/java-archive\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Greeter.jar(version));
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = dalbox.send(dalbox.request("/api/plugins/preview")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
