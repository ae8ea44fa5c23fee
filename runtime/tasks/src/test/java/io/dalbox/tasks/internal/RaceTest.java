package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.json.Json;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class RaceTest {

    private static final int STEPS = 5;

    @RegisterExtension
    final TestStore store = new TestStore();

    private final Map<String, AtomicInteger> runningNow = new ConcurrentHashMap<>();
    private final Map<String, List<Task>> heard = new ConcurrentHashMap<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(store);
        desk.tasks.listen((task, removed) ->
                heard.computeIfAbsent(task.taskId(), id -> new ArrayList<>()).add(task));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @RepeatedTest(5)
    void whateverIsAskedAtOnceATaskRunsOnceAtATimeAndEndsInOneState() throws Exception {
        Script script = new Script(this::step, 16, List.of());
        desk.attach(script);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(desk.create().taskId());
        }
        List<Consumer<String>> wishes = List.of(
                desk.tasks::pause, desk.tasks::resume, desk.tasks::cancel, desk.tasks::retry, desk.tasks::resume);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> storm = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                String id = ids.get(i % ids.size());
                Consumer<String> wish = wishes.get(ThreadLocalRandom.current().nextInt(wishes.size()));
                storm.add(() -> granted(wish, id));
            }
            for (Future<Boolean> asked : threads.invokeAll(storm)) {
                asked.get();
            }
        }

        await().untilAsserted(() -> assertThat(ids).allSatisfy(id -> {
            TaskState state = desk.task(id).state();
            assertThat(state.finished() || state == TaskState.PAUSED).isTrue();
        }));
        assertThat(broken).isEmpty();
        for (String id : ids) {
            Task task = desk.task(id);
            assertThat(heard.get(id)).last().extracting(Task::state).isEqualTo(task.state());
            assertThat(statesOf(id)).allMatch(RaceTest::isAWay);
        }
        assertThat(desk.journal.read(0, 1000, "core.task.completed"))
                .extracting(event -> event.info().causationId())
                .doesNotHaveDuplicates();
    }

    /** Counts up, a checkpoint each; publishes its end once. */
    private @Nullable JsonNode step(TaskRun run) throws InterruptedException {
        String id = run.task().taskId();
        AtomicInteger now = runningNow.computeIfAbsent(id, key -> new AtomicInteger());
        if (now.incrementAndGet() != 1) {
            broken.add(id + " ran twice at once");
        }
        try {
            int from = run.checkpoint().map(saved -> saved.path("n").asInt()).orElse(0);
            for (int n = from + 1; n <= STEPS; n++) {
                run.checkStop();
                run.progress(n, STEPS);
                run.saveCheckpoint(Json.mapper().createObjectNode().put("n", n));
            }
            return null;
        } finally {
            now.decrementAndGet();
        }
    }

    private static boolean granted(Consumer<String> wish, String id) {
        try {
            wish.accept(id);
            return true;
        } catch (ActionException e) {
            assertThat(e.kind()).isEqualTo(ActionException.Kind.CONFLICT);
            return false;
        }
    }

    private List<List<TaskState>> statesOf(String id) {
        List<TaskState> states =
                heard.getOrDefault(id, List.of()).stream().map(Task::state).toList();
        List<List<TaskState>> steps = new ArrayList<>();
        for (int i = 1; i < states.size(); i++) {
            steps.add(states.subList(i - 1, i + 1));
        }
        return steps;
    }

    private static boolean isAWay(List<TaskState> step) {
        if (step.getFirst() == TaskState.RUNNING && step.getLast() == TaskState.RUNNING) {
            return true;
        }
        for (Move move : Move.values()) {
            if (move.allowedFrom(step.getFirst()) && move.to() == step.getLast()) {
                return true;
            }
        }
        return false;
    }
}
