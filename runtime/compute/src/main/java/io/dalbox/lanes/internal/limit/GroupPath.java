package io.dalbox.lanes.internal.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group of the kernel, seen from the root of this process's cgroup namespace: so many groups up, then down by name.
 *
 * <p>Up comes from a group outside of the namespace, such as the root of a mount that was made before the namespace.
 * How the groups on the way up are called is hidden (cgroup_namespaces(7)).
 */
record GroupPath(int up, List<String> down) {

    /** The kernel builds these paths in one page. */
    private static final int LONGEST = 4096;

    /** Reads what the kernel writes, "/a/b" or "/../a". */
    static GroupPath of(String text) {
        if (!text.startsWith("/") || text.length() > LONGEST) {
            throw new IllegalArgumentException("not a path of a group: " + text);
        }
        int up = 0;
        List<String> down = new ArrayList<>();
        for (String name : text.split("/")) {
            if (name.equals("..") && down.isEmpty()) {
                up++;
            } else if (name.equals("..") || name.equals(".")) {
                throw new IllegalArgumentException("not a path of a group: " + text);
            } else if (!name.isEmpty()) {
                down.add(name);
            }
        }
        return new GroupPath(up, List.copyOf(down));
    }

    /** Returns the names on the way from here down to that group; empty if it is not below, or nobody can know. */
    Optional<List<String>> wayTo(GroupPath inner) {
        int depth = down.size();
        boolean below = up == inner.up
                && depth <= inner.down.size()
                && inner.down.subList(0, depth).equals(down);
        return below ? Optional.of(inner.down.subList(depth, inner.down.size())) : Optional.empty();
    }

    /** Says whether that group is below this one by a way with hidden names. */
    boolean isHighAbove(GroupPath inner) {
        return up > inner.up && down.isEmpty();
    }

    /** Returns the group of that name in this one. */
    GroupPath plus(String name) {
        List<String> names = new ArrayList<>(down);
        names.add(name);
        return new GroupPath(up, names);
    }

    boolean isRoot() {
        return up == 0 && down.isEmpty();
    }

    @Override
    public String toString() {
        return isRoot() ? "/" : "/..".repeat(up) + (down.isEmpty() ? "" : "/" + String.join("/", down));
    }
}
