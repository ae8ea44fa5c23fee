package io.dalbox.events.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Tx;
import io.dalbox.events.EventPage;
import io.dalbox.events.EventQuery;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.NewEvent;
import io.dalbox.events.ReadyEvent;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;

/** The journal in the database. */
@Component
public final class SqlJournal implements Journal {

    private final EventTable table;
    private final EventSearch search;
    private final EventCheck check;
    private final Announcer announcer;
    private final Appender appender;
    private final Subscriptions subscriptions;
    private final @Nullable HandlerTopics topics;

    /** Opens the journal of the runtime. */
    @Activate
    public SqlJournal(
            BundleContext context, @Reference Store store, @Reference EventTypes types, @Reference EventAdmin admin) {
        this(store, types, admin, InstantSource.system(), new HandlerTopics(context));
    }

    /** Opens a journal outside of a framework; every event is posted, whether anybody handles it or not. */
    public SqlJournal(Store store, EventTypes types, EventAdmin admin) {
        this(store, types, admin, InstantSource.system(), null);
    }

    /** Opens a journal outside of a framework that posts only on the topics that are said to be handled. */
    public SqlJournal(Store store, EventTypes types, EventAdmin admin, Predicate<String> handled) {
        this(store, types, admin, InstantSource.system(), handled, null);
    }

    SqlJournal(Store store, EventTypes types, EventAdmin admin, InstantSource clock, @Nullable HandlerTopics topics) {
        this(store, types, admin, clock, topics == null ? topic -> true : topics, topics);
    }

    private SqlJournal(
            Store store,
            EventTypes types,
            EventAdmin admin,
            InstantSource clock,
            Predicate<String> handled,
            @Nullable HandlerTopics topics) {
        this.topics = topics;
        this.table = new EventTable(store);
        this.search = new EventSearch(store);
        this.check = new EventCheck(types, clock);
        this.announcer = new Announcer(admin, handled);
        this.appender = new Appender(store, table, announcer::announce);
        this.subscriptions = new Subscriptions(store, table, new Obituaries(types, this), clock);
        announcer.listen(subscriptions::announced);
        if (topics != null) {
            topics.open();
        }
    }

    /** Returns who is subscribed, for the deliveries. */
    Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public String publish(NewEvent event) {
        Checked checked = check.check(event);
        appender.publish(checked);
        return checked.ready().id();
    }

    @Override
    public String append(Tx tx, NewEvent event) {
        return append(tx, check.check(event));
    }

    @Override
    public ReadyEvent check(NewEvent event) {
        return check.check(event).ready();
    }

    @Override
    public String append(Tx tx, ReadyEvent event) {
        return append(tx, EventCheck.bounded(event));
    }

    private String append(Tx tx, Checked event) {
        try {
            JournalEvent written = table.insert(tx, event);
            tx.afterCommit(() -> announcer.announce(written));
            return written.info().id();
        } catch (SQLException e) {
            throw new DatabaseException(
                    "The event " + event.ready().event().type() + " could not be written: " + e.getMessage(), e);
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
    public EventPage query(EventQuery query) {
        return search.search(query);
    }

    @Override
    public Optional<JournalEvent> find(String id) {
        return table.find(id);
    }

    @Override
    public List<JournalEvent> causedBy(String cause, int limit) {
        return table.causedBy(cause, limit);
    }

    @Override
    public void forget(String subscriber) {
        subscriptions.forget(subscriber);
    }

    @Override
    public void skip(String subscriber) {
        subscriptions.skip(subscriber);
    }

    @Override
    public Registration subscribe(SubscriptionSpec spec, Delivery delivery) {
        return subscriptions.subscribe(spec, delivery);
    }

    @Deactivate
    void close() throws InterruptedException {
        if (topics != null) {
            topics.close();
        }
        subscriptions.close();
    }
}
