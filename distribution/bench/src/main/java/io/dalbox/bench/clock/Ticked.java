package io.dalbox.bench.clock;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** A tick, with the moment in which it was sent. */
@EventType(name = "clock.ticked", description = "The clock ticked")
public record Ticked(
        @Param(description = "System.nanoTime() when it was published")
        long sent) {}
