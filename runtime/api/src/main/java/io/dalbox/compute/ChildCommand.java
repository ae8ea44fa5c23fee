package io.dalbox.compute;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An external program to run, with everything about it. Immutable: each method that changes something returns a copy.
 *
 * <pre>{@code
 * ChildCommand.of("ffmpeg", "-nostdin", "-i", source, target)
 *         .fromPackage("ffmpeg")
 *         .onErrorLine(line -> progress(line))
 *         .timeLimit(Duration.ofHours(2))
 * }</pre>
 */
public final class ChildCommand {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(30);

    private final String program;
    private final List<String> arguments;
    private String packageName;
    private Map<String, String> environment = Map.of();
    private @Nullable Path folder;
    private @Nullable InputStream input;
    private @Nullable OutputStream output;
    private @Nullable LineListener lines;
    private @Nullable LineListener errorLines;
    private @Nullable LongConsumer started;
    private @Nullable Duration timeLimit;
    private long outputLimit = Long.MAX_VALUE;
    private Duration grace = Duration.ofSeconds(2);

    private ChildCommand(String program, List<String> arguments) {
        this.program = program;
        this.arguments = arguments;
        this.packageName = program;
    }

    private ChildCommand with(Consumer<ChildCommand> change) {
        ChildCommand copy = new ChildCommand(program, arguments);
        copy.packageName = packageName;
        copy.environment = environment;
        copy.folder = folder;
        copy.input = input;
        copy.output = output;
        copy.lines = lines;
        copy.errorLines = errorLines;
        copy.started = started;
        copy.timeLimit = timeLimit;
        copy.outputLimit = outputLimit;
        copy.grace = grace;
        change.accept(copy);
        return copy;
    }

    /** Same as {@link #of(String, List)}. */
    public static ChildCommand of(String program, String... arguments) {
        return of(program, List.of(arguments));
    }

    /**
     * A program and its arguments, which reach it as they are: there is no shell, so nothing needs quoting.
     *
     * @param program a name that is looked up on the {@code PATH}, or an absolute path
     * @throws IllegalArgumentException if one is empty or holds a NUL, or if the program is a relative path
     */
    public static ChildCommand of(String program, List<String> arguments) {
        checkText("The program", program);
        if (program.contains("/") && !program.startsWith("/")) {
            throw new IllegalArgumentException(
                    "The program \"" + program + "\" is a relative path; give a plain name or an absolute path");
        }
        arguments.forEach(argument -> checkText("An argument of " + program, argument));
        return new ChildCommand(program, List.copyOf(arguments));
    }

    /** Names the system package that holds the program, for the message when it is missing; the program's name unless set. */
    public ChildCommand fromPackage(String name) {
        return with(copy -> copy.packageName = name);
    }

    /**
     * Adds a variable to the environment, which holds only {@code PATH}, {@code HOME}, {@code LANG=C.UTF-8} and {@code TMPDIR}.
     *
     * @throws IllegalArgumentException if the name is not one of letters, digits and {@code _}, begins with {@code DALBOX_} (those
     *     are the runtime's own, and some are secret), or the value holds a NUL
     */
    public ChildCommand environment(String name, String value) {
        if (!VARIABLE.matcher(name).matches() || name.startsWith("DALBOX_")) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be a variable of " + program
                    + ": a name is made of letters, digits and _, and does not begin with DALBOX_");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The variable " + name + " of " + program + " holds a NUL");
        }
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return with(copy -> copy.environment = Map.copyOf(more));
    }

    /** Sets the working folder, an absolute path; the folder for temporary files unless set. */
    public ChildCommand folder(Path folder) {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("The working folder " + folder + " must be an absolute path");
        }
        return with(copy -> copy.folder = folder);
    }

    /**
     * Feeds bytes to standard input, which is empty unless set.
     *
     * @param bytes read on a thread of the host, to the end or as long as the child takes them; not closed. What it throws kills
     *     the child and comes out of the call
     */
    public ChildCommand input(InputStream bytes) {
        return with(copy -> copy.input = bytes);
    }

    /**
     * Takes standard output as bytes. Without this and {@link #onLine} it is thrown away.
     *
     * @param bytes not closed. What it throws kills the child and comes out of the call
     * @throws IllegalStateException if there is a listener for lines already
     */
    public ChildCommand output(OutputStream bytes) {
        checkOneReader(lines);
        return with(copy -> copy.output = bytes);
    }

    /**
     * Takes standard output as lines.
     *
     * @throws IllegalStateException if it is taken as bytes already
     */
    public ChildCommand onLine(LineListener listener) {
        checkOneReader(output);
        return with(copy -> copy.lines = listener);
    }

    /** Takes standard error as lines. Its end is kept for messages in any case. */
    public ChildCommand onErrorLine(LineListener listener) {
        return with(copy -> copy.errorLines = listener);
    }

    /** Tells the process id, on the calling thread, before the program begins. */
    public ChildCommand onStart(LongConsumer listener) {
        return with(copy -> copy.started = listener);
    }

    /** Kills the child when it has printed more bytes than this to standard output; no limit unless set. */
    public ChildCommand outputLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("The output limit of " + program + " is negative: " + bytes);
        }
        return with(copy -> copy.outputLimit = bytes);
    }

    /** Kills the child when it runs longer than this; no limit unless set. Waiting for its turn does not count. */
    public ChildCommand timeLimit(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("The time limit of " + program + " must be longer than nothing");
        }
        return with(copy -> copy.timeLimit = limit);
    }

    /** Sets the time between SIGTERM and SIGKILL, 0 to 30 seconds; 2 s unless set. */
    public ChildCommand grace(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("The grace of " + program + " must be 0 to 30 seconds");
        }
        return with(copy -> copy.grace = time);
    }

    /** Returns the program as it was given. */
    public String program() {
        return program;
    }

    /** Returns the arguments. */
    public List<String> arguments() {
        return arguments;
    }

    /** Returns the system package that holds the program. */
    public String packageName() {
        return packageName;
    }

    /** Returns what is added to the environment. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns the working folder, if set. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Returns where standard input comes from, if set. */
    public Optional<InputStream> input() {
        return Optional.ofNullable(input);
    }

    /** Returns where the bytes of standard output go, if set. */
    public Optional<OutputStream> output() {
        return Optional.ofNullable(output);
    }

    /** Returns who takes the lines of standard output, if set. */
    public Optional<LineListener> lines() {
        return Optional.ofNullable(lines);
    }

    /** Returns who takes the lines of standard error, if set. */
    public Optional<LineListener> errorLines() {
        return Optional.ofNullable(errorLines);
    }

    /** Returns who is told the process id, if set. */
    public Optional<LongConsumer> started() {
        return Optional.ofNullable(started);
    }

    /** Returns how long it may run, if set. */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }

    /** Returns how many bytes of standard output it may print. */
    public long outputLimit() {
        return outputLimit;
    }

    /** Returns the time between SIGTERM and SIGKILL. */
    public Duration grace() {
        return grace;
    }

    private void checkOneReader(@Nullable Object other) {
        if (other != null) {
            throw new IllegalStateException(
                    "The output of " + program + " is taken either as lines or as bytes, not as both");
        }
    }

    private static void checkText(String what, String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " is empty or holds a NUL: \"" + text.replace('\0', '␀') + "\"");
        }
    }
}
