package io.dalbox.lanes.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole systems, as they show themselves to a process; the trees lie in {@code src/test/resources/cgroups}. */
class RecordedSystemsTest {

    private static final String DOCKER = "3f4c0d9b7e5a41c28a6f1be0d27c9a5e8b4413f06d7f2a9c5be1407d8823c6a1";

    @ParameterizedTest
    @CsvSource({
        "v2-bare-metal,             8, 8,    7, the processors that Java sees",
        "v2-systemd-quota,          2, 1.5,  1, cpu.max of the cgroup /system.slice/dalbox.service",
        "v2-systemd-quota,          1, 1,    1, the processors that Java sees",
        "v2-nested,                 4, 2.5,  1, cpu.max of the cgroup /home.slice/home-media.slice",
        "v2-docker,                 2, 2,    1, cpu.max of the cgroup /",
        "v2-docker-host-namespace,  8, 2.75, 1, cpu.max of the cgroup /system.slice/docker-" + DOCKER + ".scope",
        "v2-kubernetes,             1, 0.5,  1, cpu.max of the cgroup /",
        "v2-lxc,                   16, 4,    3, cpuset.cpus.effective of the cgroup /",
        "v1-docker,                 8, 2.5,  1, cpu.cfs_quota_us of the cgroup /docker/" + DOCKER,
        "v1-cpuset-only,            8, 3,    2, cpuset.effective_cpus of the cgroup /docker/" + DOCKER,
        "v1-cpuset-only,            3, 3,    2, cpuset.effective_cpus of the cgroup /docker/" + DOCKER,
        "v1-cpu-cpuacct,            4, 3.5,  2, cpu.cfs_quota_us of the cgroup /system.slice/dalbox.service",
        "v1-virtual-machine,        2, 2,    1, the processors that Java sees",
        "v1-virtual-machine,        4, 2,    1, cpuset.effective_cpus of the cgroup /",
        "hybrid,                    8, 3,    2, cpu.cfs_quota_us of the cgroup /system.slice/dalbox.service",
    })
    void theTightestLimitCounts(String name, int processors, double cpus, int threads, String source)
            throws URISyntaxException {
        CpuLimits limits = new SystemTree(recorded(name)).limits(processors);

        CpuLimit limit = limits.read();

        assertThat(limit).isEqualTo(new CpuLimit(cpus, source, null));
        assertThat(limit.threads()).isEqualTo(threads);
        assertThat(limits.read()).as("from what is kept").isEqualTo(limit);
    }

    private static Path recorded(String name) throws URISyntaxException {
        URL tree = RecordedSystemsTest.class.getResource("/cgroups/" + name);
        return Path.of(Objects.requireNonNull(tree, name).toURI());
    }
}
