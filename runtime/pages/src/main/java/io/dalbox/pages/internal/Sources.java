package io.dalbox.pages.internal;

import io.dalbox.action.Method;
import io.dalbox.pages.Viewer;
import io.dalbox.pages.internal.descriptor.ActionName;
import io.dalbox.pages.internal.descriptor.Descriptor;
import io.dalbox.pages.internal.descriptor.Vocabulary;
import io.dalbox.plugins.Actions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns the sources of a descriptor into addresses. */
final class Sources {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** By these the browser asks for the next rows. */
    private static final Set<String> PAGING = Set.of("cursor", "limit");

    private final Services services;
    private final CoreQueries core;

    Sources(Services services) {
        this.services = services;
        this.core = new CoreQueries(services);
    }

    /** Returns the source at {@code pointer}; empty when the viewer may not see it, or it does not exist, which is a fault. */
    Optional<Source> resolve(
            Descriptor descriptor, String pointer, Viewer viewer, AddressParams address, Faults faults) {
        JsonNode declared = descriptor.json().at(pointer);
        String query = declared.path("query").asString();
        CoreQueries.Shape shape = CoreQueries.shape(query);
        if (shape != null) {
            return viewer.may().test(shape.access())
                    ? Optional.of(ofCore(descriptor, pointer, shape, address))
                    : Optional.empty();
        }
        Actions.Description action = find(query, descriptor, pointer, faults);
        return action != null && viewer.may().test(action.access())
                ? Optional.of(ofAction(descriptor, pointer, action, viewer, address, faults))
                : Optional.empty();
    }

    private Actions.@Nullable Description find(String query, Descriptor descriptor, String pointer, Faults faults) {
        ActionName name = ActionName.of(query).orElse(null);
        if (name == null) {
            return null;
        }
        Actions.Description action =
                services.actions().find(name.plugin(), name.action()).orElse(null);
        if (action == null) {
            faults.add(descriptor.fault(pointer + "/query", Missing.action(services, name)));
            return null;
        }
        if (action.method() != Method.GET || action.longRunning()) {
            String message = "'" + query
                    + "' cannot feed a page: only an action with method GET can, which promises to change nothing";
            faults.add(descriptor.fault(pointer + "/query", message));
            return null;
        }
        return action;
    }

    private Source ofCore(Descriptor descriptor, String pointer, CoreQueries.Shape shape, AddressParams address) {
        JsonNode declared = descriptor.json().at(pointer);
        ObjectNode params = address.fill(declared.path("params"));
        ObjectNode wire = JSON.objectNode();
        wire.put("href", href(shape.href(), params));
        String key = declared.path("key").asString("");
        wire.put("key", key.isEmpty() ? shape.key() : key);
        wire.put("live", live(declared, shape.live()));
        if (shape.live() == null) {
            wire.putNull("filter");
        } else {
            ObjectNode filter = wire.putObject("filter");
            params.properties().stream()
                    .filter(param -> !param.getKey().equals("limit"))
                    .forEach(param -> filter.set(param.getKey(), param.getValue()));
        }
        common(declared, wire);
        String name = declared.path("query").asString();
        if (byServer(declared)) {
            asks(Vocabulary.QUERIES.getOrDefault(name, Set.of()), params, wire.putArray("asks"));
        }
        String field = declared.path("field").asString("");
        return new Source(
                wire,
                () -> part(core.read(name, params), field),
                shape.later() || declared.path("lazy").asBoolean(false),
                descriptor.fault(pointer + "/query", name));
    }

