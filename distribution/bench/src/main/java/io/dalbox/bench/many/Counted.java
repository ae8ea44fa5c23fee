package io.dalbox.bench.many;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** Something was counted. */
@EventType(name = "many000.counted", description = "Something was counted")
public record Counted(
        @Param(description = "How many there were") long number) {}
