package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds of the system, as Linux counts it.
 *
 * @param resident bytes of memory
 * @param threads how many
 * @param libraries mapped files that are libraries, models or jars
 * @param files open files
 */
record Natives(long resident, int threads, long libraries, long files) {

    static Natives of(DalboxProcess dalbox) throws IOException {
        Path process = Path.of("/proc", Long.toString(dalbox.pid()));
        long threads;
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            threads = tasks.count();
        }
        long files;
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            files = open.count();
        }
        long mapped = Files.readAllLines(process.resolve("maps")).stream()
                .filter(line -> line.indexOf('/') > 0)
                .map(line -> line.substring(line.indexOf('/')))
                .distinct()
                .count();
        return new Natives(dalbox.residentBytes(), (int) threads, mapped, files);
    }
}
