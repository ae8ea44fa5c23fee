package io.dalbox.events.internal;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

@EventType(name = DeliveryDead.NAME, description = "The delivery of an event was given up; it is kept as a dead letter")
record DeliveryDead(
        @Param(description = "Who was to get the event") String subscriber,

        @Param(description = "The type of the event") String type,

        @Param(description = "The event") String eventId,

        @Param(description = "Why the last attempt failed") String error,

        @Param(description = "How often it was tried") int attempts) {

    static final String NAME = "core.delivery.dead";
}
