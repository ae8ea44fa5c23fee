package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaceTest {

    @TempDir
    static Path folder;

    static Framework4Tests dalbox;

    @BeforeAll
    static void start() throws Exception {
        Path shipped = Files.createDirectories(folder.resolve("distribution/plugins"));
        Files.write(
                shipped.resolve("base.jar"),
                PluginJar.plugin("base", "1.0.0", "greeter").bytes());
        dalbox = new Framework4Tests(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        dalbox.close();
    }

    @Test
    void newVersionTakesOverAndRollBackBringsTheOldOneBack() throws Exception {
        drop("swap", "1.0.0");
        drop("swap", "1.1.0");
        assertThat(dalbox.plugins().find("swap").orElseThrow().previous()).isEqualTo("1.0.0");
        assertThat(version("swap")).isEqualTo("1.1.0");
        PluginInfo back = dalbox.plugins().rollback("swap");
        assertThat(back.version()).isEqualTo("1.0.0");
        assertThat(version("swap")).isEqualTo("1.0.0");
        assertThat(back.previous()).isEqualTo("1.1.0");
    }

    @Test
    void sameNameAndVersionWithOtherBytesReplaces() throws Exception {
        drop("same", "1.0.0");
        dalbox.drop(
                "same.jar",
                PluginJar.plugin("same", "1.0.0", "greeter")
                        .header("Bundle-Description", "other bytes")
                        .bytes());
        dalbox.await("same", row -> "other bytes".equals(row.description()) && row.state() == PluginState.LIVE);
        assertThat(version("same")).isEqualTo("1.0.0");
        assertThat(dalbox.plugins().rollback("same").description()).isNull();
    }

    @Test
    void badUpdateKeepsTheOldVersionRunningAndSaysWhy() throws Exception {
        drop("keep", "1.0.0");
        dalbox.drop(
                "keep.jar",
                PluginJar.plugin("keep", "1.1.0", "greeter")
                        .header("Import-Package", "no.such.pkg,*")
                        .bytes());
        PluginInfo row = dalbox.await("keep", r -> r.detail() != null && r.state() == PluginState.LIVE);
        assertThat(row.version()).isEqualTo("1.0.0");
        assertThat(row.fault()).isEqualTo(PluginFault.MISSING);
        assertThat(row.detail()).contains("1.1.0").contains("no.such.pkg").contains("1.0.0 runs on");
        assertThat(version("keep")).isEqualTo("1.0.0");
    }

    @Test
    void updateThatFailsAtItsStartIsRolledBack() throws Exception {
        drop("fall", "1.0.0");
        dalbox.drop(
                "fall.jar",
                PluginJar.plugin("fall", "1.1.0", "throwing")
                        .header("Bundle-Activator", "io.dalbox.plugins.sample.throwing.Throwing")
                        .bytes());
        PluginInfo row = dalbox.await("fall", r -> r.detail() != null && r.state() == PluginState.LIVE);
        assertThat(row.detail()).contains("no licence for today").contains("1.0.0 runs on");
        assertThat(version("fall")).isEqualTo("1.0.0");
        drop("fall", "1.2.0");
        assertThat(version("fall")).isEqualTo("1.2.0");
        assertThat(dalbox.plugins().find("fall").orElseThrow().detail()).isNull();
    }

    @Test
    void runningCallEndsInTheOldVersionAndNewOnesWaitForTheNext() throws Exception {
        drop("busy", "1.0.0");
        Path entered = folder.resolve("busy.entered");
        Path until = folder.resolve("busy.until");
        CompletableFuture<String> running = CompletableFuture.supplyAsync(() -> Call.answer(
                        dalbox, "busy", "wait", "{\"entered\":\"" + entered + "\",\"until\":\"" + until + "\"}")
                .get("version")
                .asString());
        Awaitility.await().until(() -> Files.exists(entered));
        dalbox.drop("busy.jar", PluginJar.plugin("busy", "2.0.0", "greeter").bytes());
        dalbox.await("busy", PluginState.STOPPING);
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> version("busy"));
        assertThat(running).isNotDone();
        Files.createFile(until);
        assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo("1.0.0");
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo("2.0.0");
    }

    @Test
    void callThatDoesNotEndIsInterruptedAfterTheDrainBound() throws Exception {
        drop("stubborn", "1.0.0");
        Path entered = folder.resolve("stubborn.entered");
        CompletableFuture<?> running = CompletableFuture.supplyAsync(() -> Call.answer(
                dalbox, "stubborn", "wait", "{\"entered\":\"" + entered + "\",\"until\":\"" + folder + "/never\"}"));
        Awaitility.await().until(() -> Files.exists(entered));
        drop("stubborn", "2.0.0");
        assertThat(version("stubborn")).isEqualTo("2.0.0");
        assertThatThrownBy(running::join).hasMessageContaining("stopped or replaced during the call");
    }

    @Test
    void taskGoesOnInTheNextVersionFromItsCheckpoint() throws Exception {
        drop("tasks", "1.0.0");
        Task task = Call.task(dalbox, "tasks", "count", "{\"number\":2000}");
        Tasks tasks = dalbox.service(Tasks.class);
        Awaitility.await()
                .until(() -> tasks.find(task.taskId())
                        .filter(t -> t.state() == TaskState.RUNNING && t.downloaded() != null && t.downloaded() > 50)
                        .isPresent());
        drop("tasks", "2.0.0");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> tasks.find(task.taskId())
                        .map(Task::state)
                        .filter(TaskState::finished)
                        .isPresent());
        Task done = tasks.find(task.taskId()).orElseThrow();
        assertThat(done.error()).isNull();
        assertThat(done.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(String.valueOf(done.result())).isEqualTo("{\"number\":2000}");
    }

    @Test
    void taskThatCannotResumeIsCutOffAndSaysSo() throws Exception {
        drop("mail", "1.0.0");
        Task task = Call.task(dalbox, "mail", "post", "{\"text\":\"to Ada\"}");
        Tasks tasks = dalbox.service(Tasks.class);
        Awaitility.await().until(() -> find(tasks, task).title() != null);
        byte[] next = PluginJar.plugin("mail", "2.0.0", "greeter").bytes();
        assertThat(dalbox.plugins()
                        .preview(new ByteArrayInputStream(next), "mail.jar")
                        .cut())
                .containsExactly("to Ada");
        drop("mail", "2.0.0");
        Awaitility.await().until(() -> find(tasks, task).state() == TaskState.ERROR);
        assertThat(find(tasks, task).error()).contains("cut off in the middle").contains("Retry it");
        tasks.retry(task.taskId());
        Awaitility.await().until(() -> find(tasks, task).state() == TaskState.RUNNING);
        tasks.cancel(task.taskId());
    }

    private static Task find(Tasks tasks, Task task) {
        return tasks.find(task.taskId()).orElseThrow();
    }

    @Test
    void droppedJarStandsInForTheShippedOneUntilItIsRemoved() throws Exception {
        dalbox.await("base", PluginState.LIVE);
        assertThat(dalbox.plugins().find("base").orElseThrow().source()).isEqualTo("shipped");
        dalbox.plugins().disable("base");
        assertThat(dalbox.plugins().find("base").orElseThrow().state()).isEqualTo(PluginState.DISABLED);
        assertThatThrownBy(() -> Call.answer(dalbox, "base", "heard", "{}"))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.UNAVAILABLE));
        drop("base", "2.0.0");
        assertThat(dalbox.plugins().find("base").orElseThrow().source()).isEqualTo("dropped");
        assertThatThrownBy(() -> dalbox.plugins().install(new ByteArrayInputStream(new byte[3]), "x.jar", "me"))
                .hasMessageContaining("not a complete zip");
        dalbox.plugins().uninstall("base");
        dalbox.await("base", row -> row.source().equals("shipped"));
        assertThat(dalbox.plugins().find("base").orElseThrow().state()).isEqualTo(PluginState.DISABLED);
        assertThatThrownBy(() -> dalbox.plugins().uninstall("base")).hasMessageContaining("Disable it instead");
        assertThat(dalbox.plugins().enable("base").state()).isEqualTo(PluginState.LIVE);
        try (var trash = Files.list(dalbox.home().resolve("data/trash"))) {
            assertThat(trash).anyMatch(f -> f.toString().endsWith("base.jar"));
        }
    }

    @Test
    void uploadIsInstalledUnderASafeNameAndReplacesTheFileOfItsPlugin() throws Exception {
        PluginInfo row = dalbox.plugins()
                .install(
                        new ByteArrayInputStream(
                                PluginJar.plugin("upload", "1.0.0", "greeter").bytes()),
                        "../../etc/My plugin.jar",
                        "ada");
        assertThat(row.state()).isEqualTo(PluginState.LIVE);
        assertThat(row.file()).isEqualTo("My-plugin.jar");
        PluginInfo next = dalbox.plugins()
                .install(
                        new ByteArrayInputStream(
                                PluginJar.plugin("upload", "1.1.0", "greeter").bytes()),
                        "other.jar",
                        "ada");
        assertThat(next.version()).isEqualTo("1.1.0");
        assertThat(next.file()).isEqualTo("My-plugin.jar");
        assertThat(dalbox.plugins().restart("upload").state()).isEqualTo(PluginState.LIVE);
        assertThat(version("upload")).isEqualTo("1.1.0");
        try (var files = Files.list(dalbox.drops())) {
            assertThat(files).noneMatch(f -> f.toString().endsWith(".part"));
        }
    }

    @Test
    void whatHasNativeCodeStaysUntilTheNextStartAndThePreviewSaysSo() throws Exception {
        dalbox.drop(
                "codec.jar",
                PluginJar.plugin("codec", "1.0.0", "greeter")
                        .header("-includeresource", "codec.so;literal=x")
                        .header("Bundle-NativeCode", "codec.so;osname=none,*")
                        .bytes());
        dalbox.await("codec", PluginState.LIVE);
        byte[] next = PluginJar.plugin("codec", "2.0.0", "greeter").bytes();

        Plugins.Preview preview = dalbox.plugins().preview(new ByteArrayInputStream(next), "codec.jar");
        dalbox.drop("codec.jar", next);
        dalbox.await("codec", row -> row.fault() == PluginFault.RUNTIME);

        assertThat(preview.change()).isEqualTo(Plugins.Preview.Change.UPDATE);
        assertThat(Objects.requireNonNull(preview.inTheWay()).kind()).isEqualTo(Plugins.Preview.Obstacle.Kind.NATIVE);
        assertThat(version("codec")).isEqualTo("1.0.0");
    }

    @Test
    void formerVersionsLeaveTheMemory() throws Exception {
        for (int i = 0; i < 5; i++) {
            drop("leak", "1.0." + i);
            Call.answer(dalbox, "leak", "settings", "{}");
            assertThatThrownBy(() -> Call.answer(dalbox, "leak", "break", "{\"how\":\"own\"}"))
                    .isInstanceOf(ActionFailure.class);
            Call.task(dalbox, "leak", "count", "{\"number\":20}");
        }
        Awaitility.await().until(() -> dalbox.plugins().leaks("leak") == 0);
    }

    @Test
    void listenersHearOfChangesInOrder() throws Exception {
        List<String> heard = new ArrayList<>();
        try (Plugins.Registration listening = dalbox.plugins().listen((row, removed) -> {
            if (row.id().equals("order")) {
                synchronized (heard) {
                    heard.add(removed ? "gone" : row.state().word());
                }
            }
        })) {
            drop("order", "1.0.0");
            Files.delete(dalbox.drops().resolve("order.jar"));
            Awaitility.await().until(() -> dalbox.plugins().find("order").isEmpty());
        }
        assertThat(heard).containsExactly("installing", "starting", "live", "stopping", "stopped", "gone");
    }

    private static void drop(String id, String version) throws Exception {
        dalbox.drop(id + ".jar", PluginJar.plugin(id, version, "greeter").bytes());
        dalbox.await(id, row -> row.version().equals(version) && row.state() == PluginState.LIVE);
    }

    private static String version(String id) {
        Path there = folder.resolve("home");
        Path entered = folder.resolve("entered." + System.nanoTime());
        return Call.answer(dalbox, id, "wait", "{\"entered\":\"" + entered + "\",\"until\":\"" + there + "\"}")
                .get("version")
                .asString();
    }
}
