package io.dalbox.lanes.internal.limit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a machine shows under /proc and /sys, as files of a directory. */
record SystemTree(Path root) {

    static final String GROUPS = "/proc/self/cgroup";
    static final String MOUNTS = "/proc/self/mountinfo";

    SystemTree write(String file, String text) throws IOException {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    SystemTree write(String file, byte[] bytes) throws IOException {
        Path path = at(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        return this;
    }

    /** Adds the mount of version 2. */
    SystemTree unified(String shown, String point) throws IOException {
        return mount("%s %s rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate".formatted(shown, point));
    }

    /** Adds a mount of version 1. */
    SystemTree mounted(String controllers, String shown, String point) throws IOException {
        return mount("%s %s rw,relatime - cgroup cgroup rw,%s".formatted(shown, point, controllers));
    }

    Path at(String file) {
        return root.resolve(file.substring(1));
    }

    CpuLimits limits(int processors) {
        return new CpuLimits(root, "", () -> processors);
    }

    CpuLimit read(int processors) {
        return limits(processors).read();
    }

    private SystemTree mount(String rest) throws IOException {
        String before =
                Files.exists(at(MOUNTS)) ? Files.readString(at(MOUNTS)) : "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n";
        return write(MOUNTS, before + "31 23 0:27 " + rest + "\n");
    }
}
