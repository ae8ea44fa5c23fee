package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OrtSession;
import io.dalbox.ml.LoadedModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session in the cache, or one that is being made. All of it is guarded by the cache's lock. */
final class Loaded {

    final Key key;
    final String model;
    final Instant loaded = Instant.now();

    /** The threads that use it; a thread is in it as often as it does. */
    final List<Thread> users = new ArrayList<>();

    /** {@code null} while it is being made. */
    @Nullable
    OrtSession session;

    long memory;
    long idleSince = System.nanoTime();

    private long least;
    private @Nullable Instant lastUsed;

    /** What tells sessions apart. */
    record Key(String sha256, Provider provider) {}

    Loaded(Key key, String model, long memory) {
        this.key = key;
        this.model = model;
        this.memory = memory;
    }

    /** It is there, and has taken so much; what is expected of it counts even if it takes that only later. */
    void made(OrtSession now, long taken) {
        session = now;
        least = Math.max(memory, taken);
        memory = least;
    }

    /** It takes so much more than before, or less. */
    void grown(long bytes) {
        memory = Math.max(least, memory + bytes);
    }

    boolean idle() {
        return session != null && users.isEmpty();
    }

    void release(Thread user) {
        users.remove(user);
        idleSince = System.nanoTime();
        lastUsed = Instant.now();
    }

    LoadedModels.Session shown() {
        return new LoadedModels.Session(
                model, key.sha256(), key.provider().word(), memory, users.size(), loaded, lastUsed);
    }
}
