package io.dalbox.testing;

import io.dalbox.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Calls every live route as every kind of caller, and reports each door that is open or shut where its rule says otherwise.
 *
 * <p>The routes and their rules are read from the running server ({@code GET /api/routes}), so a new route, also one of a plugin,
 * joins by itself. Nothing is changed: bodies carry a field that no route knows, names in paths are of nothing. It makes a user and
 * two tokens and removes them again.
 */
public final class RouteAudit {

    private static final String PROBE = "{\"probe_of_the_route_audit\": true}";
    private static final String PASSWORD = UUID.randomUUID().toString();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String base;
    private final String token;
    private final String adminPassword;
    private final List<String> findings = new ArrayList<>();

    /**
     * An audit of a server.
     *
     * @param base such as {@code http://127.0.0.1:8080}
     * @param token a token with full access
     * @param adminPassword the password of the user {@code admin}
     */
    public RouteAudit(String base, String token, String adminPassword) {
        this.base = base;
        this.token = token;
        this.adminPassword = adminPassword;
    }

    private record Route(String method, String path, String access) {
        boolean unsafe() {
            return !method.equals("GET") && !method.equals("HEAD");
        }
    }

    /** A kind of caller: the headers it sends, and what it may. */
    private record Kind(String name, List<String> headers, Rights rights) {}

    private enum Rights {
        NOBODY,
        FORGED,
        NOTHING,
        USER,
        ALL
    }

    /** Does it; returns what is wrong, empty when all is well. */
    public List<String> run() throws IOException, InterruptedException {
        List<String> full = List.of("Authorization", "Bearer " + token);
        String name = "audit-" + UUID.randomUUID();
        JsonNode user = made(full, "/api/users", Map.of("name", name, "password", PASSWORD, "role", "user"));
        JsonNode narrow = made(full, "/api/tokens", Map.of("name", name, "scopes", List.of("no-such-area.read")));
        try {
            List<String> session = login(name, PASSWORD);
            List<String> admin = login("admin", adminPassword);
            List<Kind> kinds = List.of(
                    new Kind("nobody", List.of(), Rights.NOBODY),
                    new Kind("a wrong token", List.of("Authorization", "Bearer wrong"), Rights.NOBODY),
                    new Kind("an ended session", List.of("Cookie", "dalbox_session=ended"), Rights.NOBODY),
                    new Kind("a token without scope", bearer(narrow), Rights.NOTHING),
                    new Kind("a user", session, Rights.USER),
                    new Kind("an administrator", admin, Rights.ALL),
                    new Kind("a page of another site", foreign(admin), Rights.FORGED),
                    new Kind("a session without CSRF token", admin.subList(0, 2), Rights.FORGED),
                    new Kind("a full token", full, Rights.ALL));
            for (Route route : routes(full)) {
                for (Kind kind : kinds) {
                    check(route, kind);
                }
                checkScope(route, full);
            }
            checkUnknown(kinds);
        } finally {
            exchange("DELETE", "/api/users/" + user.path("id").asString(""), full, "");
            exchange("DELETE", "/api/tokens/" + narrow.path("id").asString(""), full, "");
        }
        return List.copyOf(findings);
    }

    private void check(Route route, Kind kind) throws IOException, InterruptedException {
        int status = status(route, kind.headers());
        boolean open = route.access().equals("public");
        boolean ok = switch (kind.rights()) {
            case NOBODY -> open ? passed(status) : status == 401;
            case FORGED -> !route.unsafe() || (open && !foreign(kind)) ? passed(status) : status == 403;
            case NOTHING -> open || route.access().equals("signed_in") ? passed(status) : status == 403;
            case USER -> forUsers(route) ? passed(status) : status == 403;
            case ALL -> passed(status);
        };
        if (!ok) {
            find(route, kind.name(), status);
        }
    }

