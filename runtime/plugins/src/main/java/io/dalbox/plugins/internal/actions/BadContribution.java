package io.dalbox.plugins.internal.actions;

import java.io.Serial;

/** Says why one thing that a plugin offers is left out; the rest of the plugin runs. */
final class BadContribution extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    BadContribution(String message) {
        super(message);
    }
}
