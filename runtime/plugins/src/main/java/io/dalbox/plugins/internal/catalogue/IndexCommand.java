package io.dalbox.plugins.internal.catalogue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code plugin index} command, which needs no running server: {@code java -cp … FOLDER [--out FILE]}. Ends with 0 when all jars
 * are in the index, 1 when some were left out, 2 when it was called wrongly or nothing was written.
 */
public final class IndexCommand {

    private static final String NAME = "index.xml";

    private final PrintStream out;
    private final PrintStream err;

    /** Prints what it did to {@code out} and its troubles to {@code err}. */
    public IndexCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(new IndexCommand(System.out, System.err).run(args));
    }

    /** Returns the exit code. */
    public int run(String... args) {
        boolean named = args.length == 3 && args[1].equals("--out");
        if ((args.length != 1 && !named) || args[0].startsWith("-")) {
            err.println("Usage: dalbox plugin index FOLDER [--out FILE]");
            return 2;
        }
        Path folder = Path.of(args[0]).toAbsolutePath().normalize();
        Path file = named ? Path.of(args[2]).toAbsolutePath().normalize() : folder.resolve(NAME);
        if (!Files.isDirectory(folder)) {
            err.println("There is no folder " + folder);
            return 2;
        }
        @Nullable Path base = file.getParent();
        if (base == null || !folder.startsWith(base)) {
            err.println("The index " + file + " must lie in " + folder
                    + " or above it: an index names files below its own folder only");
            return 2;
        }
        try {
            return write(folder, base, file);
        } catch (IOException e) {
            err.println("The index cannot be written: " + e.getMessage());
            return 2;
        }
    }

    private int write(Path folder, Path base, Path file) throws IOException {
        List<Published> plugins = new ArrayList<>();
        boolean all = true;
        for (Path jar : jars(folder)) {
            try {
                Optional<Published> plugin = Published.read(jar);
                plugin.ifPresent(plugins::add);
                if (plugin.isEmpty()) {
                    out.println(folder.relativize(jar) + ": a library, left out");
                }
            } catch (IndexException e) {
                all = false;
                err.println(folder.relativize(jar) + ": left out. " + e.getMessage());
            }
        }
        if (plugins.isEmpty()) {
            err.println("There are no plugins in " + folder + ", so no index was written");
            return 2;
        }
        plugins.sort(Comparator.comparing(Published::id)
                .thenComparing(plugin -> plugin.facts().version())
                .thenComparing(Published::jar));
        String text = new IndexWriter(String.valueOf(folder.getFileName()), base).write(plugins);
        replace(file, text);
        out.println(file + ": " + (plugins.size() == 1 ? "1 plugin" : plugins.size() + " plugins"));
        return all ? 0 : 1;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    // In one step: whoever reads it meanwhile gets the old one or the new one.
    private static void replace(Path file, String text) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
        try {
            Files.writeString(part, text, StandardCharsets.UTF_8);
            part.toFile().setReadable(true, false);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
