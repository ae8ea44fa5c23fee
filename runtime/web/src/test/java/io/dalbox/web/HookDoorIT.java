package io.dalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The door of the web hooks in a real framework: open to nobody but those who know a hook's secret. */
class HookDoorIT {

    private static final String TYPE = "core.hook.received";

    @TempDir
    static Path home;

    static @Nullable TestFramework framework;
    static String base = "";
    static Http full = Http.anonymous("");

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.start(home);
        base = framework.base();
        full = Http.token(base, EdgeIT.TOKEN);
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> full.get("/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (framework != null) {
            framework.close();
        }
    }

    @Test
    void aServiceWithoutSessionPublishesWithTheSecretAlone() throws Exception {
        JsonNode hook = make("in");
        HttpResponse<String> answer = post(hook, "{\"a\":1}", "Authorization", "Bearer " + text(hook, "secret"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode event = Http.json(full.get("/api/events/" + text(Http.json(answer), "id")));
        assertThat(text(event, "type")).isEqualTo(TYPE);
        assertThat(event.path("data").path("payload").toString()).isEqualTo("{\"a\":1}");
        assertThat(text(event, "causationid")).isEqualTo("hook/" + text(hook, "id"));
        assertThat(full.get("/api/hooks/" + text(hook, "id")).body()).doesNotContain("secret");
    }

    @Test
    void anUnknownHookAndAWrongSecretAreAnsweredAlike() throws Exception {
        JsonNode hook = make("in");
        String secret = "Bearer " + text(make("in"), "secret");
        HttpResponse<String> wrong = post(hook, "{}", "Authorization", secret);
        HttpResponse<String> none = Http.anonymous(base).send("POST", "/hooks/none", "{}", "Authorization", secret);
        HttpResponse<String> bare = post(hook, "{}");
        for (HttpResponse<String> answer : new HttpResponse[] {wrong, none, bare}) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Http.json(answer).path("detail"))
                    .isEqualTo(Http.json(none).path("detail"));
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(none.headers().map().keySet());
        }
        // A token of the host opens no hook.
        assertThat(post(hook, "{}", "Authorization", "Bearer " + EdgeIT.TOKEN).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theOtherChecksOfTheEdgeStay() throws Exception {
        JsonNode hook = make("in");
        String[] key = {"Authorization", "Bearer " + text(hook, "secret")};
        assertThat(post(hook, "{}", key[0], key[1], "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(hook, "no json", key).statusCode()).isEqualTo(400);
        assertThat(post(hook, "[]", key).statusCode()).isEqualTo(422);
        assertThat(post(hook, "{\"a\":\"" + "x".repeat(300_000) + "\"}", key).statusCode())
                .isEqualTo(413);
        var form = Http.anonymous(base)
                .request("/hooks/" + text(hook, "id"), key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=1"))
                .build();
        assertThat(Http.client().send(form, BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
        assertThat(full.get("/hooks/" + text(hook, "id")).statusCode()).isEqualTo(405);
        try (Socket socket = new Socket("127.0.0.1", URI.create(base).getPort())) {
            socket.getOutputStream()
                    .write(
                            "POST /hooks/x HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void hooksAreMadeChangedAndRemoved() throws Exception {
        JsonNode hook = make("in");
        String path = "/api/hooks/" + text(hook, "id");
        assertThat(Http.json(full.send("PUT", path, "{\"name\":\"other\"}"))
                        .path("name")
                        .asString(""))
                .isEqualTo("other");
        JsonNode refused = Http.json(full.send("PUT", path, "{\"type\":\"none\",\"more\":1}"));
        assertThat(refused.path("errors").get(0).path("pointer").asString("")).isEqualTo("/more");
        String secret = text(Http.json(full.send("POST", path + "/rotate", null)), "secret");
        assertThat(secret).startsWith("whsec_").isNotEqualTo(text(hook, "secret"));
        assertThat(full.send("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(full.get(path).statusCode()).isEqualTo(404);
        String out = "{\"direction\":\"out\",\"name\":\"o\",\"type\":\"" + TYPE
                + "\",\"url\":\"http://127.0.0.1:9/\",\"allow_private\":%s}";
        assertThat(full.send("POST", "/api/hooks", out.formatted("false")).statusCode())
                .isEqualTo(422);
        String token = text(
                Http.json(full.send("POST", "/api/tokens", "{\"name\":\"narrow\",\"scopes\":[\"core.admin\"]}")),
                "token");
        assertThat(Http.token(base, token)
                        .send("POST", "/api/hooks", out.formatted("true"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(full.send("POST", "/api/hooks", out.formatted("true")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void everyCallIsDescribed() throws Exception {
        JsonNode paths = Http.json(full.get("/api/openapi.json")).path("paths");
        assertThat(paths.path("/hooks/{id}")
                        .path("post")
                        .path("requestBody")
                        .path("content")
                        .propertyNames())
                .containsExactlyInAnyOrder("application/json", "application/cloudevents+json");
        assertThat(paths.path("/hooks/{id}").path("post").has("security")).isFalse();
        assertThat(paths.path("/api/events").path("get").path("parameters"))
                .extracting(parameter -> parameter.path("name").asString(""))
                .contains("cause", "text", "until", "cursor");
        assertThat(paths.propertyNames())
                .contains(
                        "/api/flows",
                        "/api/flows/{id}/resume",
                        "/api/flows/import",
                        "/api/deliveries/{id}/redrive",
                        "/api/subscribers",
                        "/api/trace",
                        "/api/hooks/{id}/rotate");
    }

    private static JsonNode make(String direction) throws Exception {
        HttpResponse<String> made = full.send(
                "POST",
                "/api/hooks",
                "{\"direction\":\"%s\",\"name\":\"a service\",\"type\":\"%s\"}".formatted(direction, TYPE));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Http.json(made);
    }

    private static HttpResponse<String> post(JsonNode hook, String body, String... headers) throws Exception {
        return Http.anonymous(base).send("POST", "/hooks/" + text(hook, "id"), body, headers);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
