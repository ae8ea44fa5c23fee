package io.dalbox.flows.internal;

import io.dalbox.flows.Flow;
import io.dalbox.flows.Flows;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of changes. Thread-safe. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<BiConsumer<Flow, Boolean>> all = new CopyOnWriteArrayList<>();

    Flows.Registration add(BiConsumer<Flow, Boolean> listener) {
        // A wrapper of its own, so that one listener registered twice can be removed once.
        BiConsumer<Flow, Boolean> own = listener::accept;
        all.add(own);
        return () -> all.remove(own);
    }

    void changed(Flow flow) {
        tell(flow, false);
    }

    void removed(Flow flow) {
        tell(flow, true);
    }

    private void tell(Flow flow, boolean removed) {
        for (BiConsumer<Flow, Boolean> listener : all) {
            try {
                listener.accept(flow, removed);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("A listener failed on the flow {}; the others were told", flow.id(), e);
            }
        }
    }
}
