package io.dalbox.lanes.internal.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Signals a whole process group.
 *
 * @param id the pid of the process that leads or led it
 */
public record ProcessGroup(long id) {

    private static final Path PROC = Path.of("/proc");

    /** What to send. */
    public enum Signal {
        /** Asks to end. */
        TERM(15),
        /** Ends; cannot be ignored. */
        KILL(9);

        private final int number;

        Signal(int number) {
            this.number = number;
        }
    }

    /** Refuses the numbers that mean something else to {@code kill}: our own group, and every process there is. */
    public ProcessGroup {
        if (id <= 1 || id > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(id + " is not the id of a child's process group");
        }
    }

    /**
     * Makes sure that signals can be sent; takes some tens of milliseconds the first time.
     *
     * @throws IOException if not; the message says why
     */
    public static void load() throws IOException {
        try {
            Calls.KILL.call(0, 0);
        } catch (RuntimeException | LinkageError refused) {
            throw new IOException(
                    "Java may not call the C library, which is needed to end processes; start it with"
                            + " --enable-native-access=ALL-UNNAMED (" + refused + ")",
                    refused);
        }
    }

    /** Sends a signal to every process of the group; returns whether there is a group. */
    public boolean send(Signal signal) {
        return kill(signal.number);
    }

    /**
     * Returns whether a process of the group runs.
     *
     * @param thorough whether to look behind zombies, which costs milliseconds: where nobody collects orphans (a container without
     *     an init), they stay for ever and count as a group
     */
    public boolean runs(boolean thorough) {
        return kill(0) && (!thorough || runsInProc());
    }

    private boolean kill(int signal) {
        // Any other error means that there is one: EPERM, for one that has changed its user.
        return Calls.KILL.call((int) -id, signal) != -SystemCall.ESRCH;
    }

    private boolean runsInProc() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : processes) {
                if (isRunningMember(process.resolve("stat"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException noProc) {
            return true;
        }
    }

    private boolean isRunningMember(Path stat) {
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            // proc(5): pid (name) state ppid pgrp; the name may hold anything, also a bracket.
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", 4);
            return fields[2].equals(Long.toString(id)) && !fields[0].equals("Z") && !fields[0].equals("X");
        } catch (IOException ended) {
            return false;
        }
    }

    /** Loaded with the first use: see {@link SystemCall}. */
    private static final class Calls {
        static final SystemCall KILL = new SystemCall("kill", 2);
    }
}
