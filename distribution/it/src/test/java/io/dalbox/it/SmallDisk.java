package io.dalbox.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system of its own in a folder, which can be full or read-only, as a disk can. Only root can make one. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Returns whether this machine lets one be made. */
    static boolean possible(Path scratch) throws IOException {
        Path folder = Files.createDirectories(scratch);
        try (SmallDisk disk = mount(folder, 1)) {
            return Files.isWritable(disk.folder);
        } catch (UncheckedIOException e) {
            return false; // not root, or in a container without the right to mount
        }
    }

    /** Mounts one of so many MiB on an empty folder. */
    static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** Writes until nothing fits any more; returns what takes the place. */
    Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    void readOnly(boolean wanted) {
        run("mount", "-o", wanted ? "remount,ro" : "remount,rw", folder.toString());
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }

    private static void run(String... command) {
        List<String> said = new ArrayList<>(List.of(command));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            if (process.waitFor() != 0) {
                throw new IOException(said.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
