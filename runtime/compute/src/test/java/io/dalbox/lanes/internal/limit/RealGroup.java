package io.dalbox.lanes.internal.limit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A group of this machine's kernel, of whichever version limits CPUs here; made for a test and removed after it. */
final class RealGroup implements AutoCloseable {

    private final boolean unified;
    private final Path directory;

    private RealGroup(boolean unified, Path directory) {
        this.unified = unified;
        this.directory = directory;
    }

    /** Makes a group at the root of the mount; skips the test, and says why, where that cannot be. */
    static RealGroup make(String name) throws IOException {
        Path mounts = Path.of(SystemTree.MOUNTS);
        if (!Files.exists(mounts)) {
            abort("there are no cgroups here: " + mounts + " is missing");
        }
        List<Mount> all = Files.readAllLines(mounts).stream()
                .map(Mount::of)
                .flatMap(Optional::stream)
                .toList();
        Mount mount = find(all, Hierarchy.CPU::has)
                .or(() -> find(all, RealGroup::limitsCpus))
                .orElse(null);
        if (mount == null) {
            return abort("no mounted cgroup hierarchy has the cpu controller for groups below its root: " + all);
        }
        return make(new RealGroup(mount.unified(), Path.of(mount.point(), name)));
    }

    RealGroup inner(String name) throws IOException {
        return make(new RealGroup(unified, directory.resolve(name)));
    }

    void quota(int quota, int period) throws IOException {
        if (unified) {
            Files.writeString(directory.resolve("cpu.max"), quota + " " + period);
        } else {
            Files.writeString(directory.resolve("cpu.cfs_period_us"), String.valueOf(period));
            Files.writeString(directory.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
        }
    }

    /** Moves a process with all its threads here. */
    void admit(Process process) throws IOException {
        Files.writeString(directory.resolve("cgroup.procs"), String.valueOf(process.pid()));
    }

    /** The kernel removes a group once the last process in it is gone for good, shortly after its end. */
    @Override
    public void close() {
        await().ignoreExceptionsMatching(IOException.class::isInstance).until(() -> {
            Files.deleteIfExists(directory);
            return true;
        });
    }

    private static RealGroup make(RealGroup group) {
        try {
            Files.createDirectory(group.directory);
            return group;
        } catch (IOException refused) {
            return abort("a cgroup cannot be made here, which takes root and a writable mount: " + refused);
        }
    }

    private static Optional<Mount> find(List<Mount> mounts, Predicate<Mount> suitable) {
        return mounts.stream().filter(suitable).findFirst();
    }

    private static boolean limitsCpus(Mount mount) {
        try {
            Path enabled = Path.of(mount.point(), "cgroup.subtree_control");
            return mount.unified()
                    && List.of(Files.readString(enabled).strip().split(" ")).contains("cpu");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
