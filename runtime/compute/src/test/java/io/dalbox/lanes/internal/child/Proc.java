package io.dalbox.lanes.internal.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel says of processes, see proc(5). */
final class Proc {

    private Proc() {}

    /** Returns whether it runs; a zombie does not. */
    static boolean runs(long pid) {
        try {
            String state = fields(pid)[0];
            return !state.equals("Z") && !state.equals("X");
        } catch (IOException gone) {
            return false;
        }
    }

    static int niceness(long pid) {
        return Integer.parseInt(field(pid, 19));
    }

    static long group(long pid) {
        return Long.parseLong(field(pid, 5));
    }

    static long session(long pid) {
        return Long.parseLong(field(pid, 6));
    }

    static boolean ignores(long pid, int signal) {
        String mask = read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn:\t0")
                .substring(8);
        return (Long.parseUnsignedLong(mask, 16) >> (signal - 1) & 1) == 1;
    }

    /** Returns the processes that run with {@code mark} in their environment. */
    static List<Long> marked(String mark) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : all) {
                if (read(process.resolve("environ")).contains(mark)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return found;
    }

    private static String field(long pid, int number) {
        try {
            return fields(pid)[number - 3];
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns the fields from the third on; the second, in brackets, may hold spaces. */
    private static String[] fields(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
