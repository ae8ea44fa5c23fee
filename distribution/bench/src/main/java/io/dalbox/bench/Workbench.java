package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Where benchmarks work: the shipped tree, and a scratch folder that goes away. */
final class Workbench implements AutoCloseable {

    private final Path scratch;

    Workbench() throws IOException {
        scratch = Files.createTempDirectory("dalbox-bench");
    }

    Path tree() {
        return Path.of("distribution/target/dalbox").toAbsolutePath();
    }

    Path jar(String plugin) {
        return tree().resolve("plugins").resolve("io.dalbox.plugin." + plugin + ".jar");
    }

    Path scratch() {
        return scratch;
    }

    DalboxProcess start(String home) throws IOException {
        return start(home, Map.of());
    }

    DalboxProcess start(String home, Map<String, String> environment) throws IOException {
        return DalboxProcess.start(tree(), scratch.resolve(home), environment);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
