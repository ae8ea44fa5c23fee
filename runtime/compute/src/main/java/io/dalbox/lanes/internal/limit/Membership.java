package io.dalbox.lanes.internal.limit;

import java.util.List;

/** A line of /proc/self/cgroup: the group that the process is in, in one hierarchy. */
record Membership(boolean unified, List<String> controllers, GroupPath group) {

    /** Reads "4:cpu,cpuacct:/a" of version 1 or "0::/a" of version 2. */
    static Membership of(String line) {
        String[] fields = line.split(":", 3);
        if (fields.length < 3) {
            throw new IllegalArgumentException("not a line of /proc/self/cgroup: " + line);
        }
        boolean unified = fields[0].equals("0") && fields[1].isEmpty();
        return new Membership(unified, List.of(fields[1].split(",")), GroupPath.of(fields[2]));
    }
}
