package io.dalbox.lanes.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.lanes.internal.os.ProcessGroup.Signal;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ProcessGroupTest {

    @Test
    void aSignalReachesAllOfTheGroup() throws Exception {
        Process child = new ProcessBuilder("setsid", "sh", "-c", "sleep 1000 & echo $!; wait").start();
        ProcessGroup group = new ProcessGroup(child.pid());
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle grandchild =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(group.runs(false)).isTrue();
            assertThat(group.runs(true)).isTrue();
            assertThat(group.send(Signal.KILL)).isTrue();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
            await().until(() -> !grandchild.isAlive() || !group.runs(true));
        }
        await().until(() -> !group.runs(true));
    }

    @Test
    void zombiesAreNoGroup() throws Exception {
        // The parent never collects its child, which was alone in its group.
        Process parent = new ProcessBuilder("sh", "-c", "setsid sh -c 'echo $$' & exec sleep 1000").start();
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            ProcessGroup group = new ProcessGroup(Long.parseLong(out.readLine()));
            await().until(() -> !group.runs(true));
            assertThat(group.runs(false)).isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void nobodyThereIsSaid() throws Exception {
        Process child = new ProcessBuilder("true").start();
        child.waitFor();
        assertThat(new ProcessGroup(child.pid()).send(Signal.TERM)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 1L << 31})
    void numbersThatMeanEverybodyAreRefused(long id) {
        assertThatThrownBy(() -> new ProcessGroup(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
