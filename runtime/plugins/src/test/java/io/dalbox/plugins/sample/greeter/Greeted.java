package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** Somebody was greeted. */
@EventType(name = "greeter.greeted", description = "Somebody was greeted")
public record Greeted(@Param(description = "Who") String name) {}
