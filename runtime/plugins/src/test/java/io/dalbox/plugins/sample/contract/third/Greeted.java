package io.dalbox.plugins.sample.contract.third;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** Somebody was greeted. */
@EventType(name = "contract.greeted", description = "Somebody was greeted")
public record Greeted(@Param(description = "Who") String person) {}
