package io.dalbox.ml;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is loaded now.
 *
 * @param budget how many bytes sessions may take together
 * @param used how many they take
 * @param waiting how many pieces of work wait for room
 * @param sessions the one used last comes first
 */
public record LoadedModels(long budget, long used, int waiting, List<Session> sessions) {

    /** Copies the list. */
    public LoadedModels {
        sessions = List.copyOf(sessions);
    }

    /**
     * A model that is loaded.
     *
     * @param model its name
     * @param sha256 of its file
     * @param provider what it runs on: {@code cpu} or {@code cuda}
     * @param memory bytes that it is counted with
     * @param users how many pieces of work use it now
     * @param loaded when it was loaded
     * @param lastUsed when the last work with it ended; {@code null} when none has
     */
    public record Session(
            String model,
            String sha256,
            String provider,
            long memory,
            int users,
            Instant loaded,
            @Nullable Instant lastUsed) {}
}
