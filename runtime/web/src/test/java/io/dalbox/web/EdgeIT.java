package io.dalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.RouteAudit;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The edge in a real framework, with a plugin that tries to get around it. */
class EdgeIT {

    static final String TOKEN = System.getenv("DALBOX_TOKEN");
    static final String PASSWORD = System.getenv("DALBOX_ADMIN_PASSWORD");
    static final String COUNT = "/module/probe/actions/count";

    @TempDir
    static Path home;

    static @Nullable TestFramework framework;
    static String base = "";
    static Http full = Http.anonymous("");

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.start(home);
        base = framework.base();
        full = Http.token(base, TOKEN);
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> full.get("/ready").statusCode() == 200
                        && full.get("/module/probe/health").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (framework != null) {
            framework.close();
        }
    }

    @Test
    void everyLiveRouteKeepsItsRuleForEveryCaller() throws Exception {
        assertThat(new RouteAudit(base, TOKEN, PASSWORD).run()).isEmpty();
        assertThat(Http.json(full.get("/api/routes")).path("items"))
                .extracting(route -> route.path("path").asString(""))
                .contains("/api/session", "/api/plugins/{id}", COUNT, "/module/probe/{path...}", "/{path...}");
    }

    @Test
    void sessionsNeedTheirCsrfTokenAndEndAtLogout() throws Exception {
        Http admin = Http.login(base, "admin", PASSWORD);
        assertThat(admin.get("/api/me").statusCode()).isEqualTo(200);
        String pins = "{\"items\":[]}";
        assertThat(admin.send("PUT", "/api/me/pins", pins).statusCode()).isEqualTo(200);
        assertThat(admin.withoutCsrf().send("PUT", "/api/me/pins", pins).statusCode())
                .isEqualTo(403);
        assertThat(admin.send("PUT", "/api/me/pins", pins, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.get("/tasks").headers().firstValue("set-cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000");
        HttpResponse<String> gone = admin.send("DELETE", "/api/session", null);
        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(gone.headers().firstValue("set-cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Strict", "Max-Age=0");
        assertThat(admin.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void strangersAreAskedToSignIn() throws Exception {
        Http nobody = Http.anonymous(base);
        assertThat(nobody.get("/api/plugins").statusCode()).isEqualTo(401);
        assertThat(nobody.get("/api/nothing").statusCode()).isEqualTo(401);
        assertThat(nobody.get("/tasks?x=1", "Accept", "text/html").headers().firstValue("location"))
                .hasValue("/login?next=%2Ftasks%3Fx%3D1");
        assertThat(nobody.get("/login").body())
                .contains("\"template\":\"login\"")
                .doesNotContain("/module/probe");
    }

    @Test
    void aPersonReadsProblemsAsAPage() throws Exception {
        Http admin = Http.login(base, "admin", PASSWORD);
        HttpResponse<String> page = admin.get("/nowhere", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("There is no page at /nowhere");
        assertThat(full.get("/nowhere").headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void usersChangeTheirOwnPassword() throws Exception {
        full.send("POST", "/api/users", "{\"name\":\"ann\",\"password\":\"first password\",\"role\":\"user\"}");
        Http ann = Http.login(base, "ann", "first password");
        assertThat(ann.send("PUT", "/api/me/password", "{\"old\":\"guess\",\"password\":\"other password\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(ann.send("PUT", "/api/me/password", "{\"old\":\"first password\",\"password\":\"new password\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(ann.get("/api/me").statusCode()).isEqualTo(401);
        Http again = Http.login(base, "ann", "new password");
        assertThat(again.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(again.get("/api/users").statusCode()).isEqualTo(403);
    }

    @Test
    void usersListAndEndTheirSessionsAndTokensEndNone() throws Exception {
        full.send("POST", "/api/users", "{\"name\":\"bea\",\"password\":\"first password\",\"role\":\"user\"}");
        Http desk = Http.login(base, "bea", "first password");
        Http phone = Http.login(base, "bea", "first password");
        JsonNode items = Http.json(desk.get("/api/me/sessions")).path("items");
        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("current").asBoolean()).isTrue();
        assertThat(items.get(0).path("address").asString()).isEqualTo("127.0.0.1");
        String href = "/api/me/sessions/" + items.get(1).path("id").asString();
        assertThat(desk.send("DELETE", href, null).statusCode()).isEqualTo(204);
        assertThat(desk.send("DELETE", href, null).statusCode()).isEqualTo(404);
        assertThat(phone.get("/api/me").statusCode()).isEqualTo(401);
        Http third = Http.login(base, "bea", "first password");
        assertThat(desk.send("DELETE", "/api/me/sessions", null).statusCode()).isEqualTo(204);
        assertThat(third.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(desk.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(full.send("DELETE", "/api/me/sessions", null).statusCode()).isEqualTo(403);
    }

    @Test
    void aDisabledUserIsOutAtOnce() throws Exception {
        String body = "{\"name\":\"cem\",\"password\":\"first password\",\"role\":\"administrator\"}";
        String user = "/api/users/"
                + Http.json(full.send("POST", "/api/users", body)).path("id").asString();
        Http cem = Http.login(base, "cem", "first password");
        assertThat(cem.send("PUT", user, "{\"disabled\":true}").statusCode()).isEqualTo(409);
        assertThat(full.send("PUT", user, "{\"disabled\":\"yes\"}").statusCode())
                .isEqualTo(422);
        assertThat(full.send("PUT", user, "{\"disabled\":true}").statusCode()).isEqualTo(200);
        assertThat(cem.get("/api/me").statusCode()).isEqualTo(401);
        String login = "{\"name\":\"cem\",\"password\":\"first password\"}";
        assertThat(Http.anonymous(base).send("POST", "/api/session", login).statusCode())
                .isEqualTo(401);
        assertThat(full.send("PUT", "/api/users/admin", "{\"disabled\":true}").statusCode())
                .isEqualTo(409);
        assertThat(full.send("PUT", user, "{\"disabled\":false}").statusCode()).isEqualTo(200);
        assertThat(Http.login(base, "cem", "first password").get("/api/me").statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersCarryThePagePolicy() throws Exception {
        for (String path : new String[] {"/health", "/login", "/api/nothing", "/module/probe/echo/x"}) {
            assertThat(full.get(path)
                            .headers()
                            .firstValue("content-security-policy")
                            .orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "require-trusted-types-for 'script'");
        }
    }

    @Test
    void aPluginGetsItsPrefixAndNothingElse() throws Exception {
        assertThat(full.get("/module/probe/echo/a/b").body())
                .isEqualTo("echo /module/probe /echo /a/b token null /module/probe");
        assertThat(full.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(full.get("/echo/a").statusCode()).isEqualTo(404);
        assertThat(Http.anonymous(base).get("/echo/a").statusCode()).isEqualTo(401);
        assertThat(Http.anonymous(base).get("/module/probe/echo/a").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anActionAnswersOnceForAKey() throws Exception {
        String[] key = {"Idempotency-Key", "once"};
        JsonNode first = Http.json(full.send("POST", COUNT, "{\"fail\":false}", key));
        assertThat(Http.json(full.send("POST", COUNT, "{\"fail\":false}", key))).isEqualTo(first);
        assertThat(full.send("POST", COUNT, "{\"fail\":true}", key).statusCode())
                .isEqualTo(409);
        assertThat(Http.json(full.send("POST", COUNT, "{\"fail\":false}"))
                        .path("calls")
                        .asInt())
                .isGreaterThan(first.path("calls").asInt());
    }

    @Test
    void badInputIsAnsweredWithItsPlace() throws Exception {
        JsonNode problem = Http.json(full.send("POST", COUNT, "{\"fial\":true}"));
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        assertThat(problem.path("errors"))
                .extracting(error -> error.path("pointer").asString(""))
                .contains("/fial", "/fail");
        HttpResponse<String> broken = full.send("POST", COUNT, "{\n \"fail\": yes}");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("line 2, column");
        assertThat(full.send("POST", COUNT, "{\"fail\":true,\"fail\":false}").statusCode())
                .isEqualTo(400);
        assertThat(full.send("POST", COUNT, "{\"fail\":true}").statusCode()).isEqualTo(409);
        HttpResponse<String> wrongMethod = full.get(COUNT);
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("allow")).hasValue("POST");
        assertThat(full.send("POST", "/module/probe/actions/none", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void columnsAreKeptPerPersonAndCheckedAtTheEdge() throws Exception {
        String files = "/api/me/views/probe/main/files";
        String chosen = "{\"items\":[\"size\",\"name\"],\"hidden\":[\"eta\"]}";
        assertThat(Http.json(full.get(files)).path("items").size()).isZero();
        assertThat(full.send("PUT", files, chosen).statusCode()).isEqualTo(200);
        assertThat(Http.json(full.get(files))).isEqualTo(Json.mapper().readTree(chosen));
        JsonNode twice = Http.json(full.send("PUT", files, "{\"items\":[\"a\",\"a\"]}"));
        assertThat(twice.path("errors").path(0).path("pointer").asString("")).isEqualTo("/items/1");
        JsonNode number = Http.json(full.send("PUT", files, "{\"items\":[],\"hidden\":[7]}"));
        assertThat(number.path("errors").path(0).path("pointer").asString("")).isEqualTo("/hidden/0");
        assertThat(full.send("PUT", "/api/me/views/nobody/main/files", chosen).statusCode())
                .isEqualTo(404);
        assertThat(full.send("PUT", "/api/me/views/probe/ma%20in/files", chosen).statusCode())
                .isEqualTo(404);
        assertThat(Http.anonymous(base).get(files).statusCode()).isEqualTo(401);
        assertThat(full.send("DELETE", files, null).statusCode()).isEqualTo(200);
        assertThat(Http.json(full.get(files)).path("items").size()).isZero();
    }

    @Test
    void aDeliveredEventReachesItsSubscriberOnce() throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%1$s\",\"source\":\"/test\",\"type\":\"%1$s\",\"data\":{\"what\":\"x\"}}";
        int before = heard();
        for (int i = 0; i < 2; i++) {
            assertThat(full.send("POST", "/module/probe/events", event.formatted("probe.asked"))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(heard()).isEqualTo(before + 1);
        assertThat(full.send("POST", "/module/probe/events", event.formatted("probe.other"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aHugeBodyIsCutOff() throws Exception {
        byte[] chunk = new byte[64 << 10];
        Arrays.fill(chunk, (byte) ' ');
        var request = full.request("/api/me/pins", "Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArrays(() -> new java.util.Iterator<byte[]>() {
                    private int left = 1600;

                    @Override
                    public boolean hasNext() {
                        return left > 0;
                    }

                    @Override
                    public byte[] next() {
                        left--;
                        return chunk;
                    }
                }))
                .build();
        try {
            assertThat(Http.client().send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(413);
        } catch (java.io.IOException e) {
            // The answer may be lost when the connection is cut under a client that only writes.
            assertThat(e).hasMessageMatching("(?s).*(reset|Broken pipe|closed|EOF|no bytes).*");
        }
        assertThat(full.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedBodyIsReadToItsEndSoThatTheAnswerArrives() throws Exception {
        int port = java.net.URI.create(base).getPort();
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String head = "POST /api/users HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + TOKEN
                    + "\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
            out.write((head + "3\r\none\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            // The server has refused the type by now, and the client, like most, goes on writing.
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            out.write("3\r\ntwo\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(in.readLine()).contains("415");
            out.write(("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(in.lines()).anyMatch(line -> line.endsWith("HTTP/1.1 200 OK"));
        }
    }

    @Test
    void otherHostNamesAreRefused() throws Exception {
        try (var socket =
                new java.net.Socket("127.0.0.1", java.net.URI.create(base).getPort())) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void theStreamResumesAndEndsWithItsToken() throws Exception {
        JsonNode made = Http.json(full.send("POST", "/api/tokens", "{\"name\":\"reader\",\"scopes\":[\"core.read\"]}"));
        Http reader = Http.token(base, made.path("token").asString(""));
        var stream = Http.client()
                .send(reader.request("/api/stream?last_event_id=0-old-7").GET().build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: hello");
            assertThat(lines.readLine()).contains("\"assets\"");
            lines.readLine();
            assertThat(lines.readLine()).startsWith("id: ");
            assertThat(lines.readLine()).isEqualTo("event: reset");
            assertThat(full.send("POST", "/api/plugins/probe/restart", null).statusCode())
                    .isEqualTo(200);
            assertThat(lines.lines().anyMatch("event: page"::equals)).isTrue();
            full.send("DELETE", "/api/tokens/" + made.path("id").asString(""), null);
            assertThat(lines.lines().reduce("", (a, b) -> b)).isNotNull();
        }
        assertThat(reader.get("/api/tasks").statusCode()).isEqualTo(401);
    }

    @Test
    void theConsoleIsForAdministratorsAndOnlyShows() throws Exception {
        assertThat(Http.anonymous(base).get("/system/console/bundles").statusCode())
                .isEqualTo(302);
        Http admin = Http.login(base, "admin", PASSWORD);
        assertThat(admin.get("/system/console/bundles").statusCode()).isEqualTo(200);
        assertThat(admin.send("POST", "/system/console/bundles/1", null).statusCode())
                .isEqualTo(403);
        assertThat(full.get("/system/console/bundles", "Authorization", "Basic YWRtaW46YWRtaW4=")
                        .statusCode())
                .isNotEqualTo(200);
    }

    private static int heard() throws Exception {
        return Http.json(full.send("POST", COUNT, "{\"fail\":false}"))
                .path("heard")
                .asInt();
    }
}
