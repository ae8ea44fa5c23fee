package io.dalbox.compute;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Work that nobody asks for: it runs when {@link Schedule} says so.
 *
 * <p>Register it as a component with {@link Schedule}. Runs never overlap. The host interrupts the thread and waits for it
 * when the bundle stops.
 */
@ConsumerType
@FunctionalInterface
public interface BackgroundWork {

    /**
     * Does one round.
     *
     * @throws Exception is shown as the last error; the next round comes after {@link Schedule#retry}
     */
    void run() throws Exception;
}
