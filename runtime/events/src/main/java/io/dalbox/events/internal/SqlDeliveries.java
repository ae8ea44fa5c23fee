package io.dalbox.events.internal;

import io.dalbox.action.ActionException;
import io.dalbox.data.Tx;
import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.DeliveryRecord.State;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.json.Violation;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.databind.node.ObjectNode;

/** The deliveries in the database. */
@Component
public final class SqlDeliveries implements Deliveries {

    /** Rows that one transaction changes, so that it does not keep other writers waiting. */
    private static final int BATCH = 500;

    private static final int MAX_ROWS = 1000;

    private final Store store;
    private final EventTypes types;
    private final Subscriptions subscriptions;
    private final DeliveryTable table;
    private final DeliveryLog log;

    /** Works on the journal's own subscriptions. */
    @Activate
    public SqlDeliveries(@Reference Store store, @Reference EventTypes types, @Reference Journal journal) {
        this.store = store;
        this.types = types;
        // The one journal there is, of this bundle; as a service of its own class others could find it too.
        this.subscriptions = ((SqlJournal) journal).subscriptions();
        this.table = subscriptions.hub().deliveries();
        this.log = subscriptions.hub().log();
    }

    @Override
    public Page list(Query query) {
        int limit = Math.clamp(query.limit(), 1, MAX_ROWS);
        Conditions conditions = conditions(query).and("id < ?", before(query.cursor()));
        List<DeliveryRecord> rows = table.list(
                "WHERE " + conditions.sql() + " ORDER BY id DESC LIMIT ?",
                conditions.and("", limit + 1).values());
        boolean more = rows.size() > limit;
        List<DeliveryRecord> items = more ? rows.subList(0, limit) : rows;
        return new Page(List.copyOf(items), more ? items.getLast().id() : null);
    }

    private static Conditions conditions(Query query) {
        Conditions conditions = new Conditions();
        if (query.state() != null) {
            conditions.add("state = ?", query.state().word());
        }
        if (query.subscriber() != null) {
            conditions.add("subscriber = ?", query.subscriber());
        }
        if (query.type() != null) {
            conditions.add("type = ?", query.type());
        }
        if (query.eventId() != null) {
            conditions.add("event = ?", query.eventId());
        }
        return conditions;
    }

    private static long before(@Nullable String cursor) {
        return cursor == null ? Long.MAX_VALUE : number(cursor).orElse(0L);
    }

