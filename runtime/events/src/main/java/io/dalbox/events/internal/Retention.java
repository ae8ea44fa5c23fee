package io.dalbox.events.internal;

import io.dalbox.action.Lane;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Retentions;
import io.dalbox.lanes.Schedules;
import io.dalbox.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
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

    /** How far back the history of deliveries reaches; dead letters stay. */
    private static final Duration HISTORY = Duration.ofDays(30);

    private static final long HISTORY_ROWS = 200_000;

    private final Store store;
    private final EventTypes types;
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
            @Reference EventTypes types,
            @Reference Schedules schedules,
            Config config) {
        this(
                store,
                types,
                schedules,
                Duration.ofDays(Math.max(1, config.days())),
                Math.max(1, config.rows()),
                InstantSource.system());
    }

    Retention(Store store, EventTypes types, Schedules schedules, Duration age, long rows, InstantSource clock) {
        this.store = store;
        this.types = types;
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

    /** Removes batch by batch, oldest first; what a failure of the database leaves, the next run removes. */
    void prune() throws InterruptedException {
        Pruning pruning = new Pruning(store, clock.instant());
        Map<String, Retentions.Retention> bounds = bounds();
        pruning.events(age, rows, bounds.keySet());
        for (Retentions.Retention one : bounds.values()) {
            pruning.events(one);
        }
        pruning.deliveries(HISTORY, HISTORY_ROWS);
    }

    /** What the owner of the server has set goes before what the owner of the type wishes. */
    private Map<String, Retentions.Retention> bounds() {
        Map<String, Retentions.Retention> bounds = new TreeMap<>();
        for (EventTypes.Type type : types.all()) {
            if (type.keepDays() > 0) {
                bounds.put(type.name(), new Retentions.Retention(type.name(), type.keepDays(), null));
            }
        }
        for (Retentions.Retention set : new SqlRetentions(store).list()) {
            bounds.put(set.type(), set);
        }
        return bounds;
    }
}
