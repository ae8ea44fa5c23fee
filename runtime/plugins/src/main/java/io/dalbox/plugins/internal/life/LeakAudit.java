package io.dalbox.plugins.internal.life;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches whether the class loaders of former versions go away. It looks after the garbage collections that happen anyway,
 * and forces one only for what is still there much later. Thread-safe.
 */
final class LeakAudit {

    /** By then a busy runtime has collected by itself. */
    private static final Duration LATER = Duration.ofMinutes(2);

    private final Map<String, List<WeakReference<ClassLoader>>> former = new HashMap<>();
    private final Consumer<String> found;

    /** An audit that tells {@code found} which plugin has leaked. */
    LeakAudit(Consumer<String> found) {
        this.found = found;
    }

    /** Expects a class loader to go away. */
    void expectGone(String id, ClassLoader loader) {
        synchronized (former) {
            former.computeIfAbsent(id, k -> new ArrayList<>()).add(new WeakReference<>(loader));
        }
        Executor later = CompletableFuture.delayedExecutor(LATER.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture.runAsync(() -> review(id), later);
    }

    /** Returns how many former versions are still in memory, as far as is known without collecting garbage. */
    int remaining(String id) {
        synchronized (former) {
            List<WeakReference<ClassLoader>> references = former.getOrDefault(id, new ArrayList<>());
            references.removeIf(r -> r.refersTo(null));
            if (references.isEmpty()) {
                former.remove(id);
            }
            return references.size();
        }
    }

    /** Collects garbage and counts again. */
    int collect(String id) {
        if (remaining(id) > 0) {
            System.gc();
        }
        return remaining(id);
    }

    private void review(String id) {
        if (collect(id) > 0) {
            found.accept(id);
        }
    }
}
