package io.dalbox.events.internal;

import io.dalbox.data.Tx;
import io.dalbox.event.EventInfo;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.NewEvent;
import io.dalbox.json.Json;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes {@code core.delivery.dead} for each dead letter, so that a flow can act on it. */
final class Obituaries implements DeliveryLog.Obituary {

    private static final Logger LOG = LoggerFactory.getLogger(Obituaries.class);

    private final EventTypes types;
    private final Journal journal;

    Obituaries(EventTypes types, Journal journal) {
        this.types = types;
        this.journal = journal;
    }

    /** Says nothing of a dead letter of this very type: it would lead to the next. */
    @Override
    public void publish(Tx tx, DeliveryRow row) {
        EventInfo about = row.event().info();
        if (about.type().equals(DeliveryDead.NAME)
                || types.find(DeliveryDead.NAME).isEmpty()) {
            return;
        }
        var data = Json.mapper()
                .createObjectNode()
                .put("subscriber", row.subscriber())
                .put("type", about.type())
                .put("event_id", about.id())
                .put("error", Objects.requireNonNullElse(row.error(), ""))
                .put("attempts", row.attempts());
        try {
            journal.append(
                    tx, new NewEvent("core", DeliveryDead.NAME, data, row.subscriber(), about.id(), about.hops() + 1));
        } catch (IllegalArgumentException refused) {
            LOG.warn(
                    "The dead letter of {} for {} is kept, but no event tells of it",
                    about.id(),
                    row.subscriber(),
                    refused);
        }
    }
}
