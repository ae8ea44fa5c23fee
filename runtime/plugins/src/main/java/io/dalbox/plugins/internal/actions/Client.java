package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionClient;
import io.dalbox.action.ActionException;
import io.dalbox.json.Violation;
import io.dalbox.plugins.ActionFailure;
import io.dalbox.plugins.Actions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls actions on behalf of somebody. Both sides only ever see JSON, so neither needs a class of the other. */
final class Client implements ActionClient {

    private final Actions actions;
    private final PluginMapper mapper;
    private final Reach reach;
    private final String caller;
    private final @Nullable String cause;
    private final int hops;
    private final @Nullable String parent;

    Client(
            Actions actions,
            PluginMapper mapper,
            Reach reach,
            String caller,
            @Nullable String cause,
            int hops,
            @Nullable String parent) {
        this.actions = actions;
        this.mapper = mapper;
        this.reach = reach;
        this.caller = caller;
        this.cause = cause;
        this.hops = hops;
        this.parent = parent;
    }

    @Override
    @SuppressWarnings("NullAway") // Void results are null by definition of Void
    public <O> O call(String plugin, String action, Object input, Class<O> result) {
        return switch (invoke(plugin, action, mapper.object(input), null)) {
            case Actions.Outcome.Answer(JsonNode json) ->
                result == Void.class ? null : mapper.view(json == null ? NullNode.getInstance() : json, result);
            case Actions.Outcome.Started(var task) ->
                throw new ActionException(
                        ActionException.Kind.CONFLICT,
                        "The action '" + action + "' of '" + plugin + "' is long: it became the task " + task.taskId()
                                + ". Use start(…) for it.");
        };
    }

    @Override
    public String start(String plugin, String action, Map<String, ?> input) {
        return start(plugin, action, input, null);
    }

    /** Starts a long action, once for a key. */
    String start(String plugin, String action, Map<String, ?> input, @Nullable String key) {
        return switch (invoke(plugin, action, mapper.object(input), key)) {
            case Actions.Outcome.Started(var task) -> task.taskId();
            case Actions.Outcome.Answer ignored ->
                throw new ActionException(
                        ActionException.Kind.CONFLICT,
                        "The action '" + action + "' of '" + plugin + "' answered at once. Use call(…) for it.");
        };
    }

    private Actions.Outcome invoke(String plugin, String action, ObjectNode input, @Nullable String key) {
        reach.call(plugin, action);
        try {
            return actions.invoke(new Actions.Call(plugin, action, input, caller, cause, hops, parent, key));
        } catch (Actions.InvalidInput e) {
            Violation first = e.violations().getFirst();
            throw new ActionException(ActionException.Kind.INVALID, first.pointer(), first.detail());
        } catch (ActionFailure e) {
            throw new ActionException(ActionException.Kind.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
