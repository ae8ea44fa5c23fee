package io.dalbox.lanes.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.compute.ChildCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kills a real runtime: nothing that it started may be left. */
@Timeout(120)
class RuntimeDeathTest {

    private final String mark = "mark-" + UUID.randomUUID();
    private final List<Process> runtimes = new ArrayList<>();

    @AfterEach
    void killAll() {
        runtimes.forEach(runtime -> runtime.toHandle().destroyForcibly());
    }

    @Test
    void killMinusNineLeavesNoProcessOfAnyGroup() throws Exception {
        Process runtime = runtime("family");
        List<Long> pids = new ArrayList<>();
        try (BufferedReader out = runtime.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < 6; i++) {
                pids.add(Long.parseLong(out.readLine()));
            }
            long watchdog = Long.parseLong(out.readLine());
            assertThat(pids).allMatch(Proc::runs);
            kill(runtime);
            await().atMost(Duration.ofSeconds(5)).until(() -> pids.stream().noneMatch(Proc::runs));
            await().until(() -> !Proc.runs(watchdog));
        }
    }

    /** The moment of death moves through the start of a child: before it is known, before its own session, before the program. */
    @RepeatedTest(8)
    void killMinusNineAtAnyMomentLeavesNothing() throws Exception {
        Process runtime = runtime("storm");
        try (BufferedReader out = runtime.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("begun");
            long moment = System.nanoTime() + Math.floorMod(System.nanoTime(), 50_000_000L);
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() > moment);
            kill(runtime);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> Proc.marked(mark).isEmpty());
    }

    private static void kill(Process runtime) throws InterruptedException {
        // Through the handle: Process.destroyForcibly would also close the stream that is read here.
        runtime.toHandle().destroyForcibly();
        assertThat(runtime.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private Process runtime(String what) throws IOException {
        Process runtime = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        what,
                        mark)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        runtimes.add(runtime);
        return runtime;
    }

    /** A runtime with nothing but children. */
    static final class Main {

        private static final ChildHost HOST = ChildHost.of(100);
        private static final ChildrenView CHILDREN = HOST.view("a");

        private Main() {}

        public static void main(String[] args) throws Exception {
            switch (args[0]) {
                case "family" -> family();
                case "storm" -> storm(args[1]);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }

        /** Two families, then the watchdog. */
        private static void family() throws Exception {
            FutureTask<?> first =
                    run(ChildCommand.of("sh", "-c", KilledChildrenTest.OBEDIENT).onLine(System.out::println));
            FutureTask<?> second = run(ChildCommand.of("sh", "-c", KilledChildrenTest.STUBBORN + "; echo done")
                    .onLine(System.out::println));
            await().until(() -> HOST.watchdog().pid() > 0);
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            System.out.println(HOST.watchdog().pid());
            first.get();
            second.get();
        }

        /** Starts children as fast as it can. */
        private static void storm(String mark) throws Exception {
            CHILDREN.run(ChildCommand.of("true"));
            System.out.println("begun");
            List<FutureTask<?>> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                all.add(run(ChildCommand.of("sh", "-c", "trap '' TERM; (sleep 1000 &); sleep 1000 & wait; sleep 1000")
                        .environment("MARK", mark)));
            }
            for (FutureTask<?> one : all) {
                one.get();
            }
        }

        private static FutureTask<?> run(ChildCommand command) {
            Callable<?> call = () -> CHILDREN.run(command);
            FutureTask<?> task = new FutureTask<>(call);
            Thread.ofVirtual().start(task);
            return task;
        }
    }
}
