package io.dalbox.lanes;

import java.util.List;

/**
 * What the lanes do now.
 *
 * @param size threads of the CPU executor
 * @param running CPU work running
 * @param waiting CPU work waiting
 * @param owners per owner
 */
public record LaneReport(int size, int running, int waiting, List<Owner> owners) {

    /**
     * What one owner has.
     *
     * @param owner a plugin's id, or {@code core}
     * @param running CPU work running
     * @param waiting CPU work waiting
     * @param io virtual threads alive
     * @param cpuSeconds CPU time used on the CPU executor
     */
    public record Owner(String owner, int running, int waiting, int io, double cpuSeconds) {}
}
