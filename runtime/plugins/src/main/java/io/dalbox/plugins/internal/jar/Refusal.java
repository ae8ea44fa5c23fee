package io.dalbox.plugins.internal.jar;

import io.dalbox.plugins.PluginFault;
import java.io.Serial;

/** Says why a jar is not taken: what is wrong, where, and what to do. For people. */
public final class Refusal extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final PluginFault fault;

    /** A reason why the jar is not one that is taken here. */
    public Refusal(String message) {
        this(PluginFault.UNSUITABLE, message);
    }

    /** A reason of a kind. */
    public Refusal(PluginFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** Returns of which kind it is. */
    public PluginFault fault() {
        return fault;
    }
}
