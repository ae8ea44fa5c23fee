package io.dalbox.plugins.internal.workload;

import io.dalbox.action.ActionException;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.lanes.Work;
import io.dalbox.plugins.Workload;
import io.dalbox.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps the owner's decisions in the database, and tells them to the lanes and schedules. The ledger's migrations make the tables. */
public final class WorkloadService implements Workload {

    private final Store store;
    private final Lanes lanes;
    private final Schedules schedules;
    private final Predicate<String> isPlugin;

    /**
     * Applies what was decided before.
     *
     * @param isPlugin whether there is a plugin of an id
     */
    public WorkloadService(Store store, Lanes lanes, Schedules schedules, Predicate<String> isPlugin) {
        this.store = store;
        this.lanes = lanes;
        this.schedules = schedules;
        this.isPlugin = isPlugin;
        schedules.pause(paused());
        store.read(tx -> tx.query(
                        "SELECT owner, weight FROM plugins_weight", row -> new Share(row.getString(1), row.getInt(2))))
                .forEach(share -> lanes.weigh(share.owner, share.weight));
    }

    private record Share(String owner, int weight) {}

    @Override
    public LaneReport.Owner weigh(String owner, int weight) {
        if (weight < 1 || weight > Lanes.MOST_WEIGHT) {
            throw new ActionException(
                    ActionException.Kind.INVALID,
                    "/weight",
                    "The weight must be 1 to " + Lanes.MOST_WEIGHT + "; 1 is the normal share.");
        }
        if (!owner.equals(Work.CORE) && !isPlugin.test(owner)) {
            throw new ActionException(ActionException.Kind.NOT_FOUND, "There is no plugin '" + owner + "'.");
        }
        store.write(tx -> tx.update(
                "INSERT INTO plugins_weight (owner, weight) VALUES (?, ?)"
                        + " ON CONFLICT (owner) DO UPDATE SET weight = excluded.weight",
                owner,
                weight));
        lanes.weigh(owner, weight);
        return find(owner).orElseGet(() -> {
            // A plugin that does not run has no row; its share counts from its next start.
            int none = 0;
            return new LaneReport.Owner(owner, weight, none, none, none, none, none, none, 0, null);
        });
    }

    @Override
    public Schedules.View run(String schedule) {
        return schedules.run(schedule).orElseThrow(() -> unknown(schedule));
    }

    @Override
    public Schedules.View pause(String schedule) {
        return change(schedule, "INSERT INTO plugins_pause (schedule) VALUES (?) ON CONFLICT (schedule) DO NOTHING");
    }

    @Override
    public Schedules.View resume(String schedule) {
        return change(schedule, "DELETE FROM plugins_pause WHERE schedule = ?");
    }

    private Schedules.View change(String schedule, String sql) {
        if (schedules.find(schedule).isEmpty()) {
            throw unknown(schedule);
        }
        synchronized (this) {
            store.write(tx -> tx.update(sql, schedule));
            schedules.pause(paused());
        }
        return schedules.find(schedule).orElseThrow(() -> unknown(schedule));
    }

    private Set<String> paused() {
        List<String> ids = store.read(tx -> tx.query("SELECT schedule FROM plugins_pause", row -> row.getString(1)));
        return new HashSet<>(ids);
    }

    private Optional<LaneReport.Owner> find(String owner) {
        return lanes.report().owners().stream()
                .filter(one -> one.owner().equals(owner))
                .findFirst();
    }

    private static ActionException unknown(String schedule) {
        return new ActionException(
                ActionException.Kind.NOT_FOUND,
                "There is no background work '" + schedule + "'. Its plugin may have been stopped or replaced.");
    }
}
