package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows that people see. Listeners hear of changes one after the other; read by all. */
final class Board {

    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    private final Map<String, PluginInfo> rows = new ConcurrentHashMap<>();
    private final List<BiConsumer<PluginInfo, Boolean>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock turn = new ReentrantLock();

    List<PluginInfo> list() {
        return rows.values().stream()
                .sorted(Comparator.comparing(PluginInfo::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(PluginInfo::id))
                .toList();
    }

    Optional<PluginInfo> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    void put(PluginInfo row) {
        turn.lock();
        try {
            if (!row.equals(rows.put(row.id(), row))) {
                tell(row, false);
            }
        } finally {
            turn.unlock();
        }
    }

    void remove(String id) {
        turn.lock();
        try {
            PluginInfo row = rows.remove(id);
            if (row != null) {
                tell(row, true);
            }
        } finally {
            turn.unlock();
        }
    }

    Plugins.Registration listen(BiConsumer<PluginInfo, Boolean> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(PluginInfo row, boolean removed) {
        for (BiConsumer<PluginInfo, Boolean> listener : listeners) {
            try {
                listener.accept(row, removed);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on the change of plugin {}", row.id(), e);
            }
        }
    }
}
