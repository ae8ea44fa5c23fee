package io.dalbox.plugins;

import io.dalbox.action.ActionException;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.Schedules;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the owner decides about computing: each plugin's share, and which background work is paused. Kept over restarts. A service;
 * thread-safe. What is not there is an {@link ActionException} of kind {@code NOT_FOUND}.
 */
@ProviderType
public interface Workload {

    /**
     * Sets a plugin's share of the CPU time while others have work waiting too.
     *
     * @param owner a plugin's id, or {@code core}
     * @param weight 1 to {@value io.dalbox.lanes.Lanes#MOST_WEIGHT}
     * @throws ActionException {@code INVALID} if the weight is outside of that
     */
    LaneReport.Owner weigh(String owner, int weight);

    /** Runs a round of background work now, unless one is running. */
    Schedules.View run(String schedule);

    /** Keeps rounds from beginning by themselves. */
    Schedules.View pause(String schedule);

    /** Lets rounds begin by themselves again. */
    Schedules.View resume(String schedule);
}
