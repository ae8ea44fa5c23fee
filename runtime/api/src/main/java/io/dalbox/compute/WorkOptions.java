package io.dalbox.compute;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a piece of CPU work wants to be run.
 *
 * @param name what it is, for lists and metrics: one of few words, such as {@code recognize}, not the name of a file
 * @param priority {@code null} takes over that of the work that submits it; {@link Priority#TASK} when nothing does
 * @param deadline how long after its submission it must have ended; then it is cancelled and its future ends with a
 *     {@link java.util.concurrent.TimeoutException}. {@code null} for none
 */
public record WorkOptions(
        String name, @Nullable Priority priority, @Nullable Duration deadline) {

    /** Checks the values. */
    public WorkOptions {
        if (name.isBlank()) {
            throw new IllegalArgumentException("CPU work needs a name, for lists and metrics");
        }
        if (deadline != null && !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "The deadline of \"" + name + "\" is " + deadline + "; it must be longer than nothing");
        }
    }

    /** Work of a name, with the priority of its submitter and no deadline. */
    public static WorkOptions named(String name) {
        return new WorkOptions(name, null, null);
    }

    /** The same with a priority. */
    public WorkOptions at(Priority wanted) {
        return new WorkOptions(name, wanted, deadline);
    }

    /** The same with a deadline. */
    public WorkOptions within(Duration wanted) {
        return new WorkOptions(name, priority, wanted);
    }
}
