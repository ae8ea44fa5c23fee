package io.dalbox.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The life of a task: queued, running, then completed, error or cancelled; paused between. */
public enum TaskState {
    QUEUED,
    RUNNING,
    PAUSED,
    COMPLETED,
    ERROR,
    CANCELLED;

    /** Returns the word used in JSON, SQL and CSS. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether nothing more will happen unless a person retries. */
    public boolean finished() {
        return this == COMPLETED || this == ERROR || this == CANCELLED;
    }
}
