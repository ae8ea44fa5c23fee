package io.dalbox.lanes;

import io.dalbox.action.Lane;
import io.dalbox.compute.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Runs declared background work. A service; thread-safe. */
@ProviderType
public interface Schedules {

    /**
     * Starts running the work when it is due.
     *
     * @throws IllegalArgumentException if the timing cannot be read; the message says what is wrong
     * @return closes: cancels the timing, interrupts a running round and waits for it
     */
    Registration add(String owner, Timing timing, BackgroundWork work);

    /** Returns all schedules with their last and next rounds. */
    List<View> list();

    /** Ends a schedule. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * When work runs; the strings are those of {@code io.dalbox.compute.Schedule}.
     *
     * @param name for people
     * @param every {@code 30s}, {@code 5m}, {@code 1h} or empty
     * @param cron five fields, or empty
     * @param onStart whether to run at once
     * @param retry the pause after a failed round
     * @param lane where it runs
     */
    record Timing(String name, String every, String cron, boolean onStart, Duration retry, Lane lane) {}

    /**
     * A schedule as shown to people.
     *
     * @param owner a plugin's id
     * @param name the work's name
     * @param running whether a round runs now
     * @param last when the last round ended
     * @param next when the next one is due
     * @param lastError the message of the last round's failure, {@code null} when it went well
     */
    record View(
            String owner,
            String name,
            boolean running,
            @Nullable Instant last,
            @Nullable Instant next,
            @Nullable String lastError) {}
}
