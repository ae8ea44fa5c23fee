package io.dalbox.pages.internal.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The {@code plugin lint} command. */
public final class LintCommand {

    private static final String ASSETS = "/META-INF/dalbox/assets/manifest.json";

    private final PrintStream out;
    private final PrintStream err;

    /** Prints faults to {@code out} and its own troubles to {@code err}. */
    public LintCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code. */
    public int run(String... args) {
        if (args.length != 1 || args[0].startsWith("-")) {
            err.println("Usage: dalbox plugin lint FILE   (a descriptor, a folder of them, or a plugin's jar)");
            return 2;
        }
        Path path = Path.of(args[0]);
        if (!Files.exists(path)) {
            err.println("There is no file " + path);
            return 2;
        }
        try {
            SortedMap<String, String> files = UiFiles.read(path);
            if (files.isEmpty()) {
                err.println(
                        "There are no page descriptors in " + path + ": they lie below dalbox/ui and end with .yaml");
                return 2;
            }
            return check(files);
        } catch (IOException e) {
            err.println("Cannot read " + path + ": " + e.getMessage());
            return 2;
        }
    }

    private int check(SortedMap<String, String> files) throws IOException {
        List<Fault> faults =
                new DescriptorChecker(Depth.TYPES).check(null, files, icons()).faults();
        faults.forEach(out::println);
        if (faults.isEmpty()) {
            out.println(files.size() == 1 ? "1 file, no faults" : files.size() + " files, no faults");
        }
        return faults.isEmpty() ? 0 : 1;
    }

    /** Icons are checked when the browser side is on the class path. */
    private static @Nullable Set<String> icons() throws IOException {
        try (InputStream in = LintCommand.class.getResourceAsStream(ASSETS)) {
            return in == null
                    ? null
                    : JsonMapper.shared()
                            .readTree(in)
                            .path("icons")
                            .valueStream()
                            .map(JsonNode::asString)
                            .collect(Collectors.toUnmodifiableSet());
        }
    }
}
