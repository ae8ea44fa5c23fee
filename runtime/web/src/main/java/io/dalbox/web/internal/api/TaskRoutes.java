package io.dalbox.web.internal.api;

import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskPriority;
import io.dalbox.tasks.TaskQuery;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tasks of all plugins. */
public final class TaskRoutes {

    private final Tasks tasks;

    /** Routes over the tasks. */
    public TaskRoutes(Tasks tasks) {
        this.tasks = tasks;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs("core.read", "GET /api/tasks", Body.none(), "List tasks, newest first", this::list)
                        .asks("state", "plugin", "limit", "cursor"),
                Route.needs("core.read", "GET /api/tasks/{id}", Body.none(), "Show a task", this::show),
                change("pause", "Pause a task", tasks::pause),
                change("resume", "Resume a paused task", tasks::resume),
                change("cancel", "Cancel a task", tasks::cancel),
                change("retry", "Run a task that ended badly again", tasks::retry),
                Route.needs(
                        "core.write",
                        "POST /api/tasks/{id}/priority",
                        Body.fields("priority"),
                        "Say how urgent a waiting task is",
                        this::prioritize),
                Route.needs(
                        "core.read",
                        "GET /api/task-bounds",
                        Body.none(),
                        "How many tasks of a plugin may run at once, where the owner has decided it",
                        request -> Answer.list(
                                tasks.bounds().entrySet().stream()
                                        .map(bound -> new Bound(bound.getKey(), bound.getValue()))
                                        .sorted(Comparator.comparing(Bound::plugin))
                                        .toList(),
                                null)),
                Route.needs(
                        "core.admin",
                        "PUT /api/task-bounds/{plugin}",
                        Body.fields("most"),
                        "Decide how many tasks of a plugin may run at once; null for what the settings say",
                        this::bound),
                Route.needs(
                        "core.write", "DELETE /api/tasks/{id}", Body.none(), "Forget a finished task", this::delete));
    }

    private static Route change(String verb, String summary, Function<String, Task> change) {
        return Route.needs(
                "core.write",
                "POST /api/tasks/{id}/" + verb,
                Body.none(),
                summary,
                request -> Answer.json(change.apply(request.variable("id"))));
    }

    private Answer list(Request request) {
        TaskQuery query = new TaskQuery(
                state(request.query("state").orElse(null)),
                request.query("plugin").orElse(null),
                request.query("action").orElse(null),
                request.query("parent").orElse(null),
                request.query("cause").orElse(null));
        Tasks.TaskPage page = tasks.list(
                query,
                (int) request.number("limit", 100, 1, 1000),
                request.query("cursor").orElse(null));
        return Answer.list(page.items(), page.next());
    }

    private Answer show(Request request) {
        String id = request.variable("id");
        return Answer.json(tasks.find(id).orElseThrow(() -> ProblemException.notFound("There is no task " + id + ".")));
    }

    private Answer prioritize(Request request) {
        String word = request.body().path("priority").asString("");
        TaskPriority priority = Arrays.stream(TaskPriority.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("/priority", "The priority must be low, normal or high."));
        return Answer.json(tasks.prioritize(request.variable("id"), priority));
    }

    /** How many tasks of a plugin may run at once. */
    private record Bound(String plugin, @Nullable Integer most) {}

    private Answer bound(Request request) {
        JsonNode most = request.body().path("most");
        if (!most.isNull() && !(most.isIntegralNumber() && most.canConvertToInt())) {
            throw ProblemException.field("/most", "Give a whole number, or null for what the settings say.");
        }
        Bound bound = new Bound(request.variable("plugin"), most.isNull() ? null : Integer.valueOf(most.intValue()));
        tasks.bound(bound.plugin(), bound.most());
        return Answer.json(bound);
    }

    private Answer delete(Request request) {
        tasks.delete(request.variable("id"));
        return Answer.noContent();
    }

    private static @Nullable TaskState state(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(TaskState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(
                        "/state", "The state must be queued, running, paused, completed, error or cancelled."));
    }
}
