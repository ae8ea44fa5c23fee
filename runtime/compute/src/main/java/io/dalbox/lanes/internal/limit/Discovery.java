package io.dalbox.lanes.internal.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the limits of the process are.
 *
 * <p>In plain loops, as all of this package that runs while nothing is wrong: it is on the way of the runtime's start,
 * and each lambda would cost it a millisecond.
 */
final class Discovery {

    private static final String MEMBERSHIPS = "/proc/self/cgroup";
    private static final String MOUNTS = "/proc/self/mountinfo";

    /** A line for each of a dozen hierarchies of version 1, each up to a page. */
    private static final int MOST_OF_MEMBERSHIPS = 64 << 10;

    private static final int MOST_OF_MOUNTS = 1 << 20;

    private final KernelFiles files;

    Discovery(KernelFiles files) {
        this.files = files;
    }

    /** Returns what says which groups the process is in; null where there are no groups. */
    @Nullable
    List<String> memberships(Problems problems) {
        return files.lines(MEMBERSHIPS, MOST_OF_MEMBERSHIPS, problems);
    }

    /** Returns the groups that limit a process with these memberships: at most one ladder per hierarchy. */
    List<Ladder> ladders(List<String> lines, Problems problems) {
        List<Membership> memberships = parsed(lines, problems);
        if (memberships.isEmpty()) {
            return List.of();
        }
        List<Mount> mounts = mounts(problems);
        List<Ladder> ladders = new ArrayList<>();
        for (Hierarchy hierarchy : Hierarchy.values()) {
            GroupPath own = hierarchy.groupOf(memberships);
            Ladder best = own == null ? null : best(hierarchy, own, mounts);
            if (best != null) {
                ladders.add(best);
                problems.addIfAny(best.problem());
            }
        }
        return ladders;
    }

    private @Nullable Ladder best(Hierarchy hierarchy, GroupPath own, List<Mount> mounts) {
        Ladder best = null;
        for (Mount mount : mounts) {
            if (hierarchy.has(mount)) {
                Ladder ladder = Ladder.of(hierarchy, own, mount, files);
                best = best == null || ladder.tellsMoreThan(best) ? ladder : best;
            }
        }
        return best;
    }

    private static List<Membership> parsed(List<String> lines, Problems problems) {
        if (lines.isEmpty()) {
            problems.add(MEMBERSHIPS, "", "lines of groups");
        }
        List<Membership> all = new ArrayList<>();
        for (String line : lines) {
            try {
                all.add(Membership.of(line));
            } catch (IllegalArgumentException malformed) {
                problems.add(MEMBERSHIPS, line, "a line of a group");
            }
        }
        return all;
    }

    private List<Mount> mounts(Problems problems) {
        List<String> lines = files.lines(MOUNTS, MOST_OF_MOUNTS, problems);
        if (lines == null || lines.isEmpty()) {
            problems.add(MOUNTS + " is missing or empty, so the limits of the process's groups cannot be found");
            return List.of();
        }
        List<Mount> all = new ArrayList<>();
        for (String line : lines) {
            try {
                Optional<Mount> mount = Mount.of(line);
                if (mount.isPresent()) {
                    all.add(mount.get());
                }
            } catch (IllegalArgumentException malformed) {
                problems.add(MOUNTS, line, "a line of a mount");
            }
        }
        return all;
    }
}
