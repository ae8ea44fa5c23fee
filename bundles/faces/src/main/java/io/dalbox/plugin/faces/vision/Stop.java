package io.dalbox.plugin.faces.vision;

import java.util.concurrent.CancellationException;

/** Ends work between its steps. */
final class Stop {

    private Stop() {}

    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Stopped");
        }
    }
}
