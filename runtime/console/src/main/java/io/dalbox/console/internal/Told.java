package io.dalbox.console.internal;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.JarRefused;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Runs what a command does. What cannot be done is told in a line, as people read it, and not as a stack. */
final class Told {

    private Told() {}

    /** What a command does; answers what is printed. */
    interface Work {
        String run() throws IOException;
    }

    static @Nullable String of(Work work) {
        try {
            return work.run();
        } catch (ActionException | JarRefused e) {
            return fault(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return fault("There is no file " + e.getMessage());
        } catch (IOException e) {
            return fault("The file cannot be read: " + e.getMessage());
        }
    }

    // The terminal of whoever gave the command: the shell leads the streams of the process there.
    private static @Nullable String fault(String message) {
        System.err.println("dalbox: " + message);
        return null;
    }
}
