package io.dalbox.lanes.internal.limit;

import static io.dalbox.lanes.internal.limit.SystemTree.GROUPS;
import static io.dalbox.lanes.internal.limit.SystemTree.MOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuLimitsTest {

    private static final String JAVA = "the processors that Java sees";

    @TempDir
    private Path directory;

    @Test
    void withoutProcThereAreTheProcessorsOfJava() {
        assertThat(tree().read(6)).isEqualTo(new CpuLimit(6, JAVA, null));
    }

    @Test
    void theProcessorsOfJavaAreAskedEachTime() {
        AtomicInteger processors = new AtomicInteger(4);
        CpuLimits limits = new CpuLimits(directory, " ", processors::get);
        assertThat(limits.read().cpus()).isEqualTo(4);
        processors.set(3);
        assertThat(limits.read().cpus()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.5, 1.5", " 0.25 , 0.25", "64, 64", "2e1, 20", "+3, 3", ".5, 0.5"})
    void theOwnersWordWinsBothWays(String word, double cpus) throws IOException {
        service("a", "200000 100000");
        assertThat(new CpuLimits(directory, word, () -> 8).read())
                .isEqualTo(new CpuLimit(cpus, "DALBOX_CPU_LIMIT", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "many",
                "0",
                "-1",
                "NaN",
                "Infinity",
                "1e999",
                "1e-999",
                "2,5",
                "4d",
                "0x1p3",
                "1.2.3",
                "-",
                "max"
            })
    void anOwnersWordThatMakesNoSenseIsIgnored(String word) throws IOException {
        service("a", "200000 100000");
        CpuLimit limit = new CpuLimits(directory, word, () -> 8).read();
        assertThat(limit.cpus()).isEqualTo(2);
        assertThat(limit.source()).isEqualTo("cpu.max of the cgroup /a");
        assertThat(limit.problem())
                .isEqualTo("DALBOX_CPU_LIMIT says \"" + word
                        + "\" instead of a number above 0 such as 2.5 and is ignored");
    }

    @Test
    void aQuotaThatChangesIsFollowed() throws IOException {
        CpuLimits limits = service("a", "200000 100000").limits(8);
        assertThat(limits.read().cpus()).isEqualTo(2);
        service("a", "350000 100000");
        assertThat(limits.read().cpus()).isEqualTo(3.5);
        service("a", "max 100000");
        assertThat(limits.read()).isEqualTo(new CpuLimit(8, JAVA, null));
    }

    @Test
    void aQuotaThatComesLaterIsFound() throws IOException {
        SystemTree tree = service("a/b", "max 100000");
        CpuLimits limits = tree.limits(8);
        assertThat(limits.read().cpus()).isEqualTo(8);
        tree.write("/sys/fs/cgroup/a/cpu.max", "100000 100000\n");
        assertThat(limits.read()).isEqualTo(new CpuLimit(1, "cpu.max of the cgroup /a", null));
    }

    @Test
    void aProcessThatIsMovedIsFollowed() throws IOException {
        SystemTree tree = service("a", "200000 100000");
        CpuLimits limits = tree.limits(8);
        assertThat(limits.read().cpus()).isEqualTo(2);
        tree.write("/sys/fs/cgroup/b/cpu.max", "300000 100000\n").write(GROUPS, "0::/b\n");
        assertThat(limits.read()).isEqualTo(new CpuLimit(3, "cpu.max of the cgroup /b", null));
    }

    @Test
    void whereTheGroupIsIsLookedUpOnlyWhenItMustBe() throws IOException {
        SystemTree tree = service("a", "200000 100000");
        CpuLimits limits = tree.limits(8);
        limits.read();
        Files.delete(tree.at(MOUNTS));
        assertThat(limits.read()).as("from what is kept").isEqualTo(new CpuLimit(2, "cpu.max of the cgroup /a", null));
        tree.unified("/", "/groups").write("/groups/a/cpu.max", "100000 100000\n");
        Files.delete(tree.at("/sys/fs/cgroup/a/cpu.max"));
        Files.delete(tree.at("/sys/fs/cgroup/a"));
        assertThat(limits.read()).as("a file vanished").isEqualTo(new CpuLimit(1, "cpu.max of the cgroup /a", null));
    }

    @Test
    void whatCouldNotBeFoundIsLookedForAgain() throws IOException {
        SystemTree tree = tree().write(GROUPS, "0::/a\n");
        CpuLimits limits = tree.limits(8);
        assertThat(limits.read())
                .isEqualTo(new CpuLimit(
                        8,
                        JAVA,
                        MOUNTS + " is missing or empty, so the limits of the process's groups cannot be found"));
        service("a", "100000 100000");
        assertThat(limits.read()).isEqualTo(new CpuLimit(1, "cpu.max of the cgroup /a", null));
    }

    @Test
    void aHybridSystemTakesWhicheverHasLimits() throws IOException {
        SystemTree tree = tree().write(GROUPS, "2:cpuset:/set\n0::/quota\n")
                .mounted("cpuset", "/", "/sys/fs/cgroup/cpuset")
                .unified("/", "/sys/fs/cgroup/unified")
                .write("/sys/fs/cgroup/cpuset/set/cpuset.effective_cpus", "0-1\n")
                .write("/sys/fs/cgroup/unified/quota/cpu.max", "250000 100000\n");
        CpuLimits limits = tree.limits(8);
        assertThat(limits.read()).isEqualTo(new CpuLimit(2, "cpuset.effective_cpus of the cgroup /set", null));
        tree.write("/sys/fs/cgroup/cpuset/set/cpuset.effective_cpus", "0-7\n");
        assertThat(limits.read()).isEqualTo(new CpuLimit(2.5, "cpu.max of the cgroup /quota", null));
    }

    @Test
    void withoutAnEffectiveSetTheConfiguredOneCounts() throws IOException {
        SystemTree tree = tree().write(GROUPS, "2:cpuset:/a/b\n")
                .mounted("cpuset", "/", "/cpuset")
                .write("/cpuset/a/cpuset.cpus", "0-2\n")
                .write("/cpuset/a/b/cpuset.cpus", "\n");
        assertThat(tree.read(8)).isEqualTo(new CpuLimit(3, "cpuset.cpus of the cgroup /a", null));
        tree.write("/cpuset/a/b/cpuset.cpus", "1-2\n");
        assertThat(tree.read(8)).isEqualTo(new CpuLimit(2, "cpuset.cpus of the cgroup /a/b", null));
    }

    @Test
    void ofEqualLimitsTheOneIsNamedThatExplainsTheOthers() throws IOException {
        SystemTree tree = service("a", "200000 100000").write("/sys/fs/cgroup/a/cpuset.cpus.effective", "0-1\n");
        assertThat(tree.read(2).source()).isEqualTo("cpu.max of the cgroup /a");
        service("a", "max 100000");
        assertThat(tree.read(2).source()).isEqualTo("cpuset.cpus.effective of the cgroup /a");
    }

    private SystemTree service(String group, String max) throws IOException {
        SystemTree tree =
                tree().write(GROUPS, "0::/" + group + "\n").write("/sys/fs/cgroup/" + group + "/cpu.max", max + "\n");
        Files.deleteIfExists(tree.at(MOUNTS));
        return tree.unified("/", "/sys/fs/cgroup");
    }

    private SystemTree tree() {
        return new SystemTree(directory);
    }
}
