package io.dalbox.plugins.internal.guard;

import io.dalbox.plugins.PluginFault;
import java.io.Serial;

/** Says why a plugin did not become live, in words for people. Holds no object of the plugin. */
public final class Failure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final PluginFault fault;

    /** A failure of the plugin's own code. */
    public Failure(String message) {
        this(PluginFault.START, message);
    }

    /** A failure of a kind. */
    public Failure(PluginFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** Returns of which kind it is. */
    public PluginFault fault() {
        return fault;
    }

    /** Returns whether code did not come back: trying again would cost the same time again. */
    public boolean hung() {
        return fault == PluginFault.HUNG;
    }
}
