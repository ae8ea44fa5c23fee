package io.dalbox.plugins;

import java.io.Serial;

/**
 * Says that an action broke: it threw what it should not, or answered what it does not declare. An internal error (500); the
 * plugin's log has the details. It holds no object of the plugin, so it can be kept.
 */
public final class ActionFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message for people, without a stack
     */
    public ActionFailure(String message) {
        super(message);
    }
}
