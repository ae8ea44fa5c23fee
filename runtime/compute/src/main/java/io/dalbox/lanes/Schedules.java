package io.dalbox.lanes;

import io.dalbox.action.Lane;
import io.dalbox.compute.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Runs declared background work. A service; thread-safe. */
@ProviderType
public interface Schedules {

    /**
     * Starts running the work when it is due.
     *
     * @throws IllegalArgumentException if the timing cannot be read, or the owner has other work of that name; the message says
     *     what is wrong
     * @return closes: cancels the timing, interrupts a running round and waits for it
     */
    Registration add(String owner, Timing timing, BackgroundWork work);

    /**
     * Returns schedules with their last and next rounds, by owner and name.
     *
     * @param owner only those of this owner; {@code null} for all
     */
    List<View> list(@Nullable String owner);

    /** Finds a schedule by its id. */
    Optional<View> find(String id);

    /**
     * Runs a round now, also of a paused schedule; when one is running, nothing happens.
     *
     * @return the schedule, or empty if there is none of that id
     */
    Optional<View> run(String id);

    /**
     * Says which schedules are paused, those that are there and those that come later: no round of them begins by itself. A round
     * that is running goes on. Whoever calls this keeps the set.
     */
    void pause(Set<String> ids);

    /** Ends a schedule. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * When work runs; the strings are those of {@code io.dalbox.compute.Schedule}.
     *
     * @param name for people; unique for its owner
     * @param every {@code 30s}, {@code 5m}, {@code 1h} or empty
     * @param cron five fields, or empty
     * @param onStart whether to run at once
     * @param retry the pause after a failed round
     * @param lane where it runs
     */
    record Timing(String name, String every, String cron, boolean onStart, Duration retry, Lane lane) {}

    /** Where a schedule is in its life. */
    enum State {
        /** The next round is due at {@code next}. */
        WAITING,
        /** A round runs. */
        RUNNING,
        /** Somebody paused it. */
        PAUSED,
        /** No round will come by itself: it ran on start, or its dates never come. */
        ENDED
    }

    /**
     * A schedule as shown to people; its JSON is that of {@code /api/schedules}.
     *
     * @param id the owner and the name as one word, such as {@code heartbeat.matrix-product}; stays the same over restarts
     * @param owner a plugin's id, or {@code core}
     * @param name the work's name
     * @param every the pause between rounds; {@code null} for none
     * @param cron the dates; {@code null} for none
     * @param onStart whether it ran when its plugin started
     * @param retry the pause after a failed round
     * @param lane where it runs
     * @param state where it is
     * @param last when the last round ended
     * @param lastSeconds how long it took
     * @param next when the next one is due
     * @param lastError the message of the last round's failure, {@code null} when it went well
     * @param failures how many rounds in a row have failed
     * @param runs how many rounds have ended since it was added
     */
    record View(
            String id,
            String owner,
            String name,
            @Nullable String every,
            @Nullable String cron,
            boolean onStart,
            String retry,
            Lane lane,
            State state,
            @Nullable Instant last,
            @Nullable Double lastSeconds,
            @Nullable Instant next,
            @Nullable String lastError,
            int failures,
            int runs) {}
}
