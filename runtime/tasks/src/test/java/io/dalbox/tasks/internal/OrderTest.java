package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.task.TransientException;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskPriority;
import io.dalbox.tasks.TaskQuery;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OrderTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() {
        desk = desk(Desk.QUICK);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Desk desk(Limits limits) {
        return new Desk(store, limits, () -> java.time.Instant.ofEpochMilli(now.get()));
    }

    @Test
    void higherPrioritiesGoFirstAndLowOnesAgeIntoTheirTurn() {
        String old = create("a", TaskPriority.LOW);
        pass(Duration.ofMinutes(21));
        String normal = create("a", TaskPriority.NORMAL);
        String low = create("a", TaskPriority.LOW);
        pass(Duration.ofMinutes(5));
        String high = create("a", TaskPriority.HIGH);
        String raised = create("a", TaskPriority.LOW);
        assertThat(desk.tasks.prioritize(raised, TaskPriority.HIGH).priority()).isEqualTo(TaskPriority.HIGH);

        desk.attach(recording());

        await().until(() -> order.size() == 5);
        assertThat(order).containsExactly(old, high, raised, normal, low);
        assertThatThrownBy(() -> desk.tasks.prioritize(low, TaskPriority.HIGH)).hasMessageContaining("is completed");
        assertThat(Json.mapper().valueToTree(desk.task(high)).path("priority").asString())
                .isEqualTo("high");
    }

    @Test
    void aPlaceThatBecomesFreeGoesToTheMostUrgentOfAllActions() {
        desk.close();
        desk = desk(new Limits(4, 16, 1, 3, Desk.QUICK.backoff(), Desk.QUICK.standstill(), Desk.QUICK.farewell()));
        CountDownLatch go = new CountDownLatch(1);
        desk.tasks.attach("p", "first", new Script(run -> {
            go.await();
            return null;
        }));
        desk.awaitState(create("first", TaskPriority.NORMAL), TaskState.RUNNING);
        for (String action : List.of("x", "y", "z")) {
            desk.tasks.attach("p", action, recording());
        }
        String low = create("x", TaskPriority.LOW);
        String normal = create("y", TaskPriority.NORMAL);
        String high = create("z", TaskPriority.HIGH);
        // Each action has been looked at once its task is known to wait.
        await().during(Duration.ofMillis(100)).until(order::isEmpty);

        go.countDown();

        await().until(() -> order.size() == 3);
        assertThat(order).containsExactly(high, normal, low);
    }

    @Test
    void thePluginsBoundHoldsForAllItsActionsAndTheOwnerCanChangeIt() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        desk.tasks.bound("p", 2);
        Script.Body body = run -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            go.await();
            running.decrementAndGet();
            return null;
        };
        List<String> made = new ArrayList<>();
        for (String action : List.of("x", "y", "z")) {
            desk.tasks.attach("p", action, new Script(body));
            made.add(create(action, TaskPriority.NORMAL));
            made.add(create(action, TaskPriority.NORMAL));
        }
        await().until(() -> running.get() == 2);
        assertThatThrownBy(() -> desk.tasks.bound("p", 0)).hasMessageContaining("1 to");

        desk.tasks.bound("p", 3);
        await().until(() -> running.get() == 3);
        assertThat(most).hasValue(3);
        desk.tasks.bound("p", null);
        await().until(() -> running.get() == 6);
        assertThat(desk.tasks.bounds()).isEmpty();
        go.countDown();
        made.forEach(id -> desk.awaitState(id, TaskState.COMPLETED));
        desk.tasks.bound("q", 5);
        desk.close();
        desk = desk(Desk.QUICK);
        assertThat(desk.tasks.bounds()).containsOnly(java.util.Map.entry("q", 5));
    }

    @Test
    void aClockThatIsSetBackNeitherHoldsARetryUpNorMixesTheIds() {
        AtomicInteger runs = new AtomicInteger();
        Script script = new Script(run -> {
            if (runs.incrementAndGet() == 1) {
                throw new TransientException("busy", null, Duration.ofMinutes(30));
            }
            return null;
        });
        var attachment = desk.attach(script);
        String first = desk.create().taskId();
        await().until(() -> runs.get() == 1 && desk.task(first).state() == TaskState.QUEUED);
        attachment.close();
        pass(Duration.ofHours(-5));
        desk.close();
        desk = desk(Desk.QUICK);

        String second = desk.create().taskId();
        assertThat(second).isGreaterThan(first);
        desk.attach(script);

        desk.awaitState(first, TaskState.COMPLETED);
        desk.awaitState(second, TaskState.COMPLETED);
    }

    @Test
    void aRetryStillWaitsWhenTheClockIsOnlyAdjusted() {
        AtomicInteger runs = new AtomicInteger();
        desk.attach(new Script(run -> {
            runs.incrementAndGet();
            throw new TransientException("busy", null, Duration.ofMinutes(30));
        }));
        String id = desk.create().taskId();
        await().until(() -> runs.get() == 1 && desk.task(id).state() == TaskState.QUEUED);
        pass(Duration.ofSeconds(-20));

        desk.awaitState(desk.create().taskId(), TaskState.QUEUED);

        await().until(() -> runs.get() == 2);
        assertThat(desk.task(id).attempts()).isEqualTo(2);
    }

    @Test
    void tasksAreFoundByWhateverLedToThem() {
        String parent = create("a", TaskPriority.NORMAL);
        String child = desk.tasks
                .create(new NewTask("q", "b", Json.mapper().createObjectNode(), "tester", "flow/f/1", 1, parent, null))
                .taskId();
        for (TaskQuery query : List.of(
                new TaskQuery(null, null, null, parent, null),
                new TaskQuery(null, null, null, null, "flow/f/1"),
                new TaskQuery(null, null, "b", null, null),
                new TaskQuery(TaskState.QUEUED, "q", "b", parent, "flow/f/1"))) {
            assertThat(desk.tasks.list(query, 10, null).items())
                    .extracting(Task::taskId)
                    .containsExactly(child);
        }
        assertThat(desk.tasks.list(TaskQuery.all(), 10, null).items()).hasSize(2);
    }

    private Script recording() {
        return new Script(
                run -> {
                    order.add(run.task().taskId());
                    return null;
                },
                1,
                List.of());
    }

    private String create(String action, TaskPriority priority) {
        return desk.tasks
                .create(new NewTask(
                        "p", action, Json.mapper().createObjectNode(), "tester", null, 0, null, null, priority))
                .taskId();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }
}
