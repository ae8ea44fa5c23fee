package io.dalbox.hooks.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.EventTypes;
import io.dalbox.events.internal.SqlDeliveries;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.store.Store;
import org.osgi.service.event.EventAdmin;

/** What the hooks are put together from, in one place. */
final class Parts {

    private Parts() {}

    static SqlJournal journal(Store store, EventTypes types, EventAdmin admin) {
        return new SqlJournal(store, types, admin);
    }

    static Deliveries deliveries(Store store, EventTypes types, SqlJournal journal) {
        return new SqlDeliveries(store, types, journal);
    }
}
