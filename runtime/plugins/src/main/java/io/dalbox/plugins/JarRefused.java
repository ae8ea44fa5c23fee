package io.dalbox.plugins;

import java.io.Serial;

/** Says why a jar that was sent is not taken: the input makes no sense (422). */
public final class JarRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final PluginFault fault;

    /**
     * A refusal.
     *
     * @param fault of which kind it is
     * @param message for people: what is wrong, where, and what to do
     */
    public JarRefused(PluginFault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    /** Returns of which kind it is. */
    public PluginFault fault() {
        return fault;
    }
}
