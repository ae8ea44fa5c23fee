package io.dalbox.events.internal;

import io.dalbox.data.Tx;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.Journal;
import io.dalbox.store.Store;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what became of deliveries, and tells of it once it is durable. */
final class DeliveryLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

    private final Store store;
    private final Obituary obituary;
    private final List<Consumer<DeliveryRecord>> listeners = new CopyOnWriteArrayList<>();

    DeliveryLog(Store store, Obituary obituary) {
        this.store = store;
        this.obituary = obituary;
    }

    /** Publishes that a delivery was given up, in the transaction that writes it. */
    interface Obituary {
        void publish(Tx tx, DeliveryRow row);
    }

    Journal.Registration listen(Consumer<DeliveryRecord> listener) {
        Consumer<DeliveryRecord> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Tells of a durable change. Quick: called while the store announces a commit. */
    void written(DeliveryRecord record) {
        for (Consumer<DeliveryRecord> listener : listeners) {
            try {
                listener.accept(record);
            } catch (RuntimeException | LinkageError broken) {
                LOG.warn("A listener failed on the delivery {}; the others got it", record.id(), broken);
            }
        }
    }

    /** Writes a row; durable when this returns. */
    void write(DeliveryRow row) {
        store.write(tx -> {
            DeliveryRecord record = DeliveryTable.write(tx, row);
            if (row.state() == DeliveryRecord.State.DEAD) {
                obituary.publish(tx, row);
            }
            tx.afterCommit(() -> written(record));
            return record;
        });
    }
}
