package io.dalbox.web.internal.module;

import io.dalbox.action.Method;
import io.dalbox.json.Json;
import io.dalbox.plugins.Actions;
import io.dalbox.tasks.Task;
import io.dalbox.web.internal.http.Access;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Calls actions over HTTP. */
final class ActionCalls {

    private static final String KEY = "Idempotency-Key";

    private final Actions actions;
    private final KeptAnswers kept;

    ActionCalls(Actions actions, KeptAnswers kept) {
        this.actions = actions;
        this.kept = kept;
    }

    /** Returns the route of an action. */
    Route route(Actions.Description action) {
        return Route.of(
                action.method().name() + " /module/" + action.plugin() + action.path(),
                new Access.Needs(action.access()),
                action.method() == Method.GET ? Body.none() : new Body.AnyObject(),
                action.description(),
                request -> call(action, request));
    }

    private Answer call(Actions.Description action, Request request) {
        ObjectNode input = input(action, request);
        String key = request.http().getHeader(KEY);
        if (key == null || key.isEmpty() || action.method() == Method.GET) {
            return answer(action, invoke(action, request, input, null));
        }
        KeptAnswers.Key whose = new KeptAnswers.Key(
                action.plugin(), action.name(), request.caller().key(), key);
        return answer(
                action,
                kept.once(whose, input, action.longRunning(), () -> invoke(action, request, input, whose.text())));
    }

    private KeptAnswers.Kept invoke(
            Actions.Description action, Request request, ObjectNode input, @Nullable String key) {
        Actions.Call call = new Actions.Call(
                action.plugin(), action.name(), input, request.caller().name(), null, 0, null, key);
        return switch (actions.invoke(call)) {
            case Actions.Outcome.Answer(var result) -> new KeptAnswers.Kept(result == null ? 204 : 200, result);
            case Actions.Outcome.Started(Task task) ->
                new KeptAnswers.Kept(
                        202,
                        Json.mapper()
                                .createObjectNode()
                                .put("task_id", task.taskId())
                                .put("status", "started"));
        };
    }

    private static Answer answer(Actions.Description action, KeptAnswers.Kept kept) {
        var body = kept.body();
        if (body == null) {
            return Answer.noContent();
        }
        Map<String, String> headers = kept.status() == 202
                ? Map.of(
                        "Location",
                        "/module/" + action.plugin() + "/tasks/"
                                + body.path("task_id").asString(""))
                : Map.of();
        return Answer.json(kept.status(), body, headers);
    }

    private static ObjectNode input(Actions.Description action, Request request) {
        boolean fromQuery = switch (action.method()) {
            case GET -> true;
            case DELETE -> request.body().isEmpty();
            case POST, PUT -> false;
        };
        return fromQuery ? action.params().fromStrings(request.query()) : request.body();
    }
}
