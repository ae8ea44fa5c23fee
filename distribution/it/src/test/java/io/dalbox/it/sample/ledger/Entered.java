package io.dalbox.it.sample.ledger;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** Something was entered. */
@EventType(name = "ledger.entered", description = "Something was entered")
public record Entered(
        @Param(description = "Its number") long number,

        @Param(description = "Where those who take it write it down")
        String folder) {}
