package io.dalbox.tasks.internal;

import io.dalbox.action.ActionException;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.Lanes;
import io.dalbox.store.Store;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskPriority;
import io.dalbox.tasks.TaskQuery;
import io.dalbox.tasks.TaskRunner;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
    private final Bounds bounds;
    private final Pruner pruner;
    private final Farewell farewell;
    private final Limits limits;

    /** How much runs at once. */
    @ObjectClassDefinition(name = "Tasks", description = "How many tasks run at once, and how often they are tried")
    public @interface Config {
        /** Tasks of one action that run at once when the action does not say. */
        @AttributeDefinition(name = "Per action", description = "At once, of an action that does not say", min = "1")
        int per_action() default 4;

        /** Tasks of one plugin that run at once when its owner has not decided it. */
        @AttributeDefinition(
                name = "Per plugin",
                description = "At once, of a plugin without a bound of its own",
                min = "1")
        int per_plugin() default 16;

        /** Tasks that run at once in all. */
        @AttributeDefinition(name = "In all", description = "At once, of all plugins together", min = "1")
        int total() default 32;

        /** How often a task that fails for a passing reason is begun. */
        @AttributeDefinition(name = "Tries", description = "For a task that fails for a passing reason", min = "1")
        int tries() default 5;
    }

    /** Puts right what a crash left in the middle; nothing runs before a runner is attached. */
    @Activate
    public TaskService(
            @Reference Store store,
            @Reference Journal journal,
            @Reference EventTypes types,
            @Reference Schemas schemas,
            @Reference Lanes lanes,
            Config config) {
        this(
                store,
                journal,
                new TaskEvents(journal, types, schemas, lanes),
                lanes,
                Limits.of(config.per_action(), config.per_plugin(), config.total(), config.tries()),
                InstantSource.system());
    }

    TaskService(Store store, Journal journal, TaskEvents events, Lanes lanes, Limits limits, InstantSource clock) {
        store.migrate("tasks", TaskSchema.STEPS);
        Recovery recovery = new Recovery(store, announcer, events, clock);
        recovery.start();
        this.store = store;
        this.limits = limits;
        this.wishes = new WishLedger(store, announcer, events, clock);
        this.cleaner = new Cleaner(store, wishes, lanes);
        RunLedger ledger = new RunLedger(store, journal, announcer, events, limits, clock);
        Queue queue = new Queue(store, announcer);
        this.bounds = new Bounds(store, limits.perPlugin());
        this.pruner = new Pruner(store, announcer);
        this.dispatcher =
                new Dispatcher(queue, ledger, recovery, journal, lanes, cleaner, announcer, limits, bounds, clock);
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
        return store.read(tx -> TaskRows.find(tx, id))
                .filter(row -> !row.removed())
                .map(this::view);
    }

    @Override
    public TaskPage list(TaskQuery query, int limit, @Nullable String cursor) {
        if (cursor != null && !TaskIds.isId(cursor)) {
            throw new ActionException(
                    ActionException.Kind.INVALID,
                    "/cursor",
                    "'" + cursor + "' is no cursor: leave it out for the first page, then use the 'next' of the last");
        }
        int rows = Math.clamp(limit, 1, MAX_PAGE);
        List<Row> found = store.read(tx -> TaskRows.page(tx, query, rows + 1, cursor));
        List<Row> page = found.size() > rows ? found.subList(0, rows) : found;
        String next = found.size() > rows ? page.getLast().id() : null;
        return new TaskPage(views(page), next);
    }

    @Override
    public List<Task> causedBy(String cause, int limit) {
        return views(store.read(tx -> TaskRows.causedBy(tx, cause, Math.clamp(limit, 1, MAX_PAGE))));
    }

    @Override
    public List<Task> children(String parent, int limit) {
        return views(store.read(tx -> TaskRows.children(tx, parent, Math.clamp(limit, 1, MAX_PAGE))));
    }

    private List<Task> views(List<Row> rows) {
        return rows.stream().map(this::view).toList();
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
        dispatcher.wake(row.key());
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
        WishLedger.Answer answer = wishes.cancel(id, runner != null);
        Row row = granted(id, Move.CANCEL, answer);
        answer.family().forEach(this::cancelled);
        if (row.state() == TaskState.RUNNING) {
            stop(id, Want.CANCEL);
        }
        if (runner != null) {
            // Also after a run: it may have ended between the wish and the signal, and then nobody has cleaned up.
            Waiting.on(cleaner.clean(runner, id), limits.standstill());
        }
        dispatcher.wake(row.key());
        return now(row);
    }

    /** Stops and cleans up what was cancelled along with its parent; nobody waits for it. */
    private void cancelled(Row child) {
        RunJob job = dispatcher.job(child.id());
        if (child.state() == TaskState.RUNNING && job != null) {
            job.ask(Want.CANCEL);
        }
        Attached runner = dispatcher.runner(child.key());
        if (runner != null) {
            cleaner.clean(runner, child.id());
        }
        dispatcher.wake(child.key());
    }

    @Override
    public Task prioritize(String id, TaskPriority priority) {
        WishLedger.Answer answer = wishes.prioritize(id, priority);
        Row row = answer.before().orElseThrow(() -> unknown(id));
        if (!answer.granted()) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "The task " + id + " is " + row.state().word() + ", so its priority does not matter any more");
        }
        dispatcher.wake(row.key());
        return now(row);
    }

    @Override
    public Map<String, Integer> bounds() {
        return bounds.decided();
    }

    @Override
    public void bound(String plugin, @Nullable Integer most) {
        bounds.decide(plugin, most);
        dispatcher.wakeAll();
    }

    @Override
    public void prune(Instant endedBefore, Instant failedBefore, long most) throws InterruptedException {
        pruner.prune(endedBefore.toEpochMilli(), failedBefore.toEpochMilli(), most);
        dispatcher.runners().forEach(cleaner::cleanOwed);
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
