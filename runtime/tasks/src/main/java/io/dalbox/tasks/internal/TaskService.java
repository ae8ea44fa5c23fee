package io.dalbox.tasks.internal;

import io.dalbox.action.ActionException;
import io.dalbox.events.Journal;
import io.dalbox.lanes.Lanes;
import io.dalbox.store.Store;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRunner;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The tasks in the database. */
@Component
@Designate(ocd = TaskService.Config.class)
public final class TaskService implements Tasks {

    private static final int MAX_PAGE = 1000;

    private final Store store;
    private final Announcer announcer = new Announcer();
    private final WishLedger wishes;
    private final Cleaner cleaner;
    private final Dispatcher dispatcher;
    private final Farewell farewell;
    private final Limits limits;

    /** How much runs at once. */
    @ObjectClassDefinition(name = "Tasks", description = "How many tasks run at once, and how often they are tried")
    public @interface Config {
        /** Tasks of one action that run at once when the action does not say. */
        @AttributeDefinition(name = "Per action", description = "At once, of an action that does not say", min = "1")
        int per_action() default 4;

        /** Tasks that run at once in all. */
        @AttributeDefinition(name = "In all", description = "At once, of all plugins together", min = "1")
        int total() default 32;

        /** How often a task that fails for a passing reason is begun. */
        @AttributeDefinition(name = "Tries", description = "For a task that fails for a passing reason", min = "1")
        int tries() default 5;
    }

    /** Puts right what a crash left in the middle; nothing runs before a runner is attached. */
    @Activate
    public TaskService(@Reference Store store, @Reference Journal journal, @Reference Lanes lanes, Config config) {
        this(store, journal, lanes, Limits.of(config.per_action(), config.total(), config.tries()));
    }

    TaskService(Store store, Journal journal, Lanes lanes, Limits limits) {
        InstantSource clock = InstantSource.system();
        store.migrate("tasks", TaskTable.MIGRATIONS);
        Recovery.run(store, clock.millis());
        this.store = store;
        this.limits = limits;
        this.wishes = new WishLedger(store, announcer, clock);
        this.cleaner = new Cleaner(store, wishes, lanes);
        RunLedger ledger = new RunLedger(store, journal, announcer, limits, clock);
        Queue queue = new Queue(store, announcer);
        this.dispatcher = new Dispatcher(queue, ledger, journal, lanes, cleaner, announcer, limits, clock);
        this.farewell = new Farewell(dispatcher, limits.farewell());
    }

    @Deactivate
    void close() {
        farewell.leave(List.copyOf(dispatcher.runners()));
        dispatcher.close();
    }

    @Override
    public Task create(NewTask task) {
        Task made = wishes.create(task);
        RunJob parent = task.parent() == null ? null : dispatcher.job(task.parent());
        ActiveRun run = parent == null ? null : parent.active();
        if (run != null) {
            run.becomesParent();
        }
        dispatcher.wake(new Key(task.plugin(), task.action()));
        return made;
    }

    @Override
    public Optional<Task> find(String id) {
        return store.read(tx -> TaskTable.find(tx, id))
                .filter(row -> !row.removed())
                .map(this::view);
    }

    @Override
    public TaskPage list(@Nullable TaskState state, @Nullable String plugin, int limit, @Nullable String cursor) {
        if (cursor != null && !TaskIds.isId(cursor)) {
            throw new ActionException(
                    ActionException.Kind.INVALID,
                    "/cursor",
                    "'" + cursor + "' is no cursor: leave it out for the first page, then use the 'next' of the last");
        }
        int rows = Math.clamp(limit, 1, MAX_PAGE);
        List<Row> found = store.read(tx -> TaskTable.page(tx, state, plugin, rows + 1, cursor));
        List<Row> page = found.size() > rows ? found.subList(0, rows) : found;
        String next = found.size() > rows ? page.getLast().id() : null;
        return new TaskPage(page.stream().map(this::view).toList(), next);
    }

    private Task view(Row row) {
        RunJob job = dispatcher.job(row.id());
        return job == null ? row.task() : job.view(row);
    }

    @Override
    public Task pause(String id) {
        Row row = granted(id, Move.PAUSE, wishes.pause(id));
        if (row.state() == TaskState.RUNNING) {
            stop(id, Want.PAUSE);
        }
        return now(row);
    }

    @Override
    public Task resume(String id) {
        Row row = granted(id, Move.RESUME, wishes.resume(id));
        dispatcher.wake(row.key());
        return now(row);
    }

    @Override
    public Task cancel(String id) {
        Key key = find(id).map(task -> new Key(task.plugin(), task.action())).orElseThrow(() -> unknown(id));
        Attached runner = dispatcher.runner(key);
        Row row = granted(id, Move.CANCEL, wishes.cancel(id, runner != null));
        if (row.state() == TaskState.RUNNING) {
            stop(id, Want.CANCEL);
        }
        if (runner != null) {
            // Also after a run: it may have ended between the wish and the signal, and then nobody has cleaned up.
            Waiting.on(cleaner.clean(runner, id), limits.standstill());
        }
        return now(row);
    }

    @Override
    public Task retry(String id) {
        Row row = granted(id, Move.RETRY, wishes.retry(id));
        dispatcher.wake(row.key());
        return now(row);
    }

    @Override
    public void delete(String id) {
        WishLedger.Answer answer = wishes.delete(id);
        Row row = answer.before().orElseThrow(() -> unknown(id));
        if (!answer.granted()) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "The task " + id + " is " + row.state().word() + ", so it cannot be deleted; cancel it first");
        }
        Attached runner = dispatcher.runner(row.key());
        if (runner != null) {
            Waiting.on(cleaner.clean(runner, id), limits.standstill());
        }
    }

    @Override
    public Attachment attach(String plugin, String action, TaskRunner runner) {
        Attached attached = dispatcher.attach(new Attached(new Key(plugin, action), runner));
        return () -> farewell.leave(List.of(attached));
    }

    @Override
    public Attachment listen(BiConsumer<Task, Boolean> listener) {
        return announcer.listen(listener);
    }

    private void stop(String id, Want want) {
        RunJob job = dispatcher.job(id);
        if (job != null) {
            job.ask(want);
            Waiting.on(job.over(), limits.standstill());
        }
    }

    /** Returns the task as it is now; one that was deleted meanwhile as it was. */
    private Task now(Row row) {
        return find(row.id()).orElse(row.task());
    }

    private static Row granted(String id, Move move, WishLedger.Answer answer) {
        Row row = answer.before().orElseThrow(() -> unknown(id));
        if (answer.granted()) {
            return row;
        }
        String state = row.wanted() == Want.CANCEL || row.cleanup() == Cleanup.RUNNING
                ? "being cancelled"
                : row.state().word();
        throw new ActionException(
                ActionException.Kind.CONFLICT,
                "The task " + id + " is " + state + ", so it cannot be " + move.participle() + " now");
    }

    private static ActionException unknown(String id) {
        return new ActionException(ActionException.Kind.NOT_FOUND, "There is no task " + id);
    }
}
