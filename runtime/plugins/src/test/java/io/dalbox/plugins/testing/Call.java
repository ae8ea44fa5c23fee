package io.dalbox.plugins.testing;

import io.dalbox.json.Json;
import io.dalbox.plugins.Actions;
import io.dalbox.tasks.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls actions as a person would. */
public final class Call {

    private Call() {}

    /** Calls an action that answers. */
    public static JsonNode answer(Framework4Tests dalbox, String plugin, String action, String json) {
        return switch (invoke(dalbox, plugin, action, json)) {
            case Actions.Outcome.Answer(JsonNode result) -> result;
            case Actions.Outcome.Started(Task task) -> throw new AssertionError(task);
        };
    }

    /** Starts a long action. */
    public static Task task(Framework4Tests dalbox, String plugin, String action, String json) {
        return switch (invoke(dalbox, plugin, action, json)) {
            case Actions.Outcome.Answer answer -> throw new AssertionError(answer);
            case Actions.Outcome.Started(Task task) -> task;
        };
    }

    /** Calls it. */
    public static Actions.Outcome invoke(Framework4Tests dalbox, String plugin, String action, String json) {
        return dalbox.actions().invoke(Actions.Call.by("tester", plugin, action, (ObjectNode)
                Json.mapper().readTree(json)));
    }
}
