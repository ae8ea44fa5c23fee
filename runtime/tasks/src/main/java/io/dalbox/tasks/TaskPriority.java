package io.dalbox.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How urgent a waiting task is. A step up or down is worth a head start of ten minutes: a high task overtakes whatever has waited
 * for less than that, and no task waits for ever. What runs is not stopped for it.
 */
public enum TaskPriority {
    LOW,
    NORMAL,
    HIGH;

    /** Returns the word used in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
