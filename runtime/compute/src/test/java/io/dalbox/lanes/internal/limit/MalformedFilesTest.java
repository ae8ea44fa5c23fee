package io.dalbox.lanes.internal.limit;

import static io.dalbox.lanes.internal.limit.SystemTree.GROUPS;
import static io.dalbox.lanes.internal.limit.SystemTree.MOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is told by name, and the other limits still count. */
class MalformedFilesTest {

    private static final String MAX = "/sys/fs/cgroup/a/cpu.max";

    private SystemTree tree;

    @BeforeEach
    void quotaOfThreeAboveAndASetOfSix(@TempDir Path directory) throws IOException {
        tree = new SystemTree(directory)
                .write(GROUPS, "0::/a\n")
                .unified("/", "/sys/fs/cgroup")
                .write(MAX, "200000 100000\n")
                .write("/sys/fs/cgroup/cpu.max", "300000 100000\n")
                .write("/sys/fs/cgroup/cpuset.cpus.effective", "0-5\n");
        assertThat(tree.read(8).cpus()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'\n', is empty",
        "banana, 'says \"banana\"'",
        "0 100000, 'says \"0 100000\"'",
        "-5 100000, 'says \"-5 100000\"'",
        "99999999999999999999 100000, 'says \"99999999999999999999 100000\"'",
        "'\u0000\u0007\u001b[31m', 'says \"???[31m\"'",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeee, 'says \"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd…\"'",
    })
    void aQuotaThatIsNoneIsToldWithWhatItSays(String text, String told) throws IOException {
        tree.write(MAX, text);
        assertThat(tree.read(8))
                .isEqualTo(new CpuLimit(
                        3,
                        "cpu.max of the cgroup /",
                        MAX + " " + told + " instead of a quota and a period such as 150000 100000 and is ignored"));
    }

    @Test
    void bytesThatAreNoTextAreIgnored() throws IOException {
        tree.write(MAX, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2, (byte) 0x80});
        CpuLimit limit = tree.read(8);
        assertThat(limit.cpus()).isEqualTo(3);
        assertThat(limit.problem()).startsWith(MAX + " says ");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsIgnored() throws IOException {
        Files.delete(tree.at(MAX));
        Files.createDirectory(tree.at(MAX));
        assertThat(tree.read(8))
                .isEqualTo(new CpuLimit(
                        3,
                        "cpu.max of the cgroup /",
                        MAX + " is a directory or a device instead of a file and is ignored"));
    }

    @Test
    void aLoopOfLinksIsIgnored() throws IOException {
        Files.delete(tree.at(MAX));
        Files.createSymbolicLink(tree.at(MAX), Path.of("cpu.max"));
        CpuLimit limit = tree.read(8);
        assertThat(limit.cpus()).isEqualTo(3);
        assertThat(limit.problem()).startsWith(MAX + " cannot be read (").contains("symbolic links");
    }

    @Test
    void aFileWithoutEndIsNotReadToItsEnd() throws IOException {
        byte[] much = new byte[3_000_000];
        Arrays.fill(much, (byte) '1');
        tree.write(MAX, much);
        CpuLimit limit = tree.read(8);
        assertThat(limit.cpus()).isEqualTo(3);
        assertThat(limit.problem()).contains(MAX, "1111…", "at most 4096 bytes");
    }

    @Test
    void ofTooManyMountsTheFirstMebibyteCounts() throws IOException {
        String mounts = Files.readString(tree.at(MOUNTS));
        String other = "99 22 0:50 / /volumes/of/a/container rw - tmpfs tmpfs rw\n";
        tree.write(MOUNTS, mounts + other.repeat(20_000));
        CpuLimit limit = tree.read(8);
        assertThat(limit.cpus()).isEqualTo(2);
        assertThat(limit.problem()).isEqualTo(MOUNTS + " is longer than 1048576 bytes and what follows is ignored");
    }

    @Test
    void linesThatAreNoneAreLeftOut() throws IOException {
        tree.write(GROUPS, "nonsense\n7:memory:relative\n0::/a/../../etc\n0::/a\n");
        tree.write(MOUNTS, "junk\n" + Files.readString(tree.at(MOUNTS)) + "1 2 3 / nowhere rw - cgroup2 c rw\n");
        CpuLimit limit = tree.read(8);
        assertThat(limit.cpus()).isEqualTo(2);
        assertThat(limit.problem())
                .isEqualTo(GROUPS + " says \"nonsense\" instead of a line of a group and is ignored; "
                        + GROUPS + " says \"7:memory:relative\" instead of a line of a group and is ignored; "
                        + GROUPS + " says \"0::/a/../../etc\" instead of a line of a group and is ignored; and 2 more");
    }

    @Test
    void aSetThatIsNoneGivesWayToTheOneAbove() throws IOException {
        tree.write("/sys/fs/cgroup/a/cpuset.cpus.effective", "all of them\n");
        tree.write("/sys/fs/cgroup/cpuset.cpus.effective", "0\n");
        CpuLimit limit = tree.read(8);
        assertThat(limit.cpus()).isEqualTo(1);
        assertThat(limit.problem()).contains("/sys/fs/cgroup/a/cpuset.cpus.effective says \"all of them\"");
    }

    @Test
    void anEmptySetIsNoSetAndNoProblem() throws IOException {
        tree.write("/sys/fs/cgroup/a/cpuset.cpus.effective", "\n");
        assertThat(tree.read(8)).isEqualTo(new CpuLimit(2, "cpu.max of the cgroup /a", null));
    }

    @Test
    void aQuotaOfVersion1WithoutPeriodIsIgnored() throws IOException {
        tree.write(GROUPS, "1:cpu:/\n").mounted("cpu", "/", "/cpu").write("/cpu/cpu.cfs_quota_us", "100000\n");
        assertThat(tree.read(8).problem())
                .isEqualTo("/cpu/cpu.cfs_quota_us has no cpu.cfs_period_us beside it and is ignored");
    }

    @Test
    void aGroupThatNoPathCanNameIsTold() throws IOException {
        tree.write(GROUPS, "0::/a\u0000b\n");
        CpuLimit limit = tree.read(8);
        assertThat(limit.cpus()).isEqualTo(3);
        assertThat(limit.problem()).contains("/sys/fs/cgroup/a?b, the process's group, is missing");
    }

    @Test
    void noProcessorAtAllIsOne() {
        assertThat(new CpuLimits(Path.of("/nowhere"), "", () -> 0).read().cpus())
                .isEqualTo(1);
    }
}
