package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.jar.Refusal;

/** Why a file of the drop folder is left out. */
record Objection(PluginFault fault, String reason) {

    static Objection of(Refusal refusal) {
        return new Objection(refusal.fault(), String.valueOf(refusal.getMessage()));
    }
}
