package io.dalbox.data;

import java.io.Serial;

/** Says that the database could not do what was asked; nothing was written. */
public final class DatabaseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A failure without another behind it. */
    public DatabaseException(String message) {
        super(message);
    }

    /** A failure with its cause. */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
