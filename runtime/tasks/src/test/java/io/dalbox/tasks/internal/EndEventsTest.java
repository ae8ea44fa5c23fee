package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EndEventsTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @Test
    void eachEndIsPublishedOnceWithTheTaskAsItsCause() {
        try (Desk desk = new Desk(store)) {
            Script script = new Script(run -> switch (run.input().path("end").asString()) {
                case "fail" -> throw new ActionException(ActionException.Kind.INVALID, "the disk is gone");
                case "stay" -> Script.waitForStop(run);
                default -> {
                    run.title("film.mkv");
                    yield null;
                }
            });
            desk.attach(script);
            String done = create(desk, "", 3);
            desk.awaitState(done, TaskState.COMPLETED);
            String failed = create(desk, "fail", 3);
            desk.awaitState(failed, TaskState.ERROR);
            String cancelled = create(desk, "stay", 3);
            desk.awaitState(cancelled, TaskState.RUNNING);
            desk.tasks.cancel(cancelled);
            String paused = create(desk, "stay", 3);
            desk.awaitState(paused, TaskState.RUNNING);
            desk.tasks.pause(paused);
            desk.tasks.cancel(paused);

            List<JournalEvent> events = desk.journal.read(0, 100, null);

            assertThat(events)
                    .extracting(
                            event -> event.info().type() + " " + event.info().causationId())
                    .containsExactly(
                            "core.task.completed " + done,
                            "core.task.failed " + failed,
                            "core.task.cancelled " + cancelled,
                            "core.task.cancelled " + paused);
            assertThat(events).allSatisfy(event -> {
                assertThat(event.info().hops()).isEqualTo(4);
                assertThat(event.info().subject()).isEqualTo(event.info().causationId());
            });
            assertThat(events.getFirst().data().path("title").asString()).isEqualTo("film.mkv");
            assertThat(events.get(1).data().path("error").asString()).isEqualTo("the disk is gone");
        }
    }

    @Test
    void whatIsDecidedAtTheStartIsPublishedToo() {
        String id;
        try (Desk desk = new Desk(store)) {
            id = create(desk, "", 0);
        }
        store.write(tx -> tx.update("UPDATE tasks_task SET state = 'running', crashes = 5 WHERE id = ?", id));

        try (Desk desk = new Desk(store)) {
            assertThat(desk.task(id).state()).isEqualTo(TaskState.ERROR);
            assertThat(desk.journal.read(0, 10, null))
                    .singleElement()
                    .satisfies(event -> assertThat(event.info().type()).isEqualTo("core.task.failed"));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFailureThatStartsATaskThatFailsComesToAnEnd() {
        try (Desk desk = new Desk(store)) {
            AtomicInteger runs = new AtomicInteger();
            desk.attach(new Script(run -> {
                runs.incrementAndGet();
                throw new ActionException(ActionException.Kind.INVALID, "no");
            }));
            // What a flow on core.task.failed does that starts such a task again.
            desk.journal.listen(event ->
                    Thread.ofVirtual().start(() -> create(desk, "", event.info().hops() + 1)));

            create(desk, "", 0);

            await().until(() -> runs.get() >= 17);
            await().during(java.time.Duration.ofMillis(300)).until(() -> runs.get() == 17);
            assertThat(desk.tasks.list(TaskState.ERROR, null, 100, null).items())
                    .hasSize(17);
        }
    }

    @Test
    void whenTheDatabaseCannotCommitThereIsNeitherTheEndNorItsEvents() {
        FaultyStore faulty = new FaultyStore(store);
        try (Desk desk = new Desk(faulty)) {
            desk.attach(new Script(run -> {
                run.publish(Desk.counted(1));
                faulty.failCommits();
                return null;
            }));
            Task task = desk.create();

            await().until(() -> faulty.failures() > 0);
            assertThat(desk.task(task.taskId()).state()).isEqualTo(TaskState.RUNNING);
            assertThat(desk.journal.last()).isZero();
            faulty.heal();

            desk.awaitState(task.taskId(), TaskState.COMPLETED);
            assertThat(desk.journal.read(0, 10, null))
                    .extracting(event -> event.info().type())
                    .containsExactly("p.counted", "core.task.completed");
        }
    }

    private static String create(Desk desk, String end, int hops) {
        return desk.tasks
                .create(new NewTask(
                        "p", "a", Json.mapper().createObjectNode().put("end", end), "tester", null, hops, null, null))
                .taskId();
    }
}
