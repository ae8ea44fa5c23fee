package io.dalbox.compute;

import java.time.Duration;

/**
 * How a child ended by itself.
 *
 * @param program as it was asked for
 * @param pid its process id; it may belong to another process by now
 * @param exitCode as shells count it: 128 and the signal's number when a signal ended it
 * @param errorTail the last 16 KiB that it printed to standard error
 * @param time from its start to the end of its group
 */
public record ChildResult(String program, long pid, int exitCode, String errorTail, Duration time) {

    /** As much of the error output as a person wants to read in a message. */
    private static final int MESSAGE = 2000;

    /**
     * Returns this result when the exit code is 0.
     *
     * @throws ChildException of kind {@link ChildException.Kind#FAILED} otherwise, with the end of the error output
     */
    public ChildResult orThrow() throws ChildException {
        if (exitCode == 0) {
            return this;
        }
        String said = errorTail.strip();
        String end = said.length() <= MESSAGE ? said : "…" + said.substring(said.length() - MESSAGE);
        throw new ChildException(
                ChildException.Kind.FAILED,
                program + " ended with code " + exitCode + (end.isEmpty() ? " and no word why" : ": " + end),
                errorTail);
    }
}
