package io.dalbox.it;

import io.dalbox.testing.SmallPlugin;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The plugin {@code greeter} in three versions, to break what is made for it and to mend it: {@code greet {name}} in version 1,
 * {@code greet {person}} in version 2, which does not fit callers of version 1, and {@code greet {name, words?}} in version 3, which
 * does. A program too, since the browser's tests need the jars as files.
 */
final class Greeter {

    private static final int VERSIONS = 3;

    private Greeter() {}

    /** Returns the jar of a version, {@code 1.0.0} for 1. */
    static byte[] jar(int version) throws Exception {
        return SmallPlugin.of("greeter", version + ".0.0", "io.dalbox.it.sample.greeter.v" + version)
                .header("Bundle-Name", "Greeter")
                .bytes();
    }

    /** Writes {@code greeter-1.0.0.jar} and so on into a folder. */
    static void write(Path folder) throws Exception {
        Files.createDirectories(folder);
        for (int version = 1; version <= VERSIONS; version++) {
            Files.write(folder.resolve("greeter-" + version + ".0.0.jar"), jar(version));
        }
    }

    /** Writes them into the folder that is named. */
    public static void main(String[] arguments) throws Exception {
        write(Path.of(arguments[0]));
    }
}
