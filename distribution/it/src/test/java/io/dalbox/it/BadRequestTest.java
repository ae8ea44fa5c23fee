package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client can get wrong, answered so that it can put it right. */
class BadRequestTest {

    private static final String DOWNLOAD = "/module/download/actions/download";
    private static final String GREET = "/module/hello/actions/greet";

    @TempDir
    static Path home;

    private static DalboxProcess dalbox;

    @BeforeAll
    static void start() throws IOException {
        dalbox = DalboxProcess.start(Shipped.TREE, home);
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
    }

    @AfterEach
    void theRestRunsOn() {
        assertThat(dalbox.post(GREET, "{\"name\": \"Ann\"}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\": \"http://127.0.0.1/\", \"colour\": 1} | /colour",
                "{\"url\": 5} | /url",
                "{} | /url",
                "{\"url\": null} | /url",
                "{\"url\": \"http://127.0.0.1/\", \"segments\": \"four\"} | /segments",
                "{\"url\": \"http://127.0.0.1/\", \"segments\": 17} | /segments",
                "{\"url\": \"http://127.0.0.1/\", \"segments\": 1.5} | /segments",
                "{\"url\": \"http://127.0.0.1/\", \"sha256\": \"abc\"} | /sha256",
                "{\"url\": \"http://127.0.0.1/\", \"headers\": {\"a\": 1}} | /headers/a",
                "{\"url\": \"http://127.0.0.1/\", \"headers\": []} | /headers",
                "{\"url\": \"not a url\"} | /url",
            })
    void everyBadFieldIsNamed(String body, String pointer) {
        HttpResponse<String> answer = dalbox.post(DOWNLOAD, body);

        JsonNode problem = problem(answer, 422);
        assertThat(problem.path("errors")
                        .valueStream()
                        .map(e -> e.path("pointer").asString("")))
                .contains(pointer);
        assertThat(problem.path("errors"))
                .allSatisfy(e -> assertThat(e.path("detail").asString("")).isNotBlank());
    }

    @Test
    void allBadFieldsAreNamedAtOnce() {
        JsonNode problem = problem(dalbox.post(DOWNLOAD, "{\"colour\": 1, \"segments\": \"x\", \"sha256\": 3}"), 422);

        assertThat(problem.path("errors")
                        .valueStream()
                        .map(e -> e.path("pointer").asString("")))
                .contains("/url", "/colour", "/segments", "/sha256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"name\": }", "{\"name\": \"a\"} trailing", "{\"name\":\"a\",\"name\":\"b\"}", "nonsense"
            })
    void whatIsNoJsonIsRefusedWithThePlace(String body) {
        assertThat(problem(dalbox.post(GREET, body), 400).path("detail").asString(""))
                .contains("line 1, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "null"})
    void whatIsNoObjectIsRefused(String body) {
        problem(dalbox.post(GREET, body), 422);
    }

    @Test
    void deepNestingIsRefused() {
        HttpResponse<String> answer =
                dalbox.post(GREET, "{\"name\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        assertThat(answer.statusCode()).isBetween(400, 422);
        // Its rest was never read, so the connection cannot be used again.
        assertThat(answer.headers().firstValue("Connection")).contains("close");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHugeBodyIsRefusedWithoutBeingRead(boolean announced) throws IOException {
        long before = dalbox.residentBytes();
        long begin = System.nanoTime();
        long sent = 0;

        String status;
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            String length = announced ? "Content-Length: 104857600" : "Transfer-Encoding: chunked";
            out.write(("POST " + GREET + " HTTP/1.1\r\nHost: "
                            + URI.create(dalbox.base()).getAuthority()
                            + "\r\nAuthorization: Bearer " + DalboxProcess.TOKEN
                            + "\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n"
                            + (announced ? "{\"name\": \"" : "a\r\n{\"name\": \"\r\n"))
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] piece = (announced ? "x".repeat(65_536) : "10000\r\n" + "x".repeat(65_536) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            InputStream in = socket.getInputStream();
            while (sent < 100L << 20 && in.available() == 0 && write(out, piece)) {
                sent += 65_536;
            }
            status = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
        }

        assertThat(status).isEqualTo("HTTP/1.1 413");
        assertThat(sent).isLessThan(32L << 20);
        assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
        assertThat(dalbox.residentBytes() - before).isLessThan(48L << 20);
    }

    @Test
    void aWrongTokenIsToldApartFromNoRight() {
        problem(call("GET", "/api/plugins", Map.of("Authorization", "Bearer wrong"), ""), 401);
        problem(call("GET", "/api/plugins", Map.of("Authorization", "Basic YWRtaW46YWRtaW4="), ""), 401);
        problem(call("POST", GREET, Map.of("Content-Type", "application/json"), "{\"name\": \"x\"}"), 401);
        problem(call("GET", "/api/plugins?token=" + DalboxProcess.TOKEN, Map.of(), ""), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json"
            })
    void anotherContentTypeIsRefused(String type) {
        HttpRequest request = dalbox.request(GREET)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"name\": \"x\"}"))
                .build();

        assertThat(problem(dalbox.send(request), 415).path("detail").asString(""))
                .contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/nothing",
                "/nothing",
                "/module/nothing/",
                "/module/hello/nothing",
                "/module/hello/actions/nothing",
                "/module/hello/tasks/nothing",
                "/api/tasks/nothing",
                "/api/plugins/nothing",
                "/assets/nothing.js"
            })
    void unknownAddressesAreProblems(String path) {
        assertThat(problem(dalbox.get(path), 404).path("detail").asString("")).isNotBlank();
    }

    @Test
    void anotherMethodIsRefusedWithTheOnesThatAnswer() {
        HttpResponse<String> answer = dalbox.send("PUT", GREET, "{}");

        problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/pages?path=%zz",
                "/api/pages?path=%",
                "/api/pages?path=%ff%fe",
                "/api/tasks?limit=%C0%AE",
                "/api/tasks?limit=-1",
                "/api/tasks?limit=99999999999999999999",
                "/api/tasks?limit=x",
                "/api/tasks?cursor=x",
                "/api/tasks?state=nonsense",
                "/api/events?after=x",
                "/api/events?limit=0",
                "/api/plugins/hello/logs?level=loud"
            })
    void badQueriesAreTheClientsFault(String target) throws IOException {
        RawHttp.Answer answer = RawHttp.send(dalbox, "GET", target);

        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.isProblem()).as(answer.head()).isTrue();
    }

