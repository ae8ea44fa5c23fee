package io.dalbox.events.internal;

import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.DeliveryRecord.State;
import io.dalbox.events.JournalEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be written of a delivery.
 *
 * @param beside whether it is delivered apart from the order: the cursor does not wait for it, its row keeps the event
 */
record DeliveryRow(
        String subscriber,
        JournalEvent event,
        State state,
        int attempts,
        Instant created,
        Instant updated,
        @Nullable Instant due,
        double duration,
        @Nullable String error,
        @Nullable String task,
        @Nullable ObjectNode detail,
        boolean beside) {

    /** Returns whether the row must outlive the journal's memory of the event. */
    boolean keepsEvent() {
        return state == State.DEAD || state == State.RETRYING;
    }

    DeliveryRecord record(long id) {
        return new DeliveryRecord(
                Long.toString(id),
                subscriber,
                event.info().id(),
                event.sequence(),
                event.info().type(),
                state,
                attempts,
                created,
                updated,
                due,
                duration,
                error,
                task,
                detail,
                null);
    }
}
