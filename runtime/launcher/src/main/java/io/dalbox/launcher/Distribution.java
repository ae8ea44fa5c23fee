package io.dalbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shipped tree: {@code bundles/<start level>/*.jar}, {@code plugins/*.jar}, {@code config/}. */
record Distribution(Path folder, List<Entry> bundles, String version) {

    /** A bundle of the runtime and the start level that it belongs to. */
    record Entry(Path file, int startLevel) {}

    static Distribution read(Path folder) throws StartException {
        try {
            List<Entry> bundles = new ArrayList<>();
            for (Path level : children(folder.resolve("bundles"))) {
                for (Path file : children(level)) {
                    bundles.add(
                            new Entry(file, Integer.parseInt(level.getFileName().toString())));
                }
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

    int highestStartLevel() {
        return bundles.stream().mapToInt(Entry::startLevel).max().orElse(1);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
