package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.HeapReader;
import io.dalbox.plugins.PluginDetail;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the class loaders of former versions go away. It looks after the garbage collections that happen anyway,
 * and forces one only for what is still there much later: a version of which a request is just being answered is no leak. One review
 * of a plugin waits at a time, however often it is replaced. Thread-safe.
 */
final class LeakAudit {

    /** By then a busy runtime has collected by itself. */
    static final Duration LATER = Duration.ofMinutes(2);

    private final Map<String, List<Loader>> former = new HashMap<>();
    private final Map<String, HeapReader.Found> explained = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final Map<String, Integer> told = new ConcurrentHashMap<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Duration later;
    private final ObjIntConsumer<String> tell;

    /** The class loader of a version that should go away. */
    private record Loader(String key, String version, Instant since, WeakReference<ClassLoader> reference) {}

    /**
     * An audit.
     *
     * @param later how long a version has to go
     * @param tell hears of each plugin of which another number of versions than before has not gone
     */
    LeakAudit(Duration later, ObjIntConsumer<String> tell) {
        this.later = later;
        this.tell = tell;
    }

    /** Expects a class loader to go away. */
    void expectGone(String id, String version, ClassLoader loader) {
        synchronized (former) {
            former.computeIfAbsent(id, k -> new ArrayList<>())
                    .add(new Loader(
                            id + " " + number.incrementAndGet(), version, Instant.now(), new WeakReference<>(loader)));
        }
        schedule(id);
    }

    /** Returns how many former versions are still in memory, as far as is known without collecting garbage. */
    int remaining(String id) {
        synchronized (former) {
            List<Loader> loaders = former.getOrDefault(id, new ArrayList<>());
            for (Loader gone :
                    loaders.stream().filter(l -> l.reference.refersTo(null)).toList()) {
                loaders.remove(gone);
                explained.remove(gone.key);
            }
            if (loaders.isEmpty()) {
                former.remove(id);
            }
            return loaders.size();
        }
    }

    /** Collects garbage and counts again. */
    int collect(String id) {
        // A class loader that a soft or final reference holds goes with the second collection.
        for (int i = 0; i < 2 && remaining(id) > 0; i++) {
            System.gc();
        }
        tell(id);
        return remaining(id);
    }

    /** Describes the versions that {@link #remaining} counts, and which threads keep them. */
    List<PluginDetail.Former> describe(String id) {
        List<Loader> loaders;
        synchronized (former) {
            loaders = List.copyOf(former.getOrDefault(id, List.of()));
        }
        return loaders.stream()
                .filter(l -> !l.reference.refersTo(null))
                .map(this::describe)
                .toList();
    }

    private PluginDetail.Former describe(Loader loader) {
        HeapReader.Found why = explained.getOrDefault(loader.key, HeapReader.Found.NOTHING);
        return new PluginDetail.Former(
                loader.version, loader.since, holders(loader.reference.get()), why.ways(), why.open());
    }

    /** Looks in the heap for what holds the former versions of all plugins. */
    void explain(HeapReader heap) throws IOException {
        Map<String, HeapReader.Found> now = heap.holders(Loader.class);
        explained.keySet().retainAll(now.keySet());
        explained.putAll(now);
    }

    // What else holds a class loader only the heap can tell.
    private static List<String> holders(@Nullable ClassLoader loader) {
        return loader == null
                ? List.of()
                : Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getContextClassLoader() == loader
                                || t.getClass().getClassLoader() == loader)
                        .map(Thread::getName)
                        .sorted()
                        .toList();
    }

    private void schedule(String id) {
        if (waiting.add(id)) {
            CompletableFuture.delayedExecutor(later.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> review(id));
        }
    }

    private void review(String id) {
        waiting.remove(id);
        if (overdue(id) > told.getOrDefault(id, 0)) {
            collect(id);
        } else {
            tell(id);
        }
        if (remaining(id) > 0) {
            schedule(id);
        }
    }

    private void tell(String id) {
        int now = overdue(id);
        @Nullable Integer before = now == 0 ? told.remove(id) : told.put(id, now);
        if (now != Objects.requireNonNullElse(before, 0)) {
            tell.accept(id, now);
        }
    }

    private int overdue(String id) {
        Instant limit = Instant.now().minus(later);
        synchronized (former) {
            remaining(id);
            return (int) former.getOrDefault(id, List.of()).stream()
                    .filter(loader -> !loader.since.isAfter(limit))
                    .count();
        }
    }
}
