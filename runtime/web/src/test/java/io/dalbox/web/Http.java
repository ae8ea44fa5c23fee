package io.dalbox.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller over real HTTP with its credentials. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final String[] headers;

    private Http(String base, String... headers) {
        this.base = base;
        this.headers = headers;
    }

    static Http anonymous(String base) {
        return new Http(base);
    }

    static Http token(String base, String token) {
        return new Http(base, "Authorization", "Bearer " + token);
    }

    /** Logs in and carries cookie and CSRF token. */
    static Http login(String base, String name, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = anonymous(base)
                .send("POST", "/api/session", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("Login: " + answer.statusCode() + " " + answer.body());
        }
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
        return new Http(
                base,
                "Cookie",
                cookie,
                "X-CSRF-Token",
                json(answer).path("csrf").asString(""));
    }

    /** The same session, as a foreign page could use it. */
    Http withoutCsrf() {
        return new Http(base, headers[0], headers[1]);
    }

    HttpResponse<String> get(String path, String... more) throws IOException, InterruptedException {
        return exchange("GET", path, null, more);
    }

    HttpResponse<String> send(String method, String path, @Nullable String json, String... more)
            throws IOException, InterruptedException {
        return exchange(method, path, json, more);
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    HttpRequest.Builder request(String path, String... more) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return more.length > 0 ? builder.headers(more) : builder;
    }

    private HttpResponse<String> exchange(String method, String path, @Nullable String json, String... more)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = request(path, more);
        if (json != null) {
            builder.header("Content-Type", "application/json");
        }
        builder.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        return CLIENT.send(builder.build(), BodyHandlers.ofString());
    }

    static HttpClient client() {
        return CLIENT;
    }
}
