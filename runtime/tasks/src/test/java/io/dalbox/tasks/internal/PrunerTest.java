package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.json.Json;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskQuery;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrunerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @RegisterExtension
    final TestStore store = new TestStore();

    private final AtomicLong now = new AtomicLong(START.toEpochMilli());

    private final Script script = new Script(
            run -> switch (run.input().path("end").asString()) {
                case "fail" -> throw new ActionException(ActionException.Kind.INVALID, "no");
                case "stay" -> Script.waitForStop(run);
                default -> null;
            },
            32,
            List.of());

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(store, Desk.QUICK, () -> Instant.ofEpochMilli(now.get()));
        desk.attach(script);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void oldOnesGoWithTheirChildrenErrorsLaterAndWhatRunsStays() throws Exception {
        String family = ended("", null, null, TaskState.COMPLETED);
        String child = ended("", family, null, TaskState.COMPLETED);
        String busy = ended("", null, null, TaskState.COMPLETED);
        String runs = create("stay", busy, null);
        String error = ended("fail", null, null, TaskState.ERROR);
        String cancelled = create("stay", null, null);
        desk.awaitState(cancelled, TaskState.RUNNING);
        desk.tasks.cancel(cancelled);
        long events = desk.journal.last();
        now.addAndGet(Duration.ofDays(40).toMillis());
        String young = ended("", null, null, TaskState.COMPLETED);
        List<String> heard = new CopyOnWriteArrayList<>();
        desk.tasks.listen((task, removed) -> {
            if (removed) {
                heard.add(task.taskId());
            }
        });

        prune(30, 90, 1000);

        assertThat(left()).containsExactlyInAnyOrder(busy, runs, error, young);
        assertThat(heard).containsExactlyInAnyOrder(family, child, cancelled);
        assertThat(desk.journal.last()).isEqualTo(events + 1);
        desk.tasks.cancel(runs);
        now.addAndGet(Duration.ofDays(60).toMillis());
        prune(30, 90, 1000);
        assertThat(left()).isEmpty();
        await().untilAsserted(() -> assertThat(script.discarded).contains(error));
    }

    @Test
    void beyondTheBoundTheOldestGoAndErrorsLast() throws Exception {
        List<String> made = new ArrayList<>();
        String error = ended("fail", null, null, TaskState.ERROR);
        for (int i = 0; i < 250; i++) {
            made.add(create("", null, null));
        }
        made.forEach(id -> desk.awaitState(id, TaskState.COMPLETED));

        prune(30, 90, 11);

        List<String> expected = new ArrayList<>(made.subList(240, 250));
        expected.add(error);
        assertThat(left()).containsExactlyInAnyOrderElementsOf(expected);
        prune(30, 90, 0);
        assertThat(left()).isEmpty();
    }

    @Test
    void aRequestIsKnownByItsKeyForAsLongAsTheTaskWouldBeListed() throws Exception {
        String id = ended("", null, "flow/f/1", TaskState.COMPLETED);
        desk.tasks.delete(id);
        prune(30, 90, 1000);
        assertThat(create("", null, "flow/f/1")).isEqualTo(id);
        now.addAndGet(Duration.ofDays(31).toMillis());

        prune(30, 90, 1000);

        assertThat(create("", null, "flow/f/1")).isNotEqualTo(id);
    }

    private void prune(int days, int errorDays, long most) throws InterruptedException {
        Instant today = Instant.ofEpochMilli(now.get());
        desk.tasks.prune(today.minus(Duration.ofDays(days)), today.minus(Duration.ofDays(errorDays)), most);
    }

    private List<String> left() {
        return desk.tasks.list(TaskQuery.all(), 1000, null).items().stream()
                .map(Task::taskId)
                .toList();
    }

    private String ended(String end, @Nullable String parent, @Nullable String key, TaskState state) {
        String id = create(end, parent, key);
        desk.awaitState(id, state);
        return id;
    }

    private String create(String end, @Nullable String parent, @Nullable String key) {
        return desk.tasks
                .create(new NewTask(
                        "p", "a", Json.mapper().createObjectNode().put("end", end), "tester", null, 0, parent, key))
                .taskId();
    }
}
