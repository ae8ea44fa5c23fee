package io.dalbox.it.sample.actor;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import org.jspecify.annotations.Nullable;

/** Something happened. */
@EventType(name = "actor.happened", description = "Something happened")
public record Happened(
        @Param(description = "What it is about") String what,
        @Param(description = "How big it is") long size,

        @Param(description = "More about it", required = false) @Nullable
        String note) {}
