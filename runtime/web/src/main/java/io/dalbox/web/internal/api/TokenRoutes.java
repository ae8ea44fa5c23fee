package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.web.internal.auth.Tokens;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import io.dalbox.web.internal.http.Scopes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tokens of programs, for administrators. */
public final class TokenRoutes {

    private static final int MAX_SCOPES = 100;
    private static final int MAX_NAME = 100;

    private final Tokens tokens;

    /** Routes over the tokens. */
    public TokenRoutes(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.administrator("GET /api/tokens", Body.none(), "List the tokens", this::list),
                Route.administrator(
                        "POST /api/tokens",
                        Body.fields("name", "scopes", "expires"),
                        "Make a token; the answer is the only one that shows it",
                        this::make),
                Route.administrator(
                        "DELETE /api/tokens/{id}", Body.none(), "End a token from the next request on", this::remove));
    }

    private Answer list(Request request) {
        return Answer.list(tokens.list(), null);
    }

    private Answer make(Request request) {
        String name = request.text("name").strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw ProblemException.field("/name", "The name must have 1 to " + MAX_NAME + " characters.");
        }
        Tokens.Made made = tokens.make(request.caller(), name, scopes(request), expires(request));
        ObjectNode answer = Json.mapper().valueToTree(made.token());
        answer.put("token", made.secret());
        return Answer.created("/api/tokens/" + made.token().id(), answer);
    }

    private Answer remove(Request request) {
        tokens.remove(request.variable("id"));
        return Answer.noContent();
    }

    private static Set<String> scopes(Request request) {
        JsonNode given = request.body().path("scopes");
        if (!given.isArray() || given.isEmpty() || given.size() > MAX_SCOPES) {
            throw ProblemException.field(
                    "/scopes", "Give 1 to " + MAX_SCOPES + " scopes, such as core.read, download.* or *.read.");
        }
        Set<String> scopes = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String scope = given.get(i).asString("");
            if (!Scopes.valid(scope)) {
                throw ProblemException.field(
                        "/scopes/" + i, "A scope is <area>.<verb>, <area>.*, *.<verb> or *; this is none.");
            }
            scopes.add(scope);
        }
        return scopes;
    }

    private static @Nullable Instant expires(Request request) {
        try {
            return request.optionalText("expires").map(Instant::parse).orElse(null);
        } catch (DateTimeParseException e) {
            throw ProblemException.field("/expires", "The time must look like 2030-01-31T12:00:00Z.");
        }
    }
}
