package io.dalbox.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the journal, newest first; {@code null} for any.
 *
 * @param before only those before this sequence; 0 for the newest
 * @param type only of this type
 * @param source only from this source, such as {@code /module/download}
 * @param subject only about this
 * @param cause only those that this caused
 * @param since only those published then or later
 * @param until only those published before then
 * @param text only those whose type, subject or data contain this, in whatever case
 * @param limit at most 1,000
 */
public record EventQuery(
        long before,
        @Nullable String type,
        @Nullable String source,
        @Nullable String subject,
        @Nullable String cause,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text,
        int limit) {}
