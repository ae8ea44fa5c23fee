package io.dalbox.it.sample.ledger;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** Something was worked off. */
@EventType(name = "ledger.worked", description = "Something was worked off")
public record Worked(@Param(description = "Its number") long number) {}
