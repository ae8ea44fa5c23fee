package io.dalbox.events.internal;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.NewEvent;
import io.dalbox.events.ReadyEvent;
import io.dalbox.store.Store;
import io.dalbox.store.StoreException;
import io.dalbox.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;

/** The journal in the database. */
@Component
public final class SqlJournal implements Journal {

    private final Store store;
    private final EventTable table;
    private final EventCursors cursors;
    private final EventCheck check;
    private final Announcer announcer;
    private final Backoff backoff;
    private final Set<Registration> subscriptions = ConcurrentHashMap.newKeySet();

    /** Opens the journal; the pauses between failing deliveries grow from a second to five minutes. */
    @Activate
    public SqlJournal(@Reference Store store, @Reference EventTypes types, @Reference EventAdmin admin) {
        this(store, types, admin, new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }

    SqlJournal(Store store, EventTypes types, EventAdmin admin, Backoff backoff) {
        this.store = store;
        this.table = new EventTable(store);
        this.cursors = new EventCursors(store);
        this.check = new EventCheck(types, InstantSource.system());
        this.announcer = new Announcer(admin);
        this.backoff = backoff;
    }

    @Override
    public String publish(NewEvent event) {
        ReadyEvent ready = check(event);
        return store.write(tx -> append(tx, ready));
    }

    @Override
    public String append(Tx tx, NewEvent event) {
        return append(tx, check(event));
    }

    @Override
    public ReadyEvent check(NewEvent event) {
        return check.check(event);
    }

    @Override
    public String append(Tx tx, ReadyEvent event) {
        try {
            JournalEvent written = table.insert(tx, event);
            tx.afterCommit(() -> announcer.announce(written));
            return event.id();
        } catch (SQLException e) {
            throw new StoreException(
                    "The event " + event.event().type() + " could not be written: " + e.getMessage(), e);
        }
    }

    @Override
    public List<JournalEvent> read(long after, int limit, @Nullable String type) {
        return table.read(after, limit, type);
    }

    @Override
    public List<JournalEvent> newest(long before, int limit, @Nullable String type) {
        return table.newest(before, limit, type);
    }

    @Override
    public long last() {
        return table.last();
    }

    @Override
    public Registration listen(Consumer<JournalEvent> listener) {
        return announcer.listen(listener);
    }

    @Override
    public Registration subscribe(String subscriber, String type, Delivery delivery) {
        Subscription subscription = new Subscription(subscriber, type, delivery, table, cursors, backoff);
        Registration waking = announcer.listen(subscription::wake);
        subscription.start();
        Registration registration = new Registration() {
            @Override
            public void close() {
                subscriptions.remove(this);
                waking.close();
                subscription.close();
            }
        };
        subscriptions.add(registration);
        return registration;
    }

    /** Closes all subscriptions at once, so that several slow ones take no longer than one. */
    @Deactivate
    void close() throws InterruptedException {
        List<Thread> closing = subscriptions.stream()
                .map(subscription -> Thread.ofVirtual().start(subscription::close))
                .toList();
        for (Thread thread : closing) {
            thread.join();
        }
    }
}
