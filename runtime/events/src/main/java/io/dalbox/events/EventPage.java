package io.dalbox.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events.
 *
 * @param items newest first; may be fewer than asked for, since a search looks only so far at once
 * @param next where to go on, for {@link EventQuery#before}; {@code null} when the journal has been searched to its beginning
 * @param searchedTo the time of the oldest event looked at; {@code null} when none was
 */
public record EventPage(
        List<JournalEvent> items,
        @Nullable Long next,
        @Nullable Instant searchedTo) {}
