package io.dalbox.web.internal.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that needs the owner's attention. It holds facts; the browser makes the words, in the person's language.
 *
 * @param id its name; the same thing keeps it
 * @param kind {@code task}, {@code delivery}, {@code flow}, {@code plugin} or {@code compute}
 * @param what what became of it, such as {@code core.task.failed} or {@code quarantined}
 * @param time when; {@code null} for a state that holds now
 * @param data the facts
 * @param read whether the person has seen it
 */
record Notification(
        String id, String kind, String what, @Nullable Instant time, ObjectNode data, boolean read) {}
