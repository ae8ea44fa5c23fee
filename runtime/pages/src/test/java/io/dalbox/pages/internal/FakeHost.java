package io.dalbox.pages.internal;

import io.dalbox.action.ActionException;
import io.dalbox.action.Lane;
import io.dalbox.action.Method;
import io.dalbox.json.Json;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.Plugins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/** Plugins and their actions as page models see them; the real ones need a framework and are tested with one. */
final class FakeHost implements Actions {

    private record Entry(Description description, Callable<JsonNode> answer) {}

    private final Map<String, FakePlugin> live = new LinkedHashMap<>();
    private final Map<String, Entry> actions = new LinkedHashMap<>();
    private PluginState state = PluginState.LIVE;

    FakeHost live(FakePlugin plugin) {
        live.put(plugin.id(), plugin);
        return this;
    }

    void remove(String id) {
        live.remove(id);
    }

    /** All plugins are in that state from now on; the bundle of one that is not live is not to be had. */
    void state(PluginState now) {
        state = now;
    }

    FakeHost action(String plugin, String name, Method method, String schema, Callable<JsonNode> answer) {
        Description description = new Description(
                plugin,
                name,
                "Does " + name,
                method,
                "/actions/" + name,
                Lane.IO,
                plugin + (method == Method.GET ? ".read" : ".write"),
                false,
                true,
                new SchemaFactory().compile(Json.mapper().readTree(schema)),
                null);
        actions.put(plugin + "." + name, new Entry(description, answer));
        return this;
    }

    @Override
    public List<Description> of(String plugin) {
        return actions.values().stream()
                .map(Entry::description)
                .filter(action -> action.plugin().equals(plugin))
                .toList();
    }

    @Override
    public Optional<Description> find(String plugin, String action) {
        return Optional.ofNullable(actions.get(plugin + "." + action)).map(Entry::description);
    }

    @Override
    public Outcome invoke(Call call) {
        Entry entry = actions.get(call.plugin() + "." + call.action());
        if (entry == null) {
            throw new ActionException(ActionException.Kind.NOT_FOUND, "no such action");
        }
        try {
            return new Outcome.Answer(entry.answer().call());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Outcome invoke(Call call, String revision) {
        return invoke(call);
    }

    Plugins plugins() {
        return Standing.in(Plugins.class, (method, arguments) -> switch (method) {
            case "list" -> live.keySet().stream().map(this::info).toList();
            case "find", "findSettled" ->
                Optional.ofNullable(live.get(arguments[0])).map(plugin -> info(plugin.id()));
            case "bundle" ->
                Optional.ofNullable(live.get(arguments[0]))
                        .filter(plugin -> state == PluginState.LIVE)
                        .map(FakePlugin::bundle);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private PluginInfo info(String id) {
        return new PluginInfo(
                id,
                id,
                "1.0.0",
                null,
                null,
                null,
                "box",
                "plugin",
                state,
                "ok",
                null,
                null,
                "dropped",
                id + ".jar",
                false,
                0,
                null,
                List.of());
    }
}
