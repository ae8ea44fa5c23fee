package io.dalbox.it.sample.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes down what came, with the process that got it, so that the order within each life can be checked. */
final class Lines {

    private Lines() {}

    static void add(String folder, String file, long number) throws IOException {
        String line = ProcessHandle.current().pid() + " " + number + "\n";
        Files.writeString(Path.of(folder, file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
