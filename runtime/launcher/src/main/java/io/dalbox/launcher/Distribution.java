package io.dalbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shipped tree: {@code bundles/<start level>/*.jar}, {@code plugins/*.jar}, {@code config/}. What lies in
 * {@code bundles/<start level>-beside/} starts on a thread of its own while the higher levels start. {@code console/*.jar} is only there
 * for who asks for it, and starts last.
 */
record Distribution(Path folder, List<Entry> bundles, String version) {

    /** A bundle of the runtime, the start level that it belongs to, and whether it starts beside the levels above. */
    record Entry(Path file, int startLevel, boolean beside) {}

    private static final String BESIDE = "-beside";

    static Distribution read(Path folder, boolean console) throws StartException {
        try {
            List<Entry> bundles = new ArrayList<>();
            for (Path level : children(folder.resolve("bundles"))) {
                String name = level.getFileName().toString();
                int number = Integer.parseInt(name.replace(BESIDE, ""));
                for (Path file : children(level)) {
                    bundles.add(new Entry(file, number, name.endsWith(BESIDE)));
                }
            }
            if (console) {
                int last = bundles.stream().mapToInt(Entry::startLevel).max().orElse(0) + 1;
                children(folder.resolve("console")).stream()
                        .filter(file -> file.toString().endsWith(".jar"))
                        .forEach(file -> bundles.add(new Entry(file, last, false)));
            }
            return new Distribution(
                    folder,
                    List.copyOf(bundles),
                    Files.readString(folder.resolve("VERSION")).strip());
        } catch (IOException | NumberFormatException e) {
            throw new StartException(
                    ExitCode.FAILED,
                    "The files of Dalbox in " + folder + " are not complete (" + e.getMessage()
                            + "). Unpack the distribution again, or build it with ./dalbox run.",
                    e);
        }
    }

    List<Path> files() {
        return bundles.stream().map(Entry::file).toList();
    }

    /** Returns what starts beside the others, by the level at which it may begin, lowest first. */
    SortedMap<Integer, List<Entry>> beside() {
        return bundles.stream()
                .filter(Entry::beside)
                .collect(Collectors.groupingBy(Entry::startLevel, TreeMap::new, Collectors.toList()));
    }

    int highestStartLevel() {
        return bundles.stream().mapToInt(Entry::startLevel).max().orElse(1);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
