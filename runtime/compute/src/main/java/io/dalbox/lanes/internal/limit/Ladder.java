package io.dalbox.lanes.internal.limit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one hierarchy whose limits hold for the process, from its own up to the uppermost that can be seen.
 *
 * @param groups none if no mount shows the process's group
 * @param problem why groups are missing here, for people; null if none is
 */
record Ladder(
        Hierarchy hierarchy, List<Group> groups, @Nullable String problem) {

    /** A group and the directory that shows it. */
    record Group(GroupPath path, String directory) {}

    /** Climbs from the process's group to the root of a mount. */
    static Ladder of(Hierarchy hierarchy, GroupPath own, Mount mount, KernelFiles files) {
        if (mount.root().isHighAbove(own)) {
            String problem = mount.point() + " shows the groups from " + mount.root() + " on, the process is in " + own
                    + " below and limits between them cannot be found";
            return new Ladder(hierarchy, List.of(new Group(mount.root(), mount.point())), problem);
        }
        List<String> way = mount.root().wayTo(own).orElse(null);
        if (way == null) {
            String problem = mount.point() + " shows the group " + mount.root() + ", the process is in " + own
                    + " outside of it, so its limits are ignored";
            return new Ladder(hierarchy, List.of(), problem);
        }
        List<Group> groups = climb(mount, way);
        String directory = groups.getFirst().directory();
        String problem = files.isDirectory(directory) ? null : directory + ", the process's group, is missing";
        return new Ladder(hierarchy, groups, problem);
    }

    private static List<Group> climb(Mount mount, List<String> way) {
        List<Group> down = new ArrayList<>();
        GroupPath path = mount.root();
        String directory = mount.point();
        down.add(new Group(path, directory));
        for (String name : way) {
            path = path.plus(name);
            directory = directory + "/" + name;
            down.add(new Group(path, directory));
        }
        return down.reversed();
    }

    /** Says which of two mounts of a hierarchy is the better one: without a problem, and with more groups. */
    boolean tellsMoreThan(Ladder other) {
        boolean fine = problem == null;
        boolean otherFine = other.problem == null;
        return fine == otherFine ? groups.size() > other.groups.size() : fine;
    }
}
