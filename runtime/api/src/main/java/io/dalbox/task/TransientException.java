package io.dalbox.task;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a run that may succeed when tried again later. The host retries with growing pauses, then ends the task as error. */
public final class TransientException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    /**
     * A failure that may pass.
     *
     * @param message for people: what failed, on what, why
     * @param cause what was caught, if anything
     */
    public TransientException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    /**
     * A failure that may pass, with the pause that the other side asked for.
     *
     * @param message for people: what failed, on what, why
     * @param cause what was caught, if anything
     * @param retryAfter the shortest pause before the next try; {@code null} leaves it to the host
     */
    public TransientException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** Returns the shortest pause before the next try, or {@code null}. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
