package io.dalbox.flows.internal;

import io.dalbox.events.EventTypes;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.json.Nearest;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.ContractWatcher;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up what a flow names. Thread-safe. */
final class Contracts {

    private static final String CORE = "core";

    private final EventTypes types;
    private final Actions actions;
    private final Plugins plugins;

    Contracts(EventTypes types, Actions actions, Plugins plugins) {
        this.types = types;
        this.actions = actions;
        this.plugins = plugins;
    }

    /** What became of looking something up. */
    sealed interface Found {

        /** Both are there. */
        record Both(EventTypes.Type event, Actions.Description action) implements Found {}

        /** Something is away, but may come back: by itself in a moment when that is {@code passing}, or by its owner's hand. */
        record Away(String reason, boolean passing) implements Found {}

        /** Something does not exist. */
        record Missing(List<FlowProblem> problems) implements Found {}
    }

    /** Looks up what is there now. */
    Found find(FlowSpec spec) {
        return found(spec, types.find(spec.event()), actions.find(spec.plugin(), spec.action()));
    }

    /** Looks up what would be there if a plugin offered something else; {@code null} for nothing. */
    Found find(FlowSpec spec, String plugin, ContractWatcher.@Nullable Contract candidate) {
        ContractWatcher.Contract next = candidate == null ? ContractWatcher.Contract.NONE : candidate;
        Optional<EventTypes.Type> event = ownerOf(spec.event()).equals(plugin)
                ? next.events().stream()
                        .filter(type -> type.name().equals(spec.event()))
                        .findFirst()
                : types.find(spec.event());
        Optional<Actions.Description> action = spec.plugin().equals(plugin)
                ? next.actions().stream()
                        .filter(one -> one.name().equals(spec.action()))
                        .findFirst()
                : actions.find(spec.plugin(), spec.action());
        return found(spec, event, action);
    }

    /** Returns the plugin that an event type belongs to. */
    String ownerOf(String event) {
        return types.find(event).map(EventTypes.Type::owner).orElse(event.split("\\.", 2)[0]);
    }

    private Found found(FlowSpec spec, Optional<EventTypes.Type> event, Optional<Actions.Description> action) {
        if (event.isPresent() && action.isPresent()) {
            return new Found.Both(event.get(), action.get());
        }
        String owner = ownerOf(spec.event());
        Found.@Nullable Away away = event.isEmpty() ? away(owner) : null;
        if (away == null && action.isEmpty()) {
            away = away(spec.plugin());
        }
        if (away != null) {
            return away;
        }
        List<FlowProblem> problems = new ArrayList<>();
        if (event.isEmpty()) {
            problems.add(missingEvent(spec, owner));
        }
        if (action.isEmpty()) {
            problems.add(missingAction(spec));
        }
        return new Found.Missing(problems);
    }

    /** Returns why a plugin is away for now, {@code null} when it is here or does not exist. */
    private Found.@Nullable Away away(String plugin) {
        Optional<PluginInfo> info = plugins.find(plugin);
        if (info.isEmpty()) {
            return plugins.settled()
                    ? null
                    : new Found.Away("The plugin '" + plugin + "' has not started yet; events wait.", true);
        }
        PluginState state = info.get().state();
        boolean passing = switch (state) {
            case INSTALLING, RESOLVED, STARTING, STOPPING -> true;
            case LIVE, STOPPED, DISABLED, WAITING, FAILED, QUARANTINED -> false;
        };
        return state == PluginState.LIVE
                ? null
                : new Found.Away(
                        "The plugin '" + info.get().name() + "' is " + state.word() + "; events wait until it runs.",
                        passing);
    }

    private FlowProblem missingEvent(FlowSpec spec, String owner) {
        List<String> names = types.all().stream().map(EventTypes.Type::name).toList();
        String why = owner.equals(CORE) || plugins.find(owner).isPresent()
                ? "There is no event type '" + spec.event() + "'."
                : "There is no event type '" + spec.event() + "': the plugin '" + owner + "' is not installed.";
        return named("/on/event", why, spec.event(), names);
    }

    private FlowProblem missingAction(FlowSpec spec) {
        if (plugins.find(spec.plugin()).isEmpty()) {
            List<String> ids = plugins.list().stream().map(PluginInfo::id).toList();
            return named("/do/plugin", "The plugin '" + spec.plugin() + "' is not installed.", spec.plugin(), ids);
        }
        List<String> names = actions.of(spec.plugin()).stream()
                .map(Actions.Description::name)
                .toList();
        return named(
                "/do/action",
                "The plugin '" + spec.plugin() + "' has no action '" + spec.action() + "'.",
                spec.action(),
                names);
    }

    private static FlowProblem named(String pointer, String detail, String name, List<String> known) {
        return new FlowProblem(pointer, detail, 0, 0, Nearest.of(name, known).orElse(null));
    }
}
