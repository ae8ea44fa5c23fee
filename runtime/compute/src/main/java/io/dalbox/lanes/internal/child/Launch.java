package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildException;
import io.dalbox.lanes.internal.os.Niceness;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A child's command line and environment, ready to start.
 *
 * <p>The line is {@code setsid sh -c GATE sh FOLDER PROGRAM ARGUMENTS}. Each of them takes the place of the one before, so the pid
 * stays, and the program leads a session and a process group of its own. The gate is a fixed text that waits for a word on standard
 * input: the program is entered only after the {@link Watchdog} knows of the group. When the runtime dies before, the gate reads
 * the end of its input and leaves. It also enters the working folder, so that a network folder that hangs holds up this child and
 * not the thread that starts all of them.
 *
 * @param program for messages
 * @param line program and arguments
 * @param environment all of it
 * @param output whether somebody wants standard output
 */
record Launch(String program, List<String> line, Map<String, String> environment, boolean output) {

    /** Opens the gate. */
    static final byte[] GO = "go\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * Where the scheduler groups by session, niceness counts within the session only: the session must have the lowest priority too
     * (sched(7), "The autogroup feature"). The system takes ten such wishes a second, of all users together.
     */
    private static final String LOWEST = "n=0; while [ -w /proc/self/autogroup ]"
            + " && ! { echo " + Niceness.LOWEST + " >/proc/self/autogroup; } 2>/dev/null && [ $n -lt 5 ];"
            + " do n=$((n + 1)); sleep 0.1; done; ";

    private static final String WAIT =
            "IFS= read -r word && [ \"$word\" = go ] && cd -P -- \"$1\" || exit 125; shift; " + LOWEST + "exec \"$@\"";

    /** For a child that gets no input. */
    private static final String GATE_WITHOUT_INPUT = WAIT + " </dev/null";

    private static final Path SHELL = Path.of("/bin/sh");

    /** How Java passes arguments and environment to a process. */
    private static final Charset ENCODING =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);

    /**
     * Prepares a command.
     *
     * @throws ChildException if a program or the folder is missing, or if a text cannot be passed
     */
    static Launch of(ChildCommand command) throws ChildException {
        Map<String, String> environment = clean();
        environment.putAll(command.environment());
        String path = Objects.requireNonNull(environment.get("PATH"));
        Path program = Programs.find(command.program(), path, command.packageName());
        Path folder = command.folder().orElse(Path.of(temporary()));
        if (!Files.isDirectory(folder)) {
            throw refused(command.program(), "its working folder " + folder + " is not a folder");
        }
        List<String> line = new ArrayList<>(session());
        line.addAll(List.of(
                "-c",
                command.input().isPresent() ? WAIT : GATE_WITHOUT_INPUT,
                "sh",
                folder.toString(),
                program.toString()));
        line.addAll(command.arguments());
        checkEncoding(command.program(), line);
        checkEncoding(command.program(), environment.values());
        boolean output =
                command.output().isPresent() || command.lines().isPresent() || command.outputLimit() != Long.MAX_VALUE;
        return new Launch(command.program(), List.copyOf(line), Map.copyOf(environment), output);
    }

    /** Returns what begins a line that runs a shell script in a session of its own. */
    static List<String> session() throws ChildException {
        Path setsid = Programs.find("setsid", ownPath(), "util-linux");
        return List.of(setsid.toString(), SHELL.toString());
    }

    /** Returns what every child's environment holds. Nothing of ours: it has secrets in it. */
    static Map<String, String> clean() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", ownPath());
        environment.put("HOME", System.getProperty("user.home", "/"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TMPDIR", temporary());
        return environment;
    }

    /** Returns a builder of this process; starting it is up to the caller. */
    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(line).directory(new File("/"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (!output) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        return builder;
    }

    private static String ownPath() {
        String path = System.getenv("PATH");
        return path == null || path.isBlank() ? Programs.USUAL_PATH : path;
    }

    private static String temporary() {
        return System.getProperty("java.io.tmpdir", "/tmp");
    }

    /** Java would put question marks in the place of what it cannot encode, and the program would miss its file. */
    private static void checkEncoding(String program, Iterable<String> texts) throws ChildException {
        for (String text : texts) {
            if (!ENCODING.newEncoder().canEncode(text)) {
                throw refused(
                        program,
                        "\"" + text + "\" cannot be passed to it in the encoding " + ENCODING
                                + "; start Dalbox with LC_ALL=C.UTF-8 for names in all scripts");
            }
        }
    }

    private static ChildException refused(String program, String why) {
        return new ChildException(ChildException.Kind.NOT_STARTED, program + " was not started: " + why, "");
    }
}
