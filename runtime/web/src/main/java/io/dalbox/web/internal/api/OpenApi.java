package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import io.dalbox.web.internal.http.Access;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes every route and every live action in OpenAPI 3.1, made from the same tables that answer. */
public final class OpenApi {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)(\\.\\.\\.)?\\}");

    private final Plugins plugins;
    private final Actions actions;
    private final Supplier<List<Route>> all;
    private final String version;

    /** A description of routes and actions. */
    public OpenApi(Plugins plugins, Actions actions, Supplier<List<Route>> all, String version) {
        this.plugins = plugins;
        this.actions = actions;
        this.all = all;
        this.version = version;
    }

    /** Returns its route. */
    public List<Route> routes() {
        return List.of(
                Route.needs("core.read", "GET /api/openapi.json", Body.none(), "This description", this::document));
    }

    private Answer document(Request request) {
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Dalbox").put("version", version);
        ObjectNode paths = document.putObject("paths");
        all.get().stream().filter(OpenApi::described).forEach(route -> route(paths, route));
        for (PluginInfo plugin : plugins.list()) {
            actions.of(plugin.id()).forEach(action -> action(paths, action));
        }
        ObjectNode components = document.putObject("components");
        schemes(components.putObject("securitySchemes"));
        problem(components.putObject("schemas").putObject("Problem"));
        return Answer.json(document);
    }

    // Pages and a plugin's own servlets are no API.
    private static boolean described(Route route) {
        return !route.path().toString().contains("...")
                && !route.path().toString().startsWith("/assets");
    }

    private static void route(ObjectNode paths, Route route) {
        String template = VARIABLE.matcher(route.path().toString()).replaceAll("{$1}");
        ObjectNode operation = operation(paths, template, route.method());
        operation.put("summary", route.summary());
        Matcher variables = VARIABLE.matcher(route.path().toString());
        while (variables.find()) {
            parameter(operation, "path", Objects.requireNonNull(variables.group(1)), true, null);
        }
        route.queries().forEach(name -> parameter(operation, "query", name, false, null));
        if (!(route.access() instanceof Access.Public)) {
            security(operation, route.access().word());
        }
        body(operation, route.body());
        answers(operation).putObject("2XX").put("description", "Done");
    }

    private static void body(ObjectNode operation, Body body) {
        switch (body) {
            case Body.Fields(var names) -> {
                if (!names.isEmpty()) {
                    ObjectNode schema = json(operation.putObject("requestBody")).put("type", "object");
                    schema.put("additionalProperties", false);
                    ObjectNode properties = schema.putObject("properties");
                    names.stream().sorted().forEach(properties::putObject);
                }
            }
            case Body.AnyObject() -> json(operation.putObject("requestBody")).put("type", "object");
            case Body.Raw(long max, var types) -> {
                ObjectNode content = operation.putObject("requestBody").putObject("content");
                types.stream().sorted().forEach(content::putObject);
                if (types.isEmpty()) {
                    content.putObject("*/*");
                }
                operation.put("x-dalbox-max-bytes", max);
            }
        }
    }

    private static void action(ObjectNode paths, Actions.Description action) {
        ObjectNode operation = operation(
                paths,
                "/module/" + action.plugin() + action.path(),
                action.method().name());
        operation.put("summary", action.description()).put("operationId", action.plugin() + "." + action.name());
        operation.putArray("tags").add(action.plugin());
        security(operation, action.access());
        if (action.method().name().equals("GET")) {
            for (Map.Entry<String, JsonNode> p :
                    action.params().json().path("properties").properties()) {
                parameter(operation, "query", p.getKey(), false, p.getValue());
            }
        } else {
            json(operation.putObject("requestBody")).setAll(action.params().json());
        }
        ObjectNode responses = answers(operation);
        if (action.longRunning()) {
            responses.putObject("202").put("description", "A task was started; Location is its address");
        } else {
            ObjectNode ok = responses.putObject("200").put("description", "The result");
            var returns = action.returns();
            if (returns != null) {
                json(ok).setAll(returns.json());
            }
        }
    }

    private static ObjectNode operation(ObjectNode paths, String path, String method) {
        return paths.withObjectProperty(path).putObject(method.toLowerCase(Locale.ROOT));
    }

    private static void parameter(
            ObjectNode operation, String in, String name, boolean required, @Nullable JsonNode schema) {
        ObjectNode parameter = operation
                .withArrayProperty("parameters")
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("required", required);
        parameter.set(
                "schema", schema == null ? Json.mapper().createObjectNode().put("type", "string") : schema);
    }

    private static ObjectNode json(ObjectNode holder) {
        return holder.putObject("content").putObject("application/json").putObject("schema");
    }

    private static ObjectNode answers(ObjectNode operation) {
        ObjectNode responses = operation.putObject("responses");
        ObjectNode problem = responses.putObject("default").put("description", "A problem (RFC 9457)");
        problem.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        return responses;
    }

    private static void security(ObjectNode operation, String access) {
        ArrayNode security = operation.putArray("security");
        security.addObject().putArray("token");
        security.addObject().putArray("session");
        operation.put("x-dalbox-access", access);
    }

    private static void schemes(ObjectNode schemes) {
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "dalbox_session")
                .put("description", "Unsafe methods also send X-CSRF-Token");
    }

    private static void problem(ObjectNode schema) {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        for (String name : List.of("type", "title", "detail", "instance")) {
            properties.putObject(name).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        ObjectNode error = properties.putObject("errors").put("type", "array").putObject("items");
        ObjectNode fields = error.put("type", "object").putObject("properties");
        fields.putObject("pointer").put("type", "string");
        fields.putObject("detail").put("type", "string");
    }
}
