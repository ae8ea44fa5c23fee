package io.dalbox.plugin.download;

import io.dalbox.task.TransientException;
import java.io.IOException;
import java.time.Duration;

/** The one rule of trying again. */
final class Attempts {

    /** A server that wants a longer pause gets it from the host, which needs no thread for waiting. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private Attempts() {}

    /**
     * Waits before the next try.
     *
     * @param failures how many failed in a row, this one included
     * @throws IOException the failure itself, when trying again cannot help
     * @throws TransientException when it should be tried much later
     */
    static void pauseOrThrow(IOException failure, int failures, Tuning tuning)
            throws IOException, InterruptedException {
        if (!Failures.passing(failure)) {
            throw failure;
        }
        Duration asked = failure instanceof StatusException status ? status.retryAfter() : Duration.ZERO;
        if (failures >= tuning.tries() || asked.compareTo(LONGEST_WAIT) > 0) {
            throw new TransientException(Failures.words(failure), failure, asked.isPositive() ? asked : null);
        }
        Duration pause = tuning.pause(failures);
        // On the connection's own virtual thread; a pause or cancel of the task interrupts it.
        Thread.sleep(asked.compareTo(pause) > 0 ? asked : pause);
    }
}
