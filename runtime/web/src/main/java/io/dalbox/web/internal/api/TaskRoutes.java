package io.dalbox.web.internal.api;

import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
                Route.needs("core.read", "GET /api/tasks", Body.none(), "List tasks, newest first", this::list),
                Route.needs("core.read", "GET /api/tasks/{id}", Body.none(), "Show a task", this::show),
                change("pause", "Pause a task", tasks::pause),
                change("resume", "Resume a paused task", tasks::resume),
                change("cancel", "Cancel a task", tasks::cancel),
                change("retry", "Run a task that ended badly again", tasks::retry),
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
        Tasks.TaskPage page = tasks.list(
                state(request.query("state").orElse(null)),
                request.query("plugin").orElse(null),
                (int) request.number("limit", 100, 1, 1000),
                request.query("cursor").orElse(null));
        return Answer.list(page.items(), page.next());
    }

    private Answer show(Request request) {
        String id = request.variable("id");
        return Answer.json(tasks.find(id).orElseThrow(() -> ProblemException.notFound("There is no task " + id + ".")));
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
