package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OrtException;
import io.dalbox.action.Lane;
import io.dalbox.compute.StopHook;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.lanes.Work;
import io.dalbox.ml.InferenceWork;
import io.dalbox.ml.LoadedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs work with sessions on CPU threads, and closes those that nobody uses. Thread-safe. */
public final class Sessions implements AutoCloseable {

    private static final String EVERY = "30s";

    private final Lanes lanes;
    private final Schedules schedules;
    private final SessionCache cache;
    private Schedules.@Nullable Registration idle;
    private boolean closed;

    /** None yet, and nothing loaded; native libraries will be unpacked into {@code folder}. */
    public Sessions(Path folder, Lanes lanes, Schedules schedules, Limits limits) {
        this.lanes = lanes;
        this.schedules = schedules;
        this.cache = new SessionCache(new Engine(folder, lanes.cpu(Work.CORE)::size), limits);
    }

    /** Takes on what the owner now allows. */
    public void limit(Limits limits) {
        cache.limit(limits);
    }

    /** What runs for one user of the sessions, so that it can be ended with that one. */
    public static final class Runs {

        private final Set<Guard> running = ConcurrentHashMap.newKeySet();
        private volatile boolean ended;

        /** Ends all, and what begins from now on. */
        public void end() {
            ended = true;
            running.forEach(Guard::stop);
        }
    }

    /** Does what {@link io.dalbox.ml.Inference#run} promises. */
    public <T> T run(Wanted model, Runs runs, InferenceWork<T> work) throws OrtException, IOException {
        requireCpuThread();
        watch();
        try (SessionCache.Lease lease = cache.acquire(model);
                Guard guard = new Guard();
                StopHook hook = lanes.cpu(Work.CORE).onStop(guard::stop)) {
            runs.running.add(guard);
            try {
                if (runs.ended) {
                    guard.stop();
                }
                return work.apply(lease.session(), guard.options());
            } catch (OrtException | RuntimeException e) {
                if (guard.stopped()) {
                    throw cancelled(model, e);
                }
                throw e;
            } finally {
                runs.running.remove(guard);
            }
        }
    }

    /** Makes the session if there is room for it. */
    public void warm(Wanted model) throws IOException {
        requireCpuThread();
        watch();
        cache.tryAcquire(model).ifPresent(SessionCache.Lease::close);
    }

    private static CancellationException cancelled(Wanted model, Exception cause) {
        CancellationException stopped =
                new CancellationException("The work with the model '" + model.name() + "' was asked to stop");
        stopped.initCause(cause);
        return stopped;
    }

    private void requireCpuThread() {
        if (lanes.current().filter(work -> work.lane() == Lane.CPU).isEmpty()) {
            throw new IllegalStateException(
                    "Models run on the CPU lane: call this within CpuExecutor.submit, or in an action with lane = CPU");
        }
    }

    /** With the first session begins the looking after them. */
    private synchronized void watch() {
        if (idle == null && !closed) {
            idle = schedules.add(
                    Work.CORE,
                    new Schedules.Timing("Unload models", EVERY, "", false, Duration.ofMinutes(1), Lane.IO),
                    cache::closeIdle);
        }
    }

    /** Closes the sessions of a file; returns how many, or -1 when one is in use. */
    public int unload(String sha256) {
        return cache.unload(sha256);
    }

    /** Closes what nobody has used for long. */
    public void closeIdle() {
        cache.closeIdle();
    }

    /** Returns what is loaded. */
    public LoadedModels report() {
        return cache.report();
    }

    @Override
    public void close() {
        Schedules.@Nullable Registration watch;
        synchronized (this) {
            closed = true;
            watch = idle;
            idle = null;
        }
        if (watch != null) {
            watch.close();
        }
        cache.closeAll();
    }
}
