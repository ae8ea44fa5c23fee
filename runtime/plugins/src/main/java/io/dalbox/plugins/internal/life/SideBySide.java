package io.dalbox.plugins.internal.life;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts many plugins that have nothing to do with each other, several at a time: much of a start is waiting for the disk and for code
 * of the plugin. The conductor's thread waits for all of them, so for everybody else it is still one change.
 */
final class SideBySide {

    private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

    /** For fewer than this a pool is not worth its threads. */
    private static final int FEW = 4;

    /** More would only make each other wait: the framework resolves one after the other. */
    private static final int MOST_THREADS = 4;

    private final int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MOST_THREADS);

    /** Starts each; what goes wrong with one keeps no other from its turn. */
    void each(Collection<Hosted> plugins, Consumer<Hosted> start) {
        if (plugins.size() < FEW) {
            plugins.forEach(start);
            return;
        }
        // close() waits for all of them.
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("dalbox-plugins-", 1).factory())) {
            plugins.forEach(h -> pool.execute(() -> guarded(h, start)));
        }
    }

    private static void guarded(Hosted h, Consumer<Hosted> start) {
        try {
            start.accept(h);
        } catch (RuntimeException | Error e) {
            LOG.error("The start of {} failed", h.key, e);
        }
    }
}
