package io.dalbox.lanes.internal.limit;

import static io.dalbox.lanes.internal.limit.SystemTree.GROUPS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mounts that show a part of the groups, or show them from elsewhere: containers, bind mounts, namespaces. */
class MountsTest {

    @TempDir
    private Path directory;

    @Test
    void aGroupIsFoundBelowTheRootOfItsMount() throws IOException {
        SystemTree tree = tree().write(GROUPS, "1:cpu:/docker/x/inner\n0::/\n")
                .mounted("cpu", "/docker/x", "/cpu")
                .write("/cpu/cpu.cfs_quota_us", "150000\n")
                .write("/cpu/cpu.cfs_period_us", "100000\n")
                .write("/cpu/inner/cpu.cfs_quota_us", "-1\n");
        assertThat(tree.read(4)).isEqualTo(new CpuLimit(1.5, "cpu.cfs_quota_us of the cgroup /docker/x", null));
    }

    @Test
    void aNameThatBeginsAlikeIsAnotherGroup() throws IOException {
        SystemTree tree = tree().write(GROUPS, "0::/docker/xy\n")
                .unified("/docker/x", "/cg")
                .write("/cg/cpu.max", "100000 100000\n")
                .write("/cg/y/cpu.max", "100000 100000\n");
        assertThat(tree.read(4))
                .isEqualTo(
                        new CpuLimit(
                                4,
                                "the processors that Java sees",
                                "/cg shows the group /docker/x, the process is in /docker/xy outside of it, so its limits are ignored"));
    }

    @Test
    void theMountThatShowsMostIsTaken() throws IOException {
        SystemTree tree = tree().write(GROUPS, "0::/docker/x\n")
                .unified("/other", "/zero")
                .unified("/docker/x", "/one")
                .unified("/", "/two")
                .unified("/docker", "/three")
                .write("/one/cpu.max", "200000 100000\n")
                .write("/two/docker/cpu.max", "100000 100000\n")
                .write("/two/docker/x/cpu.max", "200000 100000\n")
                .write("/three/x/cpu.max", "200000 100000\n");
        assertThat(tree.read(4)).isEqualTo(new CpuLimit(1, "cpu.max of the cgroup /docker", null));
    }

    /** As Linux shows it after "unshare --cgroup" in /outer/inner, with the mounts from before. */
    @Test
    void ofGroupsWithHiddenNamesTheUppermostCounts() throws IOException {
        SystemTree tree = tree().write(GROUPS, "1:cpu:/\n0::/\n")
                .mounted("cpu", "/../..", "/sys/fs/cgroup/cpu")
                .write("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n")
                .write("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        CpuLimit limit = tree.read(4);
        assertThat(limit.cpus()).isEqualTo(1.5);
        assertThat(limit.source()).isEqualTo("cpu.cfs_quota_us of the cgroup /../..");
        assertThat(limit.problem())
                .isEqualTo("/sys/fs/cgroup/cpu shows the groups from /../.. on, the process is in / below"
                        + " and limits between them cannot be found");
    }

    @Test
    void aGroupBesideTheNamespaceIsFoundInAMountFromBefore() throws IOException {
        SystemTree tree = tree().write(GROUPS, "0::/../beside\n")
                .unified("/", "/own")
                .unified("/..", "/sys/fs/cgroup")
                .write("/own/cpu.max", "300000 100000\n")
                .write("/sys/fs/cgroup/beside/cpu.max", "100000 100000\n");
        assertThat(tree.read(4)).isEqualTo(new CpuLimit(1, "cpu.max of the cgroup /../beside", null));
    }

    /** As Linux shows it after a process was moved out of its namespace: the limits in sight are not its own. */
    @Test
    void aGroupAboveTheMountIsOutside() throws IOException {
        SystemTree tree = tree().write(GROUPS, "1:cpu:/../..\n")
                .mounted("cpu", "/", "/cpu")
                .write("/cpu/cpu.cfs_quota_us", "50000\n")
                .write("/cpu/cpu.cfs_period_us", "100000\n");
        CpuLimit limit = tree.read(4);
        assertThat(limit.cpus()).isEqualTo(4);
        assertThat(limit.problem()).contains("/cpu shows the group /", "/../.. outside of it");
    }

    @Test
    void blanksAndBackslashesInPathsAreEscapedByTheKernel() throws IOException {
        SystemTree tree = tree().write(GROUPS, "3:cpu,cpuacct:/my group/getty\\x2d1:a\n")
                .mounted("cpu,cpuacct", "/my\\040group", "/a\\011\\134b\\040c")
                .write("/a\t\\b c/getty\\x2d1:a/cpu.cfs_quota_us", "150000\n")
                .write("/a\t\\b c/getty\\x2d1:a/cpu.cfs_period_us", "100000\n");
        assertThat(tree.read(4))
                .isEqualTo(new CpuLimit(1.5, "cpu.cfs_quota_us of the cgroup /my group/getty\\x2d1:a", null));
    }

    @Test
    void aGroupWithoutDirectoryIsToldAndThoseAboveCount() throws IOException {
        SystemTree tree =
                tree().write(GROUPS, "0::/a/gone\n").unified("/", "/cg").write("/cg/a/cpu.max", "100000 100000\n");
        assertThat(tree.read(4))
                .isEqualTo(new CpuLimit(1, "cpu.max of the cgroup /a", "/cg/a/gone, the process's group, is missing"));
    }

    @Test
    void controllersThatOnlySoundAlikeAreOthers() throws IOException {
        SystemTree tree = tree().write(GROUPS, "2:cpuacct:/\n1:name=cpu:/\n")
                .mounted("cpuacct", "/", "/cpuacct")
                .mounted("name=cpu", "/", "/named")
                .write("/cpuacct/cpu.cfs_quota_us", "1000\n")
                .write("/named/cpu.cfs_quota_us", "1000\n");
        assertThat(tree.read(4)).isEqualTo(new CpuLimit(4, "the processors that Java sees", null));
    }

    private SystemTree tree() {
        return new SystemTree(directory);
    }
}