    private static Optional<Long> number(String id) {
        try {
            return Optional.of(Long.valueOf(id));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<DeliveryRecord> find(String id) {
        return number(id).flatMap(table::find).map(this::withEvent);
    }

    @Override
    public Optional<DeliveryRecord> find(String subscriber, String eventId) {
        return table.find(subscriber, eventId).map(this::withEvent);
    }

    /** Adds the event from the journal, where the row does not keep it. */
    private DeliveryRecord withEvent(DeliveryTable.Kept kept) {
        DeliveryRecord row = kept.record();
        return row.event() != null
                ? row
                : subscriptions
                        .hub()
                        .events()
                        .find(row.eventId())
                        .map(event -> new DeliveryRecord(
                                row.id(),
                                row.subscriber(),
                                row.eventId(),
                                row.sequence(),
                                row.type(),
                                row.state(),
                                row.attempts(),
                                row.created(),
                                row.updated(),
                                row.next(),
                                row.duration(),
                                row.error(),
                                row.task(),
                                row.detail(),
                                event.toCloudEvent()))
                        .orElse(row);
    }

    @Override
    public DeliveryRecord redrive(String id, @Nullable ObjectNode data) {
        DeliveryRecord changed = store.write(tx -> {
            DeliveryRecord dead = dead(tx, id);
            if (data != null) {
                edit(tx, dead, data);
            }
            return change(tx, dead, State.RETRYING);
        });
        subscriptions.redriven(changed.subscriber());
        return changed;
    }

    private void edit(Tx tx, DeliveryRecord dead, ObjectNode data) throws SQLException {
        EventTypes.Type type = types.find(dead.type())
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.CONFLICT,
                        "The event type " + dead.type()
                                + " is unknown now, so the changed data cannot be checked. Start the"
                                + " plugin that owns it, or redrive the event as it was"));
        List<Violation> violations = type.schema().validate(data);
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw new ActionException(
                    ActionException.Kind.INVALID, "/data" + first.pointer(), "The data " + first.detail());
        }
        ObjectNode envelope = dead.event();
        if (envelope != null) {
            envelope.set("data", data);
            tx.update("UPDATE events_delivery SET envelope = ? WHERE id = ?", envelope.toString(), key(dead.id()));
        }
    }

    @Override
    public DeliveryRecord discard(String id) {
        return store.write(tx -> change(tx, dead(tx, id), State.DISCARDED));
    }

    private static DeliveryRecord dead(Tx tx, String id) throws SQLException {
        DeliveryRecord row = DeliveryTable.find(tx, number(id).orElse(0L))
                .map(DeliveryTable.Kept::record)
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND, "There is no delivery " + id + " any more"));
        if (row.state() != State.DEAD) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "The delivery " + id + " is no dead letter: it is "
                            + row.state().word());
        }
        return row;
    }

    private DeliveryRecord change(Tx tx, DeliveryRecord dead, State state) throws SQLException {
        long now = subscriptions.hub().clock().millis();
        if (state == State.RETRYING) {
            tx.update(
                    "UPDATE events_delivery SET state = 'retrying', beside = 1, attempts = 0, created = ?, updated = ?,"
                            + " due = ? WHERE id = ?",
                    now,
                    now,
                    now,
                    key(dead.id()));
        } else {
            tx.update(
                    "UPDATE events_delivery SET state = ?, updated = ? WHERE id = ?",
                    state.word(),
                    now,
                    key(dead.id()));
        }
        DeliveryRecord changed =
                DeliveryTable.find(tx, key(dead.id())).orElseThrow().record();
        tx.afterCommit(() -> log.written(changed));
        return changed;
    }

    private static long key(String id) {
        return Long.parseLong(id);
    }

    @Override
    public int redriveAll(Query query) {
        Set<String> subscribers = new HashSet<>();
        int count = changeAll(query, State.RETRYING, subscribers);
        subscribers.forEach(subscriptions::redriven);
        return count;
    }

    @Override
    public int discardAll(Query query) {
        return changeAll(query, State.DISCARDED, new HashSet<>());
    }

    /** Changes all that are dead now; those that die meanwhile are newer and not met. */
    private int changeAll(Query query, State state, Set<String> subscribers) {
        if (query.state() != null && query.state() != State.DEAD) {
            return 0;
        }
        Query dead = new Query(State.DEAD, query.subscriber(), query.type(), query.eventId(), BATCH, null);
        int count = 0;
        long before = before(query.cursor());
        while (true) {
            Conditions conditions = conditions(dead).and("id < ?", before);
            List<DeliveryRecord> batch = table.list(
                    "WHERE " + conditions.sql() + " ORDER BY id DESC LIMIT ?",
                    conditions.and("", BATCH).values());
            if (batch.isEmpty()) {
                return count;
            }
            count += store.write(tx -> {
                int changed = 0;
                for (DeliveryRecord row : batch) {
                    boolean still = DeliveryTable.find(tx, key(row.id()))
                            .filter(kept -> kept.record().state() == State.DEAD)
                            .isPresent();
                    if (still) {
                        change(tx, row, state);
                        changed++;
                    }
                }
                return changed;
            });
            batch.forEach(row -> subscribers.add(row.subscriber()));
            before = key(batch.getLast().id());
        }
    }

    @Override
    public List<Standing> standings() {
        return new Standings(store, subscriptions).all();
    }

    @Override
    public Journal.Registration listen(Consumer<DeliveryRecord> listener) {
        return log.listen(listener);
    }
}