    @Test
    void aBrowserWithoutCsrfTokenOrFromElsewhereIsRefused() {
        HttpResponse<String> login = call(
                "POST",
                "/api/session",
                Map.of("Content-Type", "application/json"),
                "{\"name\": \"admin\", \"password\": \"" + DalboxProcess.PASSWORD + "\"}");
        String cookie = login.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        String csrf = Json.mapper().readTree(login.body()).path("csrf").asString("");
        String body = "{\"name\": \"x\"}";

        problem(call("POST", GREET, Map.of("Cookie", cookie, "Content-Type", "application/json"), body), 403);
        problem(
                call(
                        "POST",
                        GREET,
                        Map.of("Cookie", cookie, "Content-Type", "application/json", "X-CSRF-Token", "wrong"),
                        body),
                403);
        Map<String, String> right = Map.of("Cookie", cookie, "Content-Type", "application/json", "X-CSRF-Token", csrf);
        assertThat(call("POST", GREET, right, body).statusCode()).isEqualTo(200);
        Map<String, String> foreign = new java.util.HashMap<>(right);
        foreign.put("Origin", "https://evil.example");
        problem(call("POST", GREET, foreign, body), 403);
    }

    private static boolean write(OutputStream out, byte[] piece) {
        try {
            out.write(piece);
            return true;
        } catch (IOException e) {
            return false; // it has heard enough
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(dalbox.base()).getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static HttpResponse<String> call(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(dalbox.base() + path));
        headers.forEach(request::header);
        return dalbox.send(
                request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = Json.mapper().readTree(answer.body());
        for (String field : List.of("title", "detail")) {
            assertThat(problem.path(field).asString("")).isNotBlank();
        }
        assertThat(problem.path("status").asInt(0)).isEqualTo(status);
        return problem;
    }
}
