package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.action.Lane;
import io.dalbox.json.Json;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FamilyTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    private final CountDownLatch go = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(store);
    }

    @AfterEach
    void close() {
        go.countDown();
        desk.close();
    }

    @Test
    void whatChildrenThatEndedBadlyDidIsTheirTotal() {
        desk.attach(new Script(run -> {
            for (String end : List.of("completes", "fails", "stays")) {
                child(run, end);
            }
            go.await();
            return null;
        }));
        desk.tasks.attach("p", "child", new Script(run -> {
            run.progress(50, 100);
            return switch (run.input().path("end").asString()) {
                case "completes" -> {
                    run.progress(100, -1);
                    yield null;
                }
                case "fails" -> throw new ActionException(ActionException.Kind.INVALID, "no");
                default -> Script.waitForStop(run);
            };
        }));

        String id = desk.create().taskId();

        await().until(() -> Long.valueOf(200).equals(desk.task(id).downloaded()));
        assertThat(desk.task(id).total()).isEqualTo(250);
        assertThat(desk.task(id).progress()).isEqualTo(80.0);
        desk.tasks.cancel(desk.tasks.children(id, 10).getLast().taskId());
        await().until(() -> Long.valueOf(200).equals(desk.task(id).total()));
        assertThat(desk.task(id).progress()).isEqualTo(100.0);
    }

    @Test
    void grandchildrenCountAndHugeNumbersDoNotOverflow() {
        desk.attach(new Script(run -> {
            for (int i = 0; i < 3; i++) {
                create("child", run.task().taskId(), "huge");
            }
            go.await();
            return null;
        }));
        desk.tasks.attach("p", "child", new Script(run -> {
            create("grandchild", run.task().taskId(), "huge");
            go.await();
            return null;
        }));
        desk.tasks.attach("p", "grandchild", new Script(run -> {
            run.progress(Long.MAX_VALUE, Long.MAX_VALUE);
            go.await();
            return null;
        }));

        String id = desk.create().taskId();

        await().until(() -> Long.valueOf(Progress.MOST - 1).equals(desk.task(id).downloaded()));
        go.countDown();
        Task done = desk.awaitState(id, TaskState.COMPLETED);
        assertThat(done.progress()).isEqualTo(100.0);
        assertThat(done.downloaded()).isPositive();
    }

    @Test
    void cancellingAParentCancelsAllThatItStarted() {
        List<String> discarded = new CopyOnWriteArrayList<>();
        Script waiting = new Script(Script::waitForStop, 8, List.of());
        desk.attach(new Script(run -> {
            create("child", run.task().taskId(), "");
            create("away", run.task().taskId(), "");
            return Script.waitForStop(run);
        }));
        Script child = new Script(
                run -> {
                    create("grandchild", run.task().taskId(), "");
                    return Script.waitForStop(run);
                },
                8,
                List.of());
        desk.tasks.attach("p", "child", child);
        desk.tasks.attach("p", "grandchild", waiting);
        String id = desk.create().taskId();
        await().until(() -> desk.tasks.children(id, 10).size() == 2);
        String first = desk.tasks.children(id, 10).getFirst().taskId();
        String away = desk.tasks.children(id, 10).getLast().taskId();
        await().until(() -> !desk.tasks.children(first, 10).isEmpty());
        String grandchild = desk.tasks.children(first, 10).getFirst().taskId();
        desk.awaitState(grandchild, TaskState.RUNNING);

        desk.tasks.cancel(id);

        List.of(id, first, away, grandchild).forEach(one -> desk.awaitState(one, TaskState.CANCELLED));
        discarded.addAll(child.discarded);
        discarded.addAll(waiting.discarded);
        assertThat(discarded).containsExactlyInAnyOrder(first, grandchild);
        assertThatThrownBy(() -> create("child", id, "")).hasMessageContaining("was cancelled");
    }

    @Test
    void aParentThatWaitsLeavesItsPlaceToChildrenOfTheSameAction() {
        AtomicInteger depths = new AtomicInteger();
        desk.attach(new Script(
                run -> {
                    int depth = run.input().path("depth").asInt();
                    depths.incrementAndGet();
                    if (depth > 0) {
                        desk.create(
                                Json.mapper().createObjectNode().put("depth", depth - 1),
                                run.task().taskId());
                    }
                    assertThat(run.awaitChildren()).isZero();
                    return null;
                },
                1,
                List.of()));

        Task root = desk.create(Json.mapper().createObjectNode().put("depth", 3));

        desk.awaitState(root.taskId(), TaskState.COMPLETED);
        assertThat(depths).hasValue(4);
    }

    @Test
    void aParentLearnsHowManyChildrenDidNotComplete() {
        AtomicInteger bad = new AtomicInteger();
        desk.attach(new Script(run -> {
            child(run, "completes");
            child(run, "fails");
            bad.set(run.awaitChildren());
            return null;
        }));
        desk.tasks.attach("p", "child", new Script(run -> {
            if (run.input().path("end").asString().equals("fails")) {
                throw new ActionException(ActionException.Kind.INVALID, "no");
            }
            return null;
        }));

        desk.awaitState(desk.create().taskId(), TaskState.COMPLETED);

        assertThat(bad).hasValue(1);
    }

    @Test
    void aParentThatWaitsCanBePausedAndGoesOnWaiting() {
        desk.attach(new Script(run -> {
            desk.tasks.create(new NewTask(
                    "p",
                    "child",
                    Json.mapper().createObjectNode(),
                    "tester",
                    run.task().taskId(),
                    1,
                    run.task().taskId(),
                    "task/" + run.task().taskId() + "/1"));
            run.awaitChildren();
            return null;
        }));
        desk.tasks.attach("p", "child", new Script(run -> {
            go.await();
            return null;
        }));
        String id = desk.create().taskId();
        await().until(() -> !desk.tasks.children(id, 10).isEmpty());

        assertThat(desk.tasks.pause(id).state()).isEqualTo(TaskState.PAUSED);
        desk.tasks.resume(id);
        desk.awaitState(id, TaskState.RUNNING);
        go.countDown();

        desk.awaitState(id, TaskState.COMPLETED);
        assertThat(desk.tasks.children(id, 10)).hasSize(1);
    }

    @Test
    void aTaskOfTheCpuLaneIsToldThatItMustNotWait() {
        desk.attach(new Script(
                run -> {
                    run.awaitChildren();
                    return null;
                },
                1,
                List.of(),
                Lane.CPU));

        assertThat(desk.awaitState(desk.create().taskId(), TaskState.ERROR).error())
                .contains("Declare the action p.a with lane IO");
    }

    private void child(TaskRun run, String end) {
        create("child", run.task().taskId(), end);
    }

    private void create(String action, String parent, String end) {
        desk.tasks.create(new NewTask(
                "p", action, Json.mapper().createObjectNode().put("end", end), "tester", parent, 1, parent, null));
    }
}