    // A token with exactly the access that the route asks for passes, and so shows that the rule is the one that is
    // listed.
    private void checkScope(Route route, List<String> full) throws IOException, InterruptedException {
        if (!route.access().contains(".")) {
            return;
        }
        JsonNode made = made(full, "/api/tokens", Map.of("name", "audit", "scopes", List.of(route.access())));
        int status = status(route, bearer(made));
        if (!passed(status)) {
            find(route, "a token with its scope", status);
        }
        String id = made.path("id").asString("");
        exchange("DELETE", "/api/tokens/" + id, full, "");
        int after = status(route, bearer(made));
        if (after != 401) {
            find(route, "a token that was removed", after);
        }
    }

    private void checkUnknown(List<Kind> kinds) throws IOException, InterruptedException {
        Route unknown = new Route("GET", "/api/no-such-route", "signed_in");
        for (Kind kind : kinds) {
            int status = status(unknown, kind.headers());
            int wanted = kind.rights() == Rights.NOBODY ? 401 : 404;
            if (status != wanted) {
                find(unknown, kind.name(), status);
            }
        }
    }

    private static boolean forUsers(Route route) {
        return !route.access().equals("administrator") && !route.access().endsWith(".admin");
    }

    private static boolean passed(int status) {
        return status != 401 && status != 403 && status < 500 || status == 503;
    }

    private static boolean foreign(Kind kind) {
        return kind.headers().contains("Origin");
    }

    private void find(Route route, String who, int status) {
        findings.add(
                "%s %s (%s) answers %d to %s".formatted(route.method(), route.path(), route.access(), status, who));
    }

    private List<Route> routes(List<String> full) throws IOException, InterruptedException {
        List<Route> routes = new ArrayList<>();
        for (JsonNode item : exchange("GET", "/api/routes", full, "").path("items")) {
            Route route = new Route(
                    item.path("method").asString(""),
                    item.path("path").asString(""),
                    item.path("access").asString(""));
            if (route.access().isEmpty()) {
                findings.add(route.method() + " " + route.path() + " has no rule");
            }
            routes.add(route);
        }
        if (routes.isEmpty()) {
            findings.add("GET /api/routes lists nothing");
        }
        return routes;
    }

    private int status(Route route, List<String> headers) throws IOException, InterruptedException {
        String path = route.path()
                .replaceAll("\\{[a-z_]+\\.\\.\\.}", "no/such/thing")
                .replaceAll("\\{[a-z_]+}", "no-such-thing");
        HttpResponse<InputStream> response = send(route.method(), path, headers, route.unsafe() ? PROBE : "");
        response.body().close(); // an event stream would never end
        return response.statusCode();
    }

    private List<String> login(String name, String password) throws IOException, InterruptedException {
        String body = Json.mapper().writeValueAsString(Map.of("name", name, "password", password));
        HttpResponse<InputStream> response = send("POST", "/api/session", List.of(), body);
        try (InputStream in = response.body()) {
            JsonNode session = Json.mapper().readTree(in);
            String cookie = response.headers().firstValue("set-cookie").orElse("");
            return List.of(
                    "Cookie",
                    cookie.split(";", 2)[0],
                    "X-CSRF-Token",
                    session.path("csrf").asString(""));
        }
    }

    private static List<String> foreign(List<String> headers) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"));
        return all;
    }

    private static List<String> bearer(JsonNode made) {
        return List.of("Authorization", "Bearer " + made.path("token").asString(""));
    }

    private JsonNode made(List<String> headers, String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        return exchange("POST", path, headers, Json.mapper().writeValueAsString(body));
    }

    private JsonNode exchange(String method, String path, List<String> headers, String body)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(method, path, headers, body);
        try (InputStream in = response.body()) {
            if (response.statusCode() >= 300) {
                findings.add(method + " " + path + " answers " + response.statusCode() + " to the audit itself");
            }
            return Json.mapper().readTree(in);
        }
    }

    private HttpResponse<InputStream> send(String method, String path, List<String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }
}
