package io.dalbox.plugins.internal.guard;

import java.io.Serial;

/** Says why a plugin did not become live, in words for people. Holds no object of the plugin. */
public final class Failure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean hung;

    /** A failure. */
    public Failure(String message) {
        this(message, false);
    }

    /** A failure; {@code hung} when code did not come back. */
    public Failure(String message, boolean hung) {
        super(message);
        this.hung = hung;
    }

    /** Returns whether code did not come back: trying again would cost the same time again. */
    public boolean hung() {
        return hung;
    }
}
