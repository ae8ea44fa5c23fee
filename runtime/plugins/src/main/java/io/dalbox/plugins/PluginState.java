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
    FAILED,
    QUARANTINED;

    /** Returns the word used in JSON and CSS. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
