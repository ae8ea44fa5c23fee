package io.dalbox.plugins.sample.subscribers;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/** A number. */
@EventType(name = "subscribers.tick", description = "A number came", outside = true, keepDays = 3)
public record Tick(@Param(description = "It") int number) {}
