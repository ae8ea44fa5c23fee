package io.dalbox.lanes.internal.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trees of groups that can limit CPUs. A system has the first, the other two, or all three (hybrid). */
enum Hierarchy {
    /** Version 2: one tree with all that is not in a tree of version 1. */
    UNIFIED(""),
    /** The quota of version 1. */
    CPU("cpu"),
    /** The CPU set of version 1. */
    CPUSET("cpuset");

    private final String controller;

    Hierarchy(String controller) {
        this.controller = controller;
    }

    /** Returns the group that the process is in; null if this system has no such hierarchy. */
    @Nullable
    GroupPath groupOf(List<Membership> memberships) {
        for (Membership membership : memberships) {
            if (this == UNIFIED
                    ? membership.unified()
                    : membership.controllers().contains(controller)) {
                return membership.group();
            }
        }
        return null;
    }

    boolean has(Mount mount) {
        return this == UNIFIED
                ? mount.unified()
                : !mount.unified() && mount.options().contains(controller);
    }
}
