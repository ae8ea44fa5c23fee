package io.dalbox.plugins.internal.jar;

import java.io.Serial;

/** Says why a jar is not taken: what is wrong, where, and what to do. For people. */
public final class Refusal extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A reason. */
    public Refusal(String message) {
        super(message);
    }
}
