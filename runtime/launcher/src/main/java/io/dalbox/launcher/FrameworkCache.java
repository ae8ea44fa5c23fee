package io.dalbox.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The framework's bundle cache. It holds nothing precious: it is thrown away whenever Java, the runtime or its place changed
 * since it was written, because the wiring in it was worked out for those.
 */
final class FrameworkCache {

    private final Path folder;
    private final Path stamp;

    FrameworkCache(Path home) {
        this.folder = home.resolve("cache").resolve("framework");
        this.stamp = home.resolve("cache").resolve("framework.stamp");
    }

    Path folder() {
        return folder;
    }

    /**
     * Empties the cache unless it was left by the same Java and the same runtime after a clean stop or a crash.
     *
     * @param bundles the runtime's bundle files; their names, sizes and times are part of the comparison
     * @return whether there is a cache to go on with
     */
    boolean prepare(List<Path> bundles) throws IOException {
        String now = describe(bundles);
        boolean same = Files.exists(stamp) && Files.readString(stamp).equals(now) && Files.isDirectory(folder);
        if (!same) {
            clear();
            Files.createDirectories(folder);
            Files.writeString(stamp, now);
        }
        return same;
    }

    /** Throws the cache away. */
    void clear() throws IOException {
        Files.deleteIfExists(stamp);
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static String describe(List<Path> bundles) {
        StringBuilder text = new StringBuilder();
        text.append("java ").append(Runtime.version()).append('\n');
        for (Path bundle : bundles) {
            try {
                text.append(bundle)
                        .append(' ')
                        .append(Files.size(bundle))
                        .append(' ')
                        .append(Files.getLastModifiedTime(bundle).toMillis())
                        .append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }
}
