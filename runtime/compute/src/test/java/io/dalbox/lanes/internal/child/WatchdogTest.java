package io.dalbox.lanes.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {

    private static final int SIGTERM = 15;

    private final ChildHost host = ChildHost.of(8);
    private final ChildrenView children = host.view("a");
    private final List<Long> pids = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        children.close();
        host.stop();
    }

    @Test
    void comesWithTheFirstChildAndGoesWithUs() throws Exception {
        assertThat(host.watchdog().pid()).isEqualTo(-1);
        children.run(ChildCommand.of("true"));
        long watchdog = host.watchdog().pid();
        children.run(ChildCommand.of("true"));
        assertThat(host.watchdog().pid()).isEqualTo(watchdog);
        assertThat(Proc.session(watchdog)).isEqualTo(watchdog);
        host.stop();
        await().until(() -> !Proc.runs(watchdog));
        assertThatThrownBy(() -> children.run(ChildCommand.of("true")))
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("stopping");
    }

    @Test
    void whatMostProgramsEndOfDoesNotEndIt() throws Exception {
        start("sleep 1000");
        long watchdog = host.watchdog().pid();
        await().until(() -> Proc.ignores(watchdog, SIGTERM));
        for (String signal : List.of("TERM", "INT", "HUP", "QUIT", "PIPE")) {
            new ProcessBuilder("kill", "-s", signal, Long.toString(watchdog))
                    .start()
                    .waitFor();
        }
        start("sleep 1000");
        assertThat(Proc.runs(watchdog)).isTrue();
        assertThat(host.watchdog().pid()).isEqualTo(watchdog);
    }

    @Test
    void anotherOneTakesThePlaceOfOneThatWasKilled() throws Exception {
        FutureTask<?> first = start("trap '' TERM; sleep 1000");
        long watchdog = host.watchdog().pid();
        FutureTask<?> second = start("trap '' TERM; sleep 1000");
        for (int i = 0; i < 2; i++) {
            long last = host.watchdog().pid();
            ProcessHandle.of(last).orElseThrow().destroyForcibly();
            await().until(() -> host.watchdog().pid() != last);
        }
        assertThat(host.watchdog().pid()).isNotEqualTo(watchdog);

        // It knows of both children: when the pipe ends, they end.
        host.watchdog().close();
        for (FutureTask<?> call : List.of(first, second)) {
            assertThat(call.get()).isEqualTo(128 + 9);
        }
        assertThat(pids).noneMatch(Proc::runs);
    }

    @Test
    void aChildThatHasEndedIsForgotten() throws Exception {
        children.run(ChildCommand.of("true").onStart(pids::add));
        FutureTask<?> other = start("sleep 1000");
        children.run(ChildCommand.of("true").onStart(pids::add));
        long watchdog = host.watchdog().pid();
        // As if this one had ended and its number belonged to somebody else now.
        host.watchdog().remove(pids.get(1));
        host.watchdog().close();
        await().until(() -> !Proc.runs(watchdog));
        assertThat(Proc.runs(pids.get(1))).isTrue();
        children.close();
        assertThatThrownBy(other::get).isInstanceOf(ExecutionException.class);
    }

    private FutureTask<Integer> start(String script) throws InterruptedException {
        int before = pids.size();
        FutureTask<Integer> call = new FutureTask<>(() -> children.run(ChildCommand.of("sh", "-c", "echo; " + script)
                        .onLine(line -> {})
                        .onStart(pids::add))
                .exitCode());
        Thread.ofVirtual().start(call);
        await().until(() -> pids.size() > before);
        return call;
    }
}
