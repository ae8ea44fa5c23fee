package io.dalbox.events.internal;

import io.dalbox.events.EventTypes;
import io.dalbox.events.NewEvent;
import io.dalbox.events.ReadyEvent;
import io.dalbox.json.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses events that must not get into the journal. */
final class EventCheck {

    /** An event this far from its first cause runs in a circle: honest chains have a handful of links. */
    private static final int MAX_HOPS = 32;

    private static final int MAX_BYTES = 1 << 20;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final EventTypes types;
    private final InstantSource clock;
    private final EventIds ids = new EventIds();

    EventCheck(EventTypes types, InstantSource clock) {
        this.types = types;
        this.clock = clock;
    }

    Checked check(NewEvent event) {
        EventTypes.Type type = types.find(event.type())
                .orElseThrow(() -> new IllegalArgumentException("The event type " + event.type()
                        + " is unknown: no live plugin declares it. Is the plugin that owns it running?"));
        if (!type.owner().equals(event.publisher())) {
            throw new IllegalArgumentException("The event type " + type.name() + " belongs to " + type.owner() + ", so "
                    + event.publisher() + " may not publish it");
        }
        if (event.hops() < 0 || event.hops() > MAX_HOPS) {
            throw new IllegalArgumentException("The event " + type.name() + " was refused: " + event.hops()
                    + " events led to it, one from another, and at most " + MAX_HOPS
                    + " may. Subscriptions or flows probably form a circle; the last cause was " + event.causationId());
        }
        List<Violation> violations = type.schema().validate(event.data());
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException("The data of the event " + type.name() + " does not fit its schema: "
                    + violations.stream()
                            .map(violation -> pointer(violation) + " " + violation.detail())
                            .collect(Collectors.joining("; ")));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        NewEvent own = new NewEvent(
                event.publisher(),
                event.type(),
                event.data().deepCopy(),
                event.subject(),
                event.causationId(),
                event.hops());
        return bounded(new ReadyEvent(ids.next(now), now, own));
    }

    /** Writes the data; refuses more than is good for the memory of all who read the journal. */
    static Checked bounded(ReadyEvent ready) {
        String text = ready.event().data().toString();
        if (text.length() > MAX_BYTES / MOST_BYTES_OF_A_CHAR
                && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "The data of the event " + ready.event().type() + " has "
                            + text.length()
                            + " characters of JSON, and at most 1 MiB fits into an event. Put the content into a"
                            + " storage and publish its path");
        }
        return new Checked(ready, text);
    }

    private static String pointer(Violation violation) {
        return violation.pointer().isEmpty() ? "(whole)" : violation.pointer();
    }
}