    private Source ofAction(
            Descriptor descriptor,
            String pointer,
            Actions.Description action,
            Viewer viewer,
            AddressParams address,
            Faults faults) {
        JsonNode declared = descriptor.json().at(pointer);
        ObjectNode input = address.fill(declared.path("params"), action.params());
        ObjectNode wire = JSON.objectNode();
        wire.put("href", "/module/" + action.plugin() + action.path() + query(input));
        if (declared.has("key")) {
            wire.set("key", declared.path("key"));
        }
        wire.put("live", live(declared, "refetch"));
        wire.putNull("filter");
        common(declared, wire);
        if (byServer(declared)) {
            Set<String> known =
                    Set.copyOf(action.params().json().path("properties").propertyNames());
            asks(known, input, wire.putArray("asks"));
            if (wire.path("asks").isEmpty() && !known.contains("cursor")) {
                faults.add(descriptor.fault(pointer + "/page", unpaged(declared)));
            }
        }
        String field = declared.path("field").asString("");
        Fetch fetch = () -> part(
                answer(services.actions()
                        .invoke(Actions.Call.by(viewer.name(), action.plugin(), action.name(), input.deepCopy()))),
                field);
        boolean lazy = declared.path("lazy").asBoolean(false);
        return new Source(
                wire,
                fetch,
                lazy,
                descriptor.fault(pointer + "/query", declared.path("query").asString()));
    }

    private static boolean byServer(JsonNode declared) {
        return declared.path("page").asString("").equals("server");
    }

    private static String unpaged(JsonNode declared) {
        return "'" + declared.path("query").asString()
                + "' has no parameter by which it could search, sort, filter or go on: give it 'search', 'sort' or 'cursor',"
                + " or leave out 'page: server'";
    }

    /** Names the parameters that are left to the person; by these the server searches, sorts and filters. */
    private static void asks(Set<String> parameters, JsonNode given, ArrayNode asks) {
        parameters.stream()
                .filter(name -> !given.has(name) && !PAGING.contains(name))
                .sorted()
                .forEach(asks::add);
    }

    private static JsonNode answer(Actions.Outcome outcome) {
        return switch (outcome) {
            case Actions.Outcome.Answer(JsonNode result) -> result == null ? JSON.nullNode() : result;
            case Actions.Outcome.Started started ->
                throw new IllegalStateException("it started a task instead of answering");
        };
    }

    /** Returns what a source takes of an answer: all of it, or the field it names, where a list counts as one page. */
    private static JsonNode part(JsonNode answer, String field) {
        if (field.isEmpty()) {
            return answer;
        }
        JsonNode part = answer.at("/" + field.replace('.', '/'));
        if (part.isArray()) {
            ObjectNode page = JSON.objectNode();
            page.set("items", part);
            return page.putNull("next");
        }
        return part.isMissingNode() ? JSON.nullNode() : part;
    }

    private static void common(JsonNode declared, ObjectNode wire) {
        int every = seconds(declared.path("every").asString(""));
        if (every > 0) {
            wire.put("every", every);
        } else {
            wire.putNull("every");
        }
        if (declared.has("field")) {
            wire.set("field", declared.path("field"));
        }
        wire.put("page", declared.path("page").asString("all"));
        wire.put("lazy", declared.path("lazy").asBoolean(false));
    }

    private static @Nullable String live(JsonNode declared, @Nullable String usual) {
        JsonNode live = declared.path("live");
        if (live.isString()) {
            return live.stringValue();
        }
        return live.asBoolean(false) ? usual : null;
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}; the schema has checked the form. */
    private static int seconds(String every) {
        if (every.isEmpty() || every.length() > 6) {
            return 0;
        }
        int number = Integer.parseInt(every.substring(0, every.length() - 1));
        return switch (every.charAt(every.length() - 1)) {
            case 'h' -> number * 3600;
            case 'm' -> number * 60;
            default -> number;
        };
    }

    /** The parameters that stand in the path are left out of the query. */
    private static String href(String template, JsonNode params) {
        if (!template.contains("{") || !(params instanceof ObjectNode given)) {
            return template + query(params);
        }
        ObjectNode rest = given.deepCopy();
        String path = template;
        for (String name : given.propertyNames()) {
            if (path.contains("{" + name + "}")) {
                path = path.replace("{" + name + "}", encode(given.path(name).asString()));
                rest.remove(name);
            }
        }
        return path + query(rest);
    }

    private static String query(JsonNode params) {
        if (!params.isObject() || params.isEmpty()) {
            return "";
        }
        return params.properties().stream()
                .map(param ->
                        encode(param.getKey()) + "=" + encode(param.getValue().asString()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
