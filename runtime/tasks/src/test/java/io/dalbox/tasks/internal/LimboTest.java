package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.data.DatabaseException;
import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import io.dalbox.task.TransientException;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskPriority;
import io.dalbox.tasks.TaskQuery;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import io.dalbox.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whatever is asked, whenever the process dies and whichever writes fail: no task stays where nothing moves it on. */
final class LimboTest {

    private static final int STEPS = 40;
    private static final List<String> ACTIONS = List.of("a", "b", "c");

    private final Map<String, Tasks.Attachment> attachments = new HashMap<>();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final List<Thread> ending = new ArrayList<>();

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void everyTaskComesToAnEnd(@ForAll long seed) throws InterruptedException {
        made.clear();
        attachments.clear();
        Random random = new Random(seed);
        try (TestStore store = TestStore.open()) {
            FaultyStore life = new FaultyStore(store);
            Desk desk = new Desk(life);
            for (int i = 0; i < STEPS; i++) {
                if (random.nextInt(10) == 0) {
                    kill(life, desk);
                    life = new FaultyStore(store);
                    desk = new Desk(life);
                } else {
                    life.failSome(random.nextInt(4) == 0 ? 30 : 0);
                    Desk now = desk;
                    tolerating(() -> step(random, now));
                }
            }
            life.heal();
            for (Thread thread : ending) {
                thread.join();
            }
            finish(desk, store);
        }
    }

    /** A killed process does nothing more. Its threads are still here: they end beside the next process, with a dead database. */
    private void kill(FaultyStore life, Desk desk) {
        life.die();
        attachments.clear();
        ending.add(Thread.ofVirtual().start(desk::close));
    }

    private void step(Random random, Desk desk) {
        String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        String id = made.isEmpty() ? "t0" : made.get(random.nextInt(made.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> create(desk, action, null);
            case 3 -> create(desk, action, made.isEmpty() ? null : id);
            case 4 -> desk.tasks.pause(id);
            case 5 -> desk.tasks.resume(id);
            case 6 -> desk.tasks.cancel(id);
            case 7 -> desk.tasks.retry(id);
            case 8 -> desk.tasks.delete(id);
            case 9 -> desk.tasks.prioritize(id, TaskPriority.HIGH);
            case 10 -> attachments.computeIfAbsent(action, name -> attach(desk, name));
            default -> {
                Tasks.Attachment attachment = attachments.remove(action);
                if (attachment != null) {
                    attachment.close();
                }
            }
        }
    }

    private Tasks.Attachment attach(Desk desk, String action) {
        return desk.tasks.attach("p", action, new Script(LimboTest::run, 3, List.of("path")));
    }

    private void create(Desk desk, String action, @Nullable String parent) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        var input = Json.mapper()
                .createObjectNode()
                .put("path", List.of("media:/a", "media:/a/b", "media:/c").get(random.nextInt(3)))
                .put("how", random.nextInt(6));
        made.add(desk.tasks
                .create(new NewTask("p", action, input, "tester", parent, 0, parent, null))
                .taskId());
    }

    private static @Nullable JsonNode run(TaskRun run) throws InterruptedException {
        for (int n = run.checkpoint().map(saved -> saved.path("n").asInt()).orElse(0); n < 3; n++) {
            run.checkStop();
            run.saveCheckpoint(Json.mapper().createObjectNode().put("n", n + 1));
        }
        return switch (run.input().path("how").asInt()) {
            case 0 -> throw new ActionException(ActionException.Kind.INVALID, "no");
            case 1 -> throw new TransientException("busy", null, Duration.ofMillis(1));
            case 2 -> {
                run.awaitChildren();
                yield null;
            }
            default -> null;
        };
    }

    private static void tolerating(Runnable step) {
        try {
            step.run();
        } catch (ActionException | DatabaseException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private void finish(Desk desk, TestStore store) {
        for (String action : ACTIONS) {
            attachments.computeIfAbsent(action, name -> attach(desk, name));
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (Task task : desk.tasks.list(TaskState.PAUSED, null, 1000, null).items()) {
                tolerating(() -> desk.tasks.resume(task.taskId()));
            }
            // What is done every hour: a clean-up that a failing database kept from beginning is due then at the
            // latest.
            desk.tasks.prune(Instant.EPOCH, Instant.EPOCH, Long.MAX_VALUE);
            assertThat(desk.tasks.list(TaskQuery.all(), 1000, null).items())
                    .allMatch(task -> task.state().finished(), "has ended");
            assertThat(store.<List<String>>read(tx -> tx.query(
                            "SELECT id FROM tasks_task WHERE cleanup IN ('owed', 'running') OR wanted <> 'run'"
                                    + " OR (removed = 1 AND cleanup <> 'done')",
                            row -> row.getString(1))))
                    .isEmpty();
        });
        Map<String, List<String>> ends = new HashMap<>();
        for (JournalEvent event : desk.journal.read(0, 1000, null)) {
            ends.computeIfAbsent(String.valueOf(event.info().causationId()), id -> new ArrayList<>())
                    .add(event.info().type());
        }
        for (Task task : desk.tasks.list(TaskQuery.all(), 1000, null).items()) {
            assertThat(ends.get(task.taskId()))
                    .as(task.toString())
                    .last()
                    .isEqualTo("core.task."
                            + (task.state() == TaskState.ERROR
                                    ? "failed"
                                    : task.state().word()));
        }
        desk.close();
    }
}
