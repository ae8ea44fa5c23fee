package io.dalbox.web.internal.http;

import io.dalbox.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request is answered with. */
@FunctionalInterface
public interface Answer {

    /** Writes status, headers and body. */
    void write(HttpServletResponse response) throws IOException;

    /** 200 with JSON. */
    static Answer json(Object body) {
        return json(200, body);
    }

    /** JSON with a status. */
    static Answer json(int status, Object body) {
        return json(status, body, Map.of());
    }

    /** JSON with a status and headers. */
    static Answer json(int status, Object body, Map<String, String> headers) {
        JsonNode tree = body instanceof JsonNode node ? node : Json.mapper().valueToTree(body);
        return bytes(status, "application/json", Json.mapper().writeValueAsBytes(tree), headers);
    }

    /** 201 with the object and where it is. */
    static Answer created(String location, Object body) {
        return json(201, body, Map.of("Location", location));
    }

    /** 204. */
    static Answer noContent() {
        return response -> response.setStatus(204);
    }

    /** 302 to a path of ours. */
    static Answer redirect(String path) {
        return response -> {
            response.setStatus(302);
            response.setHeader("Location", path);
        };
    }

    /** A list as the contract has it. */
    static Answer list(Object items, @Nullable Object next) {
        var body = Json.mapper().createObjectNode();
        body.set("items", Json.mapper().valueToTree(items));
        body.set("next", next == null ? Json.mapper().nullNode() : Json.mapper().valueToTree(next));
        return json(body);
    }

    /** An HTML document. */
    static Answer html(int status, String document) {
        return bytes(
                status,
                "text/html; charset=utf-8",
                document.getBytes(StandardCharsets.UTF_8),
                Map.of("Cache-Control", "no-cache"));
    }

    /** Bytes of a type. */
    static Answer bytes(int status, String type, byte[] body, Map<String, String> headers) {
        return response -> {
            response.setStatus(status);
            headers.forEach(response::setHeader);
            response.setContentType(type);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        };
    }
}
