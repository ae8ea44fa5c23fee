package io.dalbox.lanes;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work is, and how it wants to be run.
 *
 * @param owner a plugin's id, or {@code core}
 * @param lane where it runs
 * @param name what it is: one of few words, for metrics, lists and thread names
 * @param detail which one of its name it is, for lists only; {@code null} when the name says it all
 * @param priority who waits for it; on the IO lane only what it submits to the CPU lane takes this over. {@code null} takes over
 *     that of the work that submits it, and means {@link Priority#INTERACTIVE} when nothing does
 * @param deadline how long after its submission it must have ended; {@code null} for none
 */
public record Work(
        String owner,
        Lane lane,
        String name,
        @Nullable String detail,
        @Nullable Priority priority,
        @Nullable Duration deadline) {

    /** The owner's name of what the host does for itself. */
    public static final String CORE = "core";

    /** Work of a name and priority. */
    public static Work of(String owner, Lane lane, String name, @Nullable Priority priority) {
        return new Work(owner, lane, name, null, priority, null);
    }

    /** Something that the host reads or writes for somebody who waits. */
    public static Work core(String name) {
        return of(CORE, Lane.IO, name, Priority.INTERACTIVE);
    }

    /** Returns who waits for it. */
    public Priority priority(Priority otherwise) {
        return priority == null ? otherwise : priority;
    }

    /** The same, saying which one it is. */
    public Work on(String which) {
        return new Work(owner, lane, name, which, priority, deadline);
    }

    /** The same with a deadline. */
    public Work within(Duration limit) {
        return new Work(owner, lane, name, detail, priority, limit);
    }
}
