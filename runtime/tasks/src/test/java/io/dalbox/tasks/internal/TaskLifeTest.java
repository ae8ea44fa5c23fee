package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.action.Lane;
import io.dalbox.json.Json;
import io.dalbox.task.TransientException;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import io.dalbox.testing.TestStore;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class TaskLifeTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(store);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aTaskWaitsForItsRunnerAndReadsAsTheContractSays() {
        Task made = desk.create();
        assertThat(made.state()).isEqualTo(TaskState.QUEUED);
        assertThat(made.attempts()).isZero();

        desk.attach(new Script(run -> {
            run.progress(5, 10);
            return Json.mapper().createObjectNode().put("answer", 42);
        }));
        Task done = desk.awaitState(made.taskId(), TaskState.COMPLETED);

        JsonNode json = Json.mapper().valueToTree(done);
        assertThat(json.propertyNames())
                .contains("task_id", "plugin", "action", "state", "status", "progress", "speed", "downloaded", "total")
                .contains(
                        "eta",
                        "phase",
                        "attempts",
                        "created",
                        "started",
                        "finished",
                        "parent",
                        "cause",
                        "error",
                        "result");
        assertThat(json.path("state").asString()).isEqualTo("completed");
        assertThat(json.path("status").asString()).isEqualTo("completed");
        assertThat(json.path("progress").asDouble()).isEqualTo(100.0);
        assertThat(json.path("result").path("answer").asInt()).isEqualTo(42);
        assertThat(json.path("speed").isNull()).isTrue();
        assertThat(json.path("created").asString()).endsWith("Z");
        assertThat(done.attempts()).isEqualTo(1);
    }

    @Test
    void tasksStartInTheOrderOfTheirMakingWithinTheBoundOfTheirAction() {
        List<String> order = new CopyOnWriteArrayList<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            made.add(desk.create().taskId());
        }

        desk.attach(new Script(
                run -> {
                    order.add(run.task().taskId());
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    running.decrementAndGet();
                    return null;
                },
                1,
                List.of()));

        await().until(() -> order.size() == 20);
        assertThat(order).isEqualTo(made);
        assertThat(most).hasValue(1);
    }

    @Test
    void aPausedTaskStandsStillAndGoesOnFromItsCheckpoint() {
        CountDownLatch began = new CountDownLatch(1);
        desk.attach(new Script(run -> {
            if (run.checkpoint().isPresent()) {
                return run.checkpoint().get();
            }
            run.saveCheckpoint(Json.mapper().createObjectNode().put("at", 7));
            began.countDown();
            return Script.waitForStop(run);
        }));
        String id = desk.create().taskId();
        await().until(() -> began.getCount() == 0);

        assertThat(desk.tasks.pause(id).state()).isEqualTo(TaskState.PAUSED);
        assertThatThrownBy(() -> desk.tasks.pause(id))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("is paused");
        desk.tasks.resume(id);

        Task done = desk.awaitState(id, TaskState.COMPLETED);
        assertThat(done.result()).isEqualTo(Json.mapper().createObjectNode().put("at", 7));
        assertThat(done.attempts()).isEqualTo(1);
    }

    @Test
    void aRunThatEndsAlthoughAPauseWasAskedIsCompleted() {
        CountDownLatch began = new CountDownLatch(1);
        desk.attach(new Script(run -> {
            began.countDown();
            while (!run.stopRequested()) {
                Thread.onSpinWait();
            }
            return null;
        }));
        String id = desk.create().taskId();
        await().until(() -> began.getCount() == 0);

        assertThat(desk.tasks.pause(id).state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void anInterruptThatComesOutAsAnIoErrorIsStillAPause() {
        CountDownLatch began = new CountDownLatch(1);
        desk.attach(new Script(run -> {
            began.countDown();
            try {
                return Script.waitForStop(run);
            } catch (InterruptedException e) {
                throw new IOException("The copy failed", new ClosedByInterruptException());
            }
        }));
        String id = desk.create().taskId();
        await().until(() -> began.getCount() == 0);

        assertThat(desk.tasks.pause(id).state()).isEqualTo(TaskState.PAUSED);
    }

    @Test
    void cancellingARunningTaskCleansUpBeforeItIsCancelled() {
        CountDownLatch began = new CountDownLatch(1);
        Script script = Script.waiting(began);
        List<String> discardedWhenCancelled = new CopyOnWriteArrayList<>();
        desk.tasks.listen((task, removed) -> {
            if (task.state() == TaskState.CANCELLED) {
                discardedWhenCancelled.addAll(script.discarded);
            }
        });
        desk.attach(script);
        String id = desk.create().taskId();
        await().until(() -> began.getCount() == 0);

        assertThat(desk.tasks.cancel(id).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(discardedWhenCancelled).containsExactly(id);
        desk.tasks.delete(id);
        assertThat(script.discarded).containsExactly(id);
        assertThat(desk.tasks.find(id)).isEmpty();
    }

    @Test
    void aCleanUpIsOwedUntilThereIsARunnerAlsoOverARestart() {
        String cancelled = desk.create().taskId();
        String deleted = desk.create().taskId();
        assertThat(desk.tasks.cancel(cancelled).state()).isEqualTo(TaskState.CANCELLED);
        desk.tasks.cancel(deleted);
        desk.tasks.delete(deleted);
        assertThat(desk.tasks.find(deleted)).isEmpty();
        restart();

        Script script = new Script(run -> null);
        Tasks.Attachment first = desk.attach(script);
        await().untilAsserted(() -> assertThat(script.discarded).containsExactlyInAnyOrder(cancelled, deleted));
        first.close();
        Script second = new Script(run -> null);
        desk.attach(second);
        desk.awaitState(desk.create().taskId(), TaskState.COMPLETED);

        assertThat(second.discarded).isEmpty();
        assertThat(desk.tasks.list(null, null, 10, null).items())
                .extracting(Task::taskId)
                .contains(cancelled)
                .doesNotContain(deleted);
    }

    @Test
    void aPausedTaskIsCancelledWithItsRunnersHelp() {
        CountDownLatch began = new CountDownLatch(1);
        Script script = Script.waiting(began);
        desk.attach(script);
        String id = desk.create().taskId();
        await().until(() -> began.getCount() == 0);
        desk.tasks.pause(id);

        assertThat(desk.tasks.cancel(id).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(script.discarded).containsExactly(id);
    }

    @Test
    void aFailureIsAnErrorWithItsReasonAndCanBeRetriedFromTheCheckpoint() {
        AtomicInteger runs = new AtomicInteger();
        desk.attach(new Script(run -> {
            if (runs.incrementAndGet() == 1) {
                run.saveCheckpoint(Json.mapper().createObjectNode().put("half", true));
                throw new IOException("the cable is loose");
            }
            return run.checkpoint().orElseThrow();
        }));
        String id = desk.create().taskId();
        Task failed = desk.awaitState(id, TaskState.ERROR);
        assertThat(failed.error()).isEqualTo("IOException: the cable is loose");
        assertThat(failed.finished()).isNotNull();

        desk.tasks.retry(id);

        Task done = desk.awaitState(id, TaskState.COMPLETED);
        assertThat(done.attempts()).isEqualTo(2);
        assertThat(done.error()).isNull();
        assertThat(done.result()).isEqualTo(Json.mapper().createObjectNode().put("half", true));
    }

    @Test
    void aProblemForPeopleIsShownAsItIs() {
        desk.attach(new Script(run -> {
            throw new ActionException(ActionException.Kind.INVALID, "The server says the file is gone");
        }));

        Task failed = desk.awaitState(desk.create().taskId(), TaskState.ERROR);

        assertThat(failed.error()).isEqualTo("The server says the file is gone");
    }

    @Test
    void aPassingFailureIsTriedAgainAndSaysSo() {
        AtomicInteger runs = new AtomicInteger();
        List<String> phases = new CopyOnWriteArrayList<>();
        desk.tasks.listen((task, removed) -> {
            String phase = task.phase();
            if (phase != null) {
                phases.add(phase);
            }
        });
        desk.attach(new Script(run -> {
            if (runs.incrementAndGet() < 3) {
                throw new TransientException("the server is busy", null);
            }
            return null;
        }));

        Task done = desk.awaitState(desk.create().taskId(), TaskState.COMPLETED);

        assertThat(done.attempts()).isEqualTo(3);
        assertThat(done.phase()).isNull();
        assertThat(phases).hasSize(2).allMatch(phase -> phase.startsWith("retrying in "));
    }

    @Test
    void aPassingFailureThatDoesNotPassIsAnError() {
        desk.attach(new Script(run -> {
            throw new TransientException("the server is busy", null);
        }));

        Task failed = desk.awaitState(desk.create().taskId(), TaskState.ERROR);

        assertThat(failed.error()).isEqualTo("the server is busy (tried 3 times)");
    }

    @Test
    void thePauseThatAServerAskedForOutlivesARestart() {
        AtomicInteger runs = new AtomicInteger();
        Script script = new Script(run -> {
            runs.incrementAndGet();
            throw new TransientException("come back later", null, Duration.ofHours(1));
        });
        desk.attach(script);
        String id = desk.create().taskId();
        await().until(() ->
                "retrying in 3600 s: come back later".equals(desk.task(id).phase()));
        restart();
        desk.attach(script);

        String other = desk.create().taskId();
        await().until(() -> runs.get() == 2);

        assertThat(desk.task(id).state()).isEqualTo(TaskState.QUEUED);
        assertThat(desk.task(other).taskId()).isNotEqualTo(id);
        assertThat(desk.tasks.cancel(id).state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void twoTasksNeverHoldTheSamePath() {
        CountDownLatch go = new CountDownLatch(1);
        desk.attach(new Script(
                run -> {
                    go.await();
                    return null;
                },
                4,
                List.of("path")));
        String first = desk.create(Json.mapper().createObjectNode().put("path", "media:/a"))
                .taskId();
        String second = desk.create(Json.mapper().createObjectNode().put("path", "media:/a"))
                .taskId();
        String other = desk.create(Json.mapper().createObjectNode().put("path", "media:/b"))
                .taskId();

        desk.awaitState(first, TaskState.RUNNING);
        desk.awaitState(other, TaskState.RUNNING);
        await().until(() ->
                "waiting: another task uses media:/a".equals(desk.task(second).phase()));
        assertThat(desk.task(second).state()).isEqualTo(TaskState.QUEUED);
        go.countDown();

        assertThat(desk.awaitState(second, TaskState.COMPLETED).phase()).isNull();
    }

    @Test
    void aRunnerThatLeavesLeavesItsTasksQueuedForTheNext() {
        CountDownLatch began = new CountDownLatch(1);
        Tasks.Attachment attachment = desk.attach(Script.waiting(began));
        String id = desk.create().taskId();
        await().until(() -> began.getCount() == 0);

        attachment.close();
        assertThat(desk.task(id).state()).isEqualTo(TaskState.QUEUED);
        desk.attach(new Script(run -> null));

        assertThat(desk.awaitState(id, TaskState.COMPLETED).attempts()).isEqualTo(1);
    }

    @Test
    void aRunThatDoesNotStopIsAbandonedAndCanChangeNothingMore() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        Tasks.Attachment attachment = desk.attach(new Script(run -> {
            began.countDown();
            while (go.getCount() > 0) {
                Thread.onSpinWait();
            }
            try {
                run.saveCheckpoint(Json.mapper().createObjectNode().put("zombie", true));
            } catch (RuntimeException e) {
                refused.add(e);
            }
            return Json.mapper().createObjectNode().put("zombie", true);
        }));
        String id = desk.create().taskId();
        await().until(() -> began.getCount() == 0);

        attachment.close();
        assertThat(desk.task(id).state()).isEqualTo(TaskState.QUEUED);
        CountDownLatch again = new CountDownLatch(1);
        desk.attach(new Script(run -> {
            again.countDown();
            assertThat(run.checkpoint()).isEmpty();
            await().until(() -> !refused.isEmpty());
            return null;
        }));
        await().until(() -> again.getCount() == 0);
        go.countDown();

        assertThat(desk.awaitState(id, TaskState.COMPLETED).result()).isNull();
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(desk.create().taskId());
        }

        Tasks.TaskPage first = desk.tasks.list(TaskState.QUEUED, "p", 3, null);
        Tasks.TaskPage second = desk.tasks.list(TaskState.QUEUED, "p", 3, first.next());

        assertThat(first.items()).extracting(Task::taskId).isEqualTo(made.subList(0, 3));
        assertThat(second.items()).extracting(Task::taskId).isEqualTo(made.subList(3, 5));
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> desk.tasks.list(null, null, 3, "' OR 1=1")).hasMessageContaining("no cursor");
        assertThat(desk.tasks.list(TaskState.ERROR, null, 3, null).items()).isEmpty();
    }

    @Test
    void whatTheStateDoesNotAllowIsRefusedWithTheReason() {
        String id = desk.create().taskId();

        assertThatThrownBy(() -> desk.tasks.retry(id))
                .hasMessage("The task " + id + " is queued, so it cannot be retried now");
        assertThatThrownBy(() -> desk.tasks.delete(id)).hasMessageContaining("cancel it first");
        assertThatThrownBy(() -> desk.tasks.pause("t0"))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.NOT_FOUND));
    }

    @Test
    void aTaskThatWaitsForTheCpuIsQueuedAndCanBePausedAndCancelled() {
        CountDownLatch go = new CountDownLatch(1);
        Script script = new Script(
                run -> {
                    go.await();
                    return null;
                },
                8,
                List.of(),
                Lane.CPU);
        desk.attach(script);
        List<String> running = List.of(desk.create().taskId(), desk.create().taskId());
        running.forEach(id -> desk.awaitState(id, TaskState.RUNNING));
        String paused = desk.create().taskId();
        String cancelled = desk.create().taskId();
        await().until(() -> desk.lanes().report().waiting() == 2);

        assertThat(desk.tasks.pause(paused).state()).isEqualTo(TaskState.PAUSED);
        Thread cancelling = Thread.ofVirtual().start(() -> desk.tasks.cancel(cancelled));
        go.countDown();

        running.forEach(id -> desk.awaitState(id, TaskState.COMPLETED));
        desk.awaitState(cancelled, TaskState.CANCELLED);
        await().until(() -> !cancelling.isAlive());
        assertThat(script.discarded).containsExactly(cancelled);
        assertThat(desk.task(paused).started()).isNull();
        desk.tasks.resume(paused);
        desk.awaitState(paused, TaskState.COMPLETED);
    }

    @Test
    void aTaskWhoseLaneWasClosedRunsOnceItIsOpenAgain() {
        desk.attach(new Script(run -> null));
        desk.lanes().close("p", Duration.ofSeconds(1));
        String id = desk.create().taskId();
        await().during(Duration.ofMillis(200)).until(() -> desk.task(id).state() == TaskState.QUEUED);

        desk.lanes().open("p");

        desk.awaitState(id, TaskState.COMPLETED);
    }

    @Test
    void noMoreThanTheTotalRunAtOnceAndTheOthersFollow() {
        desk.close();
        desk = new Desk(
                store, new Limits(4, 16, 2, 3, Desk.QUICK.backoff(), Desk.QUICK.standstill(), Desk.QUICK.farewell()));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Script.Body body = run -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            run.saveCheckpoint(Json.mapper().createObjectNode());
            running.decrementAndGet();
            return null;
        };
        List<String> made = new ArrayList<>();
        for (String action : List.of("one", "two", "three")) {
            for (int i = 0; i < 5; i++) {
                made.add(desk.tasks
                        .create(new NewTask(
                                "p", action, Json.mapper().createObjectNode(), "tester", null, 0, null, null))
                        .taskId());
            }
        }

        for (String action : List.of("one", "two", "three")) {
            desk.tasks.attach("p", action, new Script(body));
        }

        made.forEach(id -> desk.awaitState(id, TaskState.COMPLETED));
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void aParentThatWaitsForItsChildDoesNotKeepItFromRunning() {
        desk.close();
        desk = new Desk(
                store, new Limits(4, 16, 1, 3, Desk.QUICK.backoff(), Desk.QUICK.standstill(), Desk.QUICK.farewell()));
        CountDownLatch childDone = new CountDownLatch(1);
        desk.tasks.attach("p", "child", new Script(run -> {
            childDone.countDown();
            return null;
        }));
        desk.attach(new Script(run -> {
            String id = run.task().taskId();
            desk.tasks.create(new NewTask("p", "child", Json.mapper().createObjectNode(), "tester", id, 0, id, null));
            childDone.await();
            return null;
        }));

        desk.awaitState(desk.create().taskId(), TaskState.COMPLETED);
    }

    private void restart() {
        desk.close();
        store.restart();
        desk = new Desk(store);
    }
}
