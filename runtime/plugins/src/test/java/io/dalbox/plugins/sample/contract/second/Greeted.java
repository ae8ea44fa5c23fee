package io.dalbox.plugins.sample.contract.second;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** Somebody was greeted. */
@EventType(name = "contract.greeted", description = "Somebody was greeted", version = 2, outside = true, keepDays = 3)
public record Greeted(@Param(description = "Who") String person) {

    static {
        Trap.sprung("event");
    }
}
