package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.jar.Refusal;

/** Why a file of the drop folder is left out. */
record Objection(PluginFault fault, String reason) {

    /** Returns the state of what is kept out by it: an approval is waited for, anything else is a failure. */
    PluginState state() {
        return fault == PluginFault.UNAPPROVED ? PluginState.WAITING : PluginState.FAILED;
    }

    static Objection of(Refusal refusal) {
        return new Objection(refusal.fault(), String.valueOf(refusal.getMessage()));
    }
}
