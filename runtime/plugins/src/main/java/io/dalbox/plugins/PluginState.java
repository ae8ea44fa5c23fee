package io.dalbox.plugins;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a plugin is in its life. */
public enum PluginState {
    INSTALLING,
    RESOLVED,
    STARTING,
    LIVE,
    STOPPING,
    STOPPED,
    DISABLED,
    /** What the folder holds has not been approved, and nothing of it runs. */
    WAITING,
    FAILED,
    QUARANTINED;

    /** Returns whether the plugin is on its way from one state to another. */
    public boolean passing() {
        return this == INSTALLING || this == RESOLVED || this == STARTING || this == STOPPING;
    }

    /** Returns the word used in JSON and CSS. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
