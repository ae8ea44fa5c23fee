package io.dalbox.events.internal;

import io.dalbox.action.Lane;
import io.dalbox.lanes.Schedules;
import io.dalbox.store.Store;
import io.dalbox.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Keeps the journal from growing for ever. A component of its own: the journal works without schedules.
 *
 * <p>A subscriber that was away for longer than the journal reaches back goes on with the oldest event there is.
 */
@Component(service = {})
@Designate(ocd = Retention.Config.class)
public final class Retention {

    /** How many rows one transaction removes, so that it does not keep other writers waiting. */
    private static final int BATCH = 1000;

    private final Store store;
    private final Duration age;
    private final long rows;
    private final InstantSource clock;
    private final Schedules.Registration schedule;

    /** How far back the journal reaches. */
    @ObjectClassDefinition(name = "Event journal", description = "How far back the record of events reaches")
    public @interface Config {
        /** Events older than this are removed. */
        @AttributeDefinition(name = "Days", description = "Events older than this are removed", min = "1")
        int days() default 30;

        /** Beyond so many events the oldest are removed. */
        @AttributeDefinition(name = "Events", description = "Beyond so many the oldest are removed", min = "1000")
        long rows() default 1_000_000;
    }

    /** Removes what is too old every hour. The journal is asked for because it makes the table. */
    @Activate
    public Retention(
            @Reference Store store,
            @Reference io.dalbox.events.Journal journal,
            @Reference Schedules schedules,
            Config config) {
        this(
                store,
                schedules,
                Duration.ofDays(Math.max(1, config.days())),
                Math.max(1, config.rows()),
                InstantSource.system());
    }

    Retention(Store store, Schedules schedules, Duration age, long rows, InstantSource clock) {
        this.store = store;
        this.age = age;
        this.rows = rows;
        this.clock = clock;
        Schedules.Timing hourly =
                new Schedules.Timing("Prune the event journal", "1h", "", false, Duration.ofMinutes(1), Lane.IO);
        this.schedule = schedules.add("core", hourly, this::prune);
    }

    @Deactivate
    void close() {
        schedule.close();
    }

    /** Removes batch by batch, oldest first. Time follows the sequence closely enough that it needs no index. */
    void prune() throws InterruptedException {
        long oldest = clock.instant().minus(age).toEpochMilli();
        while (store.write(tx -> pruneBatch(tx, oldest))) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private boolean pruneBatch(Tx tx, long oldest) throws SQLException {
        long beyond = EventTable.last(tx) - rows;
        Optional<Edge> edge = tx.one(
                "SELECT sequence, time FROM events_journal ORDER BY sequence LIMIT 1 OFFSET ?",
                row -> new Edge(row.getLong(1), row.getLong(2)),
                BATCH - 1);
        if (edge.isPresent() && (edge.get().time < oldest || edge.get().sequence <= beyond)) {
            tx.update("DELETE FROM events_journal WHERE sequence <= ?", edge.get().sequence);
            return true;
        }
        long end = edge.map(Edge::sequence).orElse(Long.MAX_VALUE);
        tx.update(
                "DELETE FROM events_journal WHERE sequence <= ? AND (time < ? OR sequence <= ?)", end, oldest, beyond);
        return false;
    }

    private record Edge(long sequence, long time) {}
}
