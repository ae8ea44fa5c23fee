package io.dalbox.lanes;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lanes do now; its JSON is that of {@code /api/compute}.
 *
 * @param size threads of the CPU executor
 * @param limit how many CPUs the process may use
 * @param limitSource who says so, for people
 * @param problem what of the machine's limits could not be read, for people
 * @param niceness of the CPU threads; {@code null} when their priority could not be lowered, or no thread has run yet
 * @param running CPU work running
 * @param waiting CPU work waiting
 * @param abandoned work that did not end when it was asked to
 * @param io IO work running
 * @param cpuSeconds CPU time used on the CPU executor by all owners
 * @param longestWait how many seconds the oldest waiting work has waited; {@code null} when none waits
 * @param owners per owner
 * @param work what runs and waits, those at work for longest first; at most {@value #MOST_WORK}
 */
public record LaneReport(
        int size,
        double limit,
        String limitSource,
        @Nullable String problem,
        @Nullable Integer niceness,
        int running,
        int waiting,
        int abandoned,
        int io,
        double cpuSeconds,
        @Nullable Double longestWait,
        List<Owner> owners,
        List<Piece> work) {

    /** How many pieces of work a report names. */
    public static final int MOST_WORK = 200;

    /**
     * What one owner has.
     *
     * @param owner a plugin's id, or {@code core}
     * @param weight its share
     * @param running CPU work running
     * @param waiting CPU work waiting
     * @param mostWaiting how much may wait in each priority
     * @param io IO work running
     * @param mostIo how much may run
     * @param abandoned work that did not end when it was asked to
     * @param cpuSeconds CPU time used on the CPU executor
     * @param longestWait how many seconds its oldest waiting work has waited
     */
    public record Owner(
            String owner,
            int weight,
            int running,
            int waiting,
            int mostWaiting,
            int io,
            int mostIo,
            int abandoned,
            double cpuSeconds,
            @Nullable Double longestWait) {}

    /**
     * A piece of work.
     *
     * @param id of the piece, while the process lives
     * @param owner whose
     * @param name what
     * @param detail which one
     * @param lane where
     * @param priority who waits for it
     * @param state whether it runs
     * @param seconds since it began or, while it waits, since it was submitted
     */
    public record Piece(
            String id,
            String owner,
            String name,
            @Nullable String detail,
            Lane lane,
            Priority priority,
            State state,
            double seconds) {}

    /** Whether a piece of work runs. */
    public enum State {
        WAITING,
        RUNNING,
        ABANDONED
    }
}
