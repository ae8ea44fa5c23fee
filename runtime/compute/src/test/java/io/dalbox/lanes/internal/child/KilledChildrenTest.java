package io.dalbox.lanes.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.ChildException.Kind;
import io.dalbox.compute.ChildResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in which children end before their time. */
@Timeout(60)
class KilledChildrenTest {

    /** Heeds no SIGTERM, nor does what it starts; says who they are, and one of them has lost its parent. */
    static final String STUBBORN =
            "trap '' TERM; (sleep 1000 & echo $!); sleep 1000 & echo $!; echo $$; wait; sleep 1000";

    /** The same, but all of them heed it. */
    static final String OBEDIENT = "(sleep 1000 & echo $!); sleep 1000 & echo $!; echo $$; wait";

    private static final Duration SHORT = Duration.ofMillis(100);

    private final ChildHost host = ChildHost.of(2);
    private final ChildrenView children = host.view("a");
    private final List<Long> pids = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        children.close();
        host.stop();
    }

    @Test
    void aChildLeadsASessionAndAGroup() throws Exception {
        Call call = call(family(OBEDIENT));
        await().until(() -> pids.size() == 3);
        long leader = pids.get(2);
        assertThat(pids).allSatisfy(pid -> {
            assertThat(Proc.group(pid)).isEqualTo(leader);
            assertThat(Proc.session(pid)).isEqualTo(leader);
            assertThat(Proc.niceness(pid)).isEqualTo(19);
        });
        call.thread.interrupt();
        assertThat(call.failure()).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {OBEDIENT, STUBBORN})
    void anInterruptKillsTheWholeGroup(String script) throws Exception {
        Call call = call(family(script).grace(SHORT));
        await().until(() -> pids.size() == 3);
        assertThat(pids).allMatch(Proc::runs);
        call.thread.interrupt();
        assertThat(call.failure()).isInstanceOf(InterruptedException.class);
        assertThat(pids).noneMatch(Proc::runs);
    }

    @Test
    void whoHeedsSigtermMayEndWell() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        Path file = Files.createTempFile("well", ".txt");
        Call call = call(ChildCommand.of(
                        "sh",
                        "-c",
                        "trap 'echo saved > \"$0\"; exit' TERM; echo ready; sleep 1000 & wait",
                        file.toString())
                .onLine(said::add));
        await().until(() -> said.contains("ready"));
        call.thread.interrupt();
        assertThat(call.failure()).isInstanceOf(InterruptedException.class);
        assertThat(file).hasContent("saved");
        Files.delete(file);
    }

    @Test
    void aChildThatPrintsItsLastWordsIntoAFullPipeEndsWell() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        long begin = System.nanoTime();
        Call call = call(
                ChildCommand.of("sh", "-c", "trap 'yes | head -c 1000000; exit' TERM; echo go; while :; do :; done")
                        .grace(Duration.ofSeconds(30))
                        .onLine(line -> stuck.countDown()));
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        call.thread.interrupt();
        assertThat(call.failure()).isInstanceOf(InterruptedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    }

    @ParameterizedTest
    @ValueSource(strings = {OBEDIENT, STUBBORN})
    void theTimeLimitKillsTheWholeGroup(String script) {
        ChildException late = catchThrowableOfType(
                ChildException.class,
                () -> children.run(
                        family("echo working >&2; " + script).grace(SHORT).timeLimit(Duration.ofMillis(500))));
        assertThat(late.kind()).isEqualTo(Kind.TIME_LIMIT);
        assertThat(late).hasMessageContainingAll("sh", "longer than 0.5s");
        assertThat(late.errorTail()).isEqualTo("working");
        assertThat(pids).hasSize(3).noneMatch(Proc::runs);
    }

    @Test
    void theTimeLimitKillsAlsoWhileAListenerHangs() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Long> pid = new CopyOnWriteArrayList<>();
        Call call = call(ChildCommand.of("sh", "-c", "echo; sleep 1000")
                .timeLimit(Duration.ofMillis(300))
                .onStart(pid::add)
                .onLine(line -> go.await()));
        await().until(() -> !pid.isEmpty() && !Proc.runs(pid.getFirst()));
        go.countDown();
        assertThat(call.failure()).isInstanceOf(ChildException.class);
    }

    @Test
    void whatAListenerThrowsKillsTheChildAndComesOut() {
        for (Throwable mine : List.of(
                new IOException("mine"),
                new IllegalStateException("mine"),
                new AssertionError("mine"),
                new InterruptedException("mine"))) {
            pids.clear();
            assertThatThrownBy(() -> children.run(
                            ChildCommand.of("sh", "-c", STUBBORN).grace(SHORT).onLine(line -> {
                                pids.add(Long.parseLong(line));
                                if (pids.size() == 3) {
                                    raise(mine);
                                }
                            })))
                    .isSameAs(mine);
            assertThat(pids).hasSize(3).noneMatch(Proc::runs);
        }
    }

    @Test
    void whatTheStartListenerThrowsComesBeforeTheProgram() throws Exception {
        Path file = Files.createTempDirectory("gate").resolve("made");
        assertThatThrownBy(() ->
                        children.run(ChildCommand.of("touch", file.toString()).onStart(pid -> {
                            pids.add(pid);
                            throw new IllegalStateException("mine");
                        })))
                .hasMessage("mine");
        assertThat(pids).hasSize(1).noneMatch(Proc::runs);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatAProgramLeavesBehindInItsGroupIsKilled() throws Exception {
        ChildResult ended = children.run(
                family("trap '' TERM; sleep 1000 & echo $!; exit 3").grace(SHORT));
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(pids).hasSize(1).noneMatch(Proc::runs);
    }

    @Test
    void aFloodThatIsLeftBehindTakesNoMemory() throws Exception {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        children.run(ChildCommand.of("sh", "-c", "trap '' TERM; yes & setsid yes & sleep 0.2; exit 0")
                .grace(Duration.ofSeconds(1))
                .outputLimit(Long.MAX_VALUE - 1));
        System.gc();
        assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(30_000_000);
    }

    @Test
    void aDaemonThatHoldsTheOutputDoesNotHoldTheCall() throws Exception {
        ChildResult ended = children.run(
                family(
                        "setsid sleep 1000 & echo $!;"
                                + " until read -r pid name state parent group session rest </proc/$!/stat && [ $session = $! ]; do :; done"));
        assertThat(ended.time()).isLessThan(Duration.ofSeconds(20));
        assertThat(pids).singleElement().matches(Proc::runs);
        ProcessHandle.of(pids.getFirst()).orElseThrow().destroyForcibly();
    }

    @RepeatedTest(5)
    void anInterruptAtAnyMomentLeavesNothing() throws Exception {
        String mark = "MARK" + System.nanoTime();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Call call = call(ChildCommand.of("sh", "-c", "sleep 1000 & wait").environment("MARK", mark));
            calls.add(call);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Math.floorMod(System.nanoTime() / 1_000_000, 7) == calls.size());
            call.thread.interrupt();
        }
        for (Call call : calls) {
            assertThat(call.failure()).isInstanceOf(InterruptedException.class);
        }
        assertThat(Proc.marked(mark)).isEmpty();
    }

    @Test
    void closingTheViewKillsAndRefuses() throws Exception {
        Call running = call(family(STUBBORN).grace(Duration.ofSeconds(20)));
        await().until(() -> pids.size() == 3);
        Call second = call(ChildCommand.of("sleep", "1000").onStart(pids::add));
        await().until(() -> pids.size() == 4);
        Call waiting = call(ChildCommand.of("sleep", "1000"));
        await().until(() -> waiting.thread.getState() == Thread.State.WAITING);
        long begin = System.nanoTime();
        children.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(pids).noneMatch(Proc::runs);
        for (Call call : List.of(running, second, waiting)) {
            assertThat(call.failure()).isInstanceOf(CancellationException.class).hasMessageContaining("\"a\"");
        }
        assertThatThrownBy(() -> children.run(ChildCommand.of("true")))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("\"a\"");
        assertThat(host.view("b").run(ChildCommand.of("true")).exitCode()).isZero();
    }

    @Test
    void aListenerMayCloseItsOwnView() {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> children.run(
                        ChildCommand.of("sh", "-c", "echo; sleep 1000").onLine(line -> children.close())))
                .isInstanceOf(CancellationException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void moreThanMayRunWaitTheirTurn() throws Exception {
        Call first = call(family("echo 1; sleep 1000"));
        Call second = call(family("echo 2; sleep 1000"));
        await().until(() -> pids.size() == 2);
        Call third = call(family("echo 3; sleep 1000"));
        Call fourth = call(family("echo 4; sleep 1000"));
        await().until(() ->
                third.thread.getState() == Thread.State.WAITING && fourth.thread.getState() == Thread.State.WAITING);
        // Another owner has turns of its own.
        assertThat(host.view("b").run(ChildCommand.of("true")).exitCode()).isZero();
        third.thread.interrupt();
        assertThat(third.failure()).isInstanceOf(InterruptedException.class);
        assertThat(pids).containsExactlyInAnyOrder(1L, 2L);
        first.thread.interrupt();
        await().until(() -> pids.contains(4L));
        assertThat(second.thread.isAlive()).isTrue();
    }

    @Test
    void anInputThatHangsDoesNotHoldTheCallForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        InputStream hanging = new InputStream() {
            @Override
            public int read() throws IOException {
                while (true) {
                    try {
                        never.await();
                        return -1;
                    } catch (InterruptedException ignored) {
                        // Just what it should not do.
                    }
                }
            }
        };
        try {
            assertThat(children.run(ChildCommand.of("true").input(hanging)).exitCode())
                    .isZero();
        } finally {
            never.countDown();
        }
    }

    private ChildCommand family(String script) {
        return ChildCommand.of("sh", "-c", script).onLine(line -> pids.add(Long.parseLong(line)));
    }

    private Call call(ChildCommand command) {
        FutureTask<ChildResult> task = new FutureTask<>(() -> children.run(command));
        return new Call(Thread.ofVirtual().start(task), task);
    }

    private record Call(Thread thread, FutureTask<ChildResult> task) {

        Throwable failure() throws InterruptedException {
            try {
                throw new AssertionError("It ended well: " + task.get());
            } catch (ExecutionException failed) {
                return Objects.requireNonNull(failed.getCause());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable mine) throws T {
        throw (T) mine;
    }
}
