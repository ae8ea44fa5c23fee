package io.dalbox.plugins.internal.jar;

import java.io.Serial;

/** Says that a file is not a whole zip, which it may become while it is still being written. */
public final class NotComplete extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What was found. */
    public NotComplete(String message) {
        super(message);
    }
}
