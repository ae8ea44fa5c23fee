package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.storage.StoragePath;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import io.dalbox.testing.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class ExclusiveTest {

    private static final List<String> PATH = List.of("path");

    @RegisterExtension
    final TestStore store = new TestStore();

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

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
    void aFolderWaitsForAFileInItOfAnotherPluginAndTheOtherWayRound() {
        attach("one", "scan");
        attach("two", "copy");
        String file = create("two", "copy", "media:/films/a/b.mkv", null);
        desk.awaitState(file, TaskState.RUNNING);
        String folder = create("one", "scan", "media:/films", null);
        String sibling = create("two", "copy", "media:/films2", null);
        desk.awaitState(sibling, TaskState.RUNNING);
        awaitPhase(folder, "waiting: another task uses media:/films/a/b.mkv");

        open(file);
        desk.awaitState(folder, TaskState.RUNNING);
        String late = create("two", "copy", "media:/films/c.mkv", null);
        awaitPhase(late, "waiting: another task uses media:/films");
        open(folder);
        desk.awaitState(late, TaskState.RUNNING);
        open(late);
        open(sibling);
    }

    @Test
    void aBigFolderIsNotOvertakenForEver() {
        attach("one", "scan");
        attach("two", "copy");
        String first = create("two", "copy", "media:/films/a", null);
        desk.awaitState(first, TaskState.RUNNING);
        String folder = create("one", "scan", "media:/films", null);
        awaitPhase(folder, "waiting: another task uses media:/films/a");

        String late = create("two", "copy", "media:/films/b", null);

        awaitPhase(late, "waiting: a task that came earlier waits for media:/films");
        open(first);
        desk.awaitState(folder, TaskState.RUNNING);
        assertThat(desk.task(late).state()).isEqualTo(TaskState.QUEUED);
        open(folder);
        desk.awaitState(late, TaskState.RUNNING);
        open(late);
    }

    @Test
    void whatIsNotWantedAnyMoreKeepsNobodyWaiting() {
        Tasks.Attachment scanner = attach("one", "scan");
        attach("two", "copy");
        String first = create("two", "copy", "media:/films/a", null);
        desk.awaitState(first, TaskState.RUNNING);
        String cancelled = create("one", "scan", "media:/films", null);
        awaitPhase(cancelled, "waiting: another task uses media:/films/a");
        String late = create("two", "copy", "media:/films/b", null);
        awaitPhase(late, "waiting: a task that came earlier waits for media:/films");

        desk.tasks.cancel(cancelled);
        desk.awaitState(late, TaskState.RUNNING);

        String left = create("one", "scan", "media:/films", null);
        awaitPhase(left, "waiting: another task uses media:/films/a");
        String later = create("two", "copy", "media:/films/c", null);
        awaitPhase(later, "waiting: a task that came earlier waits for media:/films");
        scanner.close();
        desk.awaitState(later, TaskState.RUNNING);
        List.of(first, late, later).forEach(this::open);
    }

    @Test
    void aChildMayUseWhatItsParentHoldsAlsoBeforeWhoWaitsForThat() {
        CountDownLatch go = new CountDownLatch(1);
        desk.tasks.attach(
                "one",
                "scan",
                new Script(
                        run -> {
                            go.await();
                            create("two", "copy", "media:/films/x", run.task().taskId());
                            assertThat(run.awaitChildren()).isZero();
                            return null;
                        },
                        1,
                        PATH));
        attach("two", "copy");
        String parent = create("one", "scan", "media:/films", null);
        desk.awaitState(parent, TaskState.RUNNING);
        String rival = create("two", "copy", "media:/films", null);
        awaitPhase(rival, "waiting: another task uses media:/films");

        go.countDown();
        await().until(() -> !desk.tasks.children(parent, 10).isEmpty());
        String child = desk.tasks.children(parent, 10).getFirst().taskId();
        desk.awaitState(child, TaskState.RUNNING);
        assertThat(desk.task(rival).state()).isEqualTo(TaskState.QUEUED);

        open(child);
        desk.awaitState(parent, TaskState.COMPLETED);
        desk.awaitState(rival, TaskState.RUNNING);
        open(rival);
    }

    @RepeatedTest(3)
    void noTwoTasksEverHoldOverlappingPathsAndAllOfThemEnd() {
        Random random = new Random();
        Map<String, StoragePath> running = new ConcurrentHashMap<>();
        List<String> broken = new CopyOnWriteArrayList<>();
        Script.Body body = run -> {
            StoragePath path = StoragePath.parse(run.input().path("path").asString());
            String id = run.task().taskId();
            synchronized (running) {
                running.forEach((other, taken) -> {
                    if (taken.contains(path) || path.contains(taken)) {
                        broken.add(id + " " + path + " beside " + other + " " + taken);
                    }
                });
                running.put(id, path);
            }
            run.saveCheckpoint(Json.mapper().createObjectNode());
            running.remove(id);
            return null;
        };
        List<String> made = new ArrayList<>();
        List<String> paths = List.of("", "a", "a/b", "a/b/c", "a/d", "b", "b/a", "c", "a b");
        for (String plugin : List.of("one", "two", "three")) {
            desk.tasks.attach(plugin, "work", new Script(body, 4, PATH));
        }
        for (int i = 0; i < 150; i++) {
            String plugin = List.of("one", "two", "three").get(random.nextInt(3));
            made.add(create(plugin, "work", "media:/" + paths.get(random.nextInt(paths.size())), null));
        }

        made.forEach(id -> desk.awaitState(id, TaskState.COMPLETED));
        assertThat(broken).isEmpty();
    }

    private Tasks.Attachment attach(String plugin, String action) {
        return desk.tasks.attach(plugin, action, new Script(this::hold, 4, PATH));
    }

    private @Nullable JsonNode hold(TaskRun run) throws InterruptedException {
        gate(run.task().taskId()).await();
        return null;
    }

    private CountDownLatch gate(String id) {
        return gates.computeIfAbsent(id, key -> new CountDownLatch(1));
    }

    private void open(String id) {
        gate(id).countDown();
    }

    private String create(String plugin, String action, String path, @Nullable String parent) {
        Task made = desk.tasks.create(new NewTask(
                plugin, action, Json.mapper().createObjectNode().put("path", path), "tester", parent, 0, parent, null));
        return made.taskId();
    }

    private void awaitPhase(String id, String phase) {
        await().untilAsserted(() -> assertThat(desk.task(id).phase()).isEqualTo(phase));
        assertThat(Set.of(TaskState.QUEUED)).contains(desk.task(id).state());
    }
}
