package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import io.dalbox.store.internal.SqliteStore;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class DurabilityTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @Test
    void theEndOfATaskAndItsEventsAreOneTransaction() {
        try (Desk desk = new Desk(store)) {
            List<String> seen = new CopyOnWriteArrayList<>();
            desk.journal.listen(event ->
                    seen.add(event.info().type() + " " + event.data().path("n").asInt()));
            desk.tasks.listen((task, removed) -> seen.add(task.state().word()));
            desk.attach(new Script(run -> {
                run.publish(Desk.counted(1));
                assertThat(desk.journal.last()).isZero();
                run.saveCheckpoint(Json.mapper().createObjectNode());
                assertThat(desk.journal.last()).isEqualTo(1);
                run.publish(Desk.counted(2));
                return null;
            }));

            desk.awaitState(desk.create().taskId(), TaskState.COMPLETED);

            assertThat(seen)
                    .containsExactly(
                            "queued", "running", "p.counted 1", "p.counted 2", "core.task.completed 0", "completed");
        }
    }

    @Test
    void anEventThatDoesNotFitIsRefusedWhenItIsPublished() {
        try (Desk desk = new Desk(store)) {
            desk.attach(new Script(run -> {
                run.publish(Desk.counted(1));
                var bad = Desk.counted(2);
                bad.data().put("n", "two");
                run.publish(bad);
                return null;
            }));

            Task failed = desk.awaitState(desk.create().taskId(), TaskState.ERROR);

            assertThat(failed.error()).contains("/n");
        }
    }

    @Test
    void whatWasAskedBeforeACrashHappensAfterIt() {
        String paused;
        String cancelled;
        try (Desk desk = new Desk(store)) {
            paused = desk.create().taskId();
            cancelled = desk.create().taskId();
        }
        // What a kill leaves behind while two running tasks are being stopped.
        store.write(tx -> tx.update("UPDATE tasks_task SET state = 'running', wanted = 'pause' WHERE id = ?", paused));
        store.write(
                tx -> tx.update("UPDATE tasks_task SET state = 'running', wanted = 'cancel' WHERE id = ?", cancelled));

        try (Desk desk = new Desk(store)) {
            Script script = new Script(run -> null);
            desk.attach(script);

            assertThat(desk.task(paused).state()).isEqualTo(TaskState.PAUSED);
            assertThat(desk.task(cancelled).state()).isEqualTo(TaskState.CANCELLED);
            await().untilAsserted(() -> assertThat(script.discarded).containsExactly(cancelled));
        }
    }

    @Test
    void aTaskThatKillsTheRuntimeAgainAndAgainIsNotRunForEver() {
        String id;
        try (Desk desk = new Desk(store)) {
            id = desk.create().taskId();
        }
        for (int i = 0; i < 6; i++) {
            store.write(tx -> tx.update("UPDATE tasks_task SET state = 'running' WHERE id = ?", id));
            try (Desk desk = new Desk(store)) {
                assertThat(desk.task(id).state()).isNotEqualTo(TaskState.RUNNING);
            }
        }

        try (Desk desk = new Desk(store)) {
            assertThat(desk.task(id).state()).isEqualTo(TaskState.ERROR);
            assertThat(desk.task(id).error()).contains("killed 6 times");
            desk.tasks.retry(id);
            desk.attach(new Script(run -> null));
            desk.awaitState(id, TaskState.COMPLETED);
        }
    }

    @Test
    void aKilledRuntimeLosesNothingItHadAcknowledged(@TempDir Path home) throws Exception {
        int acknowledged = 0;
        for (int kill = 1; kill <= 3; kill++) {
            acknowledged = countUntil(home, acknowledged + 20);
        }

        try (SqliteStore real = SqliteStore.open(home)) {
            try (Desk desk = new Desk(real)) {
                Task task = desk.tasks.list(null, null, 10, null).items().getFirst();
                assertThat(task.state()).isEqualTo(TaskState.QUEUED);
                assertThat(task.phase()).isEqualTo("resuming after restart");
                assertThat(task.attempts()).isEqualTo(1);
                List<Integer> from = new CopyOnWriteArrayList<>();
                desk.attach(new Script(run -> {
                    from.add(run.checkpoint().orElseThrow().path("n").asInt());
                    return null;
                }));
                desk.awaitState(task.taskId(), TaskState.COMPLETED);

                assertThat(from.getFirst()).isGreaterThanOrEqualTo(acknowledged);
                assertThat(counted(desk))
                        .isEqualTo(IntStream.rangeClosed(1, from.getFirst())
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void aRequestThatIsMadeAgainMakesNoSecondTask() throws Exception {
        NewTask wish = keyed("a", "flow/f/1");
        String id;
        try (Desk desk = new Desk(store)) {
            List<Callable<String>> storm =
                    Collections.nCopies(50, () -> desk.tasks.create(wish).taskId());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Set<String> made = new HashSet<>();
                for (Future<String> one : threads.invokeAll(storm)) {
                    made.add(one.get());
                }
                assertThat(made).hasSize(1);
                id = made.iterator().next();
            }
            assertThat(desk.tasks.create(keyed("other", "flow/f/1")).taskId()).isNotEqualTo(id);
            assertThat(desk.tasks.create(keyed("a", "flow/f/2")).taskId()).isNotEqualTo(id);
        }
        try (Desk desk = new Desk(store)) {
            List<String> keys = new CopyOnWriteArrayList<>();
            desk.attach(new Script(run -> {
                keys.add(String.valueOf(run.key()));
                return null;
            }));
            desk.awaitState(id, TaskState.COMPLETED);
            assertThat(keys).contains("flow/f/1");
            assertThat(desk.tasks.create(wish).state()).isEqualTo(TaskState.COMPLETED);
            desk.tasks.delete(id);
            assertThat(desk.tasks.find(id)).isEmpty();
            assertThat(desk.tasks.create(wish).taskId()).isEqualTo(id);
        }
    }

    @Test
    void theEffectsOfACauseAreFound() {
        try (Desk desk = new Desk(store)) {
            String parent = desk.create().taskId();
            String child = desk.create(Json.mapper().createObjectNode(), parent).taskId();
            String caused = desk.tasks.create(keyed("a", "flow/f/1")).taskId();
            assertThat(desk.tasks.children(parent, 10)).extracting(Task::taskId).containsExactly(child);
            assertThat(desk.tasks.causedBy("flow/f/1", 10))
                    .extracting(Task::taskId)
                    .containsExactly(caused);
            assertThat(desk.tasks.causedBy("flow/f", 10)).isEmpty();
        }
    }

    private static NewTask keyed(String action, String key) {
        return new NewTask("p", action, Json.mapper().createObjectNode(), "tester", key, 1, null, key);
    }

    private static List<Integer> counted(Desk desk) {
        List<Integer> numbers = new ArrayList<>();
        long after = 0;
        for (List<JournalEvent> page = desk.journal.read(after, 1000, "p.counted");
                !page.isEmpty();
                page = desk.journal.read(after, 1000, "p.counted")) {
            page.forEach(event -> numbers.add(event.data().path("n").asInt()));
            after = page.getLast().sequence();
        }
        return numbers;
    }

    /** Runs a runtime until it has acknowledged a number, then kills it; returns the last number it acknowledged. */
    private static int countUntil(Path home, int bound) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Counting.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = 0;
        try (BufferedReader out = child.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = Integer.parseInt(line);
                if (last >= bound) {
                    child.destroyForcibly();
                }
            }
        } catch (IOException e) {
            assertThat(last).as("Only the kill may break the pipe: %s", e).isGreaterThanOrEqualTo(bound);
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(last).isGreaterThanOrEqualTo(bound);
        return last;
    }

    /** The runtime that is killed: counts with a checkpoint and an event each, and says each number once it is durable. */
    static final class Counting {

        private Counting() {}

        public static void main(String[] args) throws InterruptedException {
            Desk desk = new Desk(SqliteStore.open(Path.of(args[0])));
            desk.attach(new Script(run -> {
                int from =
                        run.checkpoint().map(saved -> saved.path("n").asInt()).orElse(0);
                for (int n = from + 1; ; n++) {
                    run.publish(Desk.counted(n));
                    run.progress(n, -1);
                    run.saveCheckpoint(Json.mapper().createObjectNode().put("n", n));
                    System.out.println(n);
                }
            }));
            if (desk.tasks.list(null, null, 1, null).items().isEmpty()) {
                desk.tasks.create(
                        new NewTask("p", "a", Json.mapper().createObjectNode(), "tester", null, 0, null, null));
            }
            new CountDownLatch(1).await();
        }
    }
}
