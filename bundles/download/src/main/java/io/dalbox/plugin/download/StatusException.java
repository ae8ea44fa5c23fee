package io.dalbox.plugin.download;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/** Says that the server answered with an error. */
final class StatusException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final Duration retryAfter;

    StatusException(int status, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    /** Returns the pause that the server asked for; zero when it did not. */
    Duration retryAfter() {
        return retryAfter;
    }
}
