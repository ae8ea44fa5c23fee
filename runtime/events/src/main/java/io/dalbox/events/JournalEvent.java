package io.dalbox.events;

import io.dalbox.event.EventInfo;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event in the journal.
 *
 * @param sequence its place; grows, without promise of no gaps
 * @param info its envelope
 * @param data its data
 */
public record JournalEvent(long sequence, EventInfo info, ObjectNode data) {

    /** Returns the structured JSON of CloudEvents 1.0 (JSON format, section 3), with {@code causationid} and {@code hops}. */
    public ObjectNode toCloudEvent() {
        return CloudEvents.write(this);
    }
}
