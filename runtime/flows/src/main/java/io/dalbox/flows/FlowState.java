package io.dalbox.flows;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a flow stands. */
public enum FlowState {
    /** It takes events. */
    ON,
    /** The owner switched it off. */
    OFF,
    /** What it names is away for now, such as a plugin that is stopped; events wait. */
    WAITING,
    /** It no longer fits the event or the action: stopped and kept until it is mended; events wait. */
    BROKEN,
    /** The storm breaker stopped it; events wait until a person resumes it. */
    CUT;

    /** Returns the word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
