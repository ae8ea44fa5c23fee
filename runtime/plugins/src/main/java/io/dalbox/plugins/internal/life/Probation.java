package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a version that took another one's place, for as long as it takes to call it good. What goes wrong at once the health
 * gate has seen; this is for what goes wrong a moment later. The looks are taken by the conductor's thread.
 */
final class Probation {

    /** By then a plugin has done what it does regularly. */
    static final Duration LENGTH = Duration.ofSeconds(30);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Probation.class);

    private final Conductor conductor;
    private final HealthGate health;

    Probation(Conductor conductor, HealthGate health) {
        this.conductor = conductor;
        this.health = health;
    }

    /**
     * Begins.
     *
     * @param current whether this version still is the one that runs; otherwise the probation is over
     * @param unwell hears, once, why the version is not good
     */
    void watch(String id, Bundle bundle, BooleanSupplier current, Consumer<Failure> unwell) {
        long begin = System.nanoTime();
        later(FIRST, () -> look(id, bundle, begin, current, unwell));
    }

    private void look(String id, Bundle bundle, long begin, BooleanSupplier current, Consumer<Failure> unwell) {
        if (!current.getAsBoolean()) {
            return;
        }
        long passed = System.nanoTime() - begin;
        try {
            health.check(id, bundle);
        } catch (Failure e) {
            unwell.accept(new Failure(
                    PluginFault.UNWELL,
                    "It was live for " + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(passed))
                            + " s and did not stay well. " + Words.message(e)));
            return;
        }
        if (passed < LENGTH.toNanos()) {
            later(PAUSE, () -> look(id, bundle, begin, current, unwell));
        }
    }

    private void later(Duration pause, Runnable look) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    try {
                        conductor.later("A look at a new version", look);
                    } catch (ActionException e) {
                        LOG.debug("Dalbox stops; the probation ends with it");
                    }
                });
    }
}
