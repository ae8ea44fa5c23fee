package io.dalbox.lanes.internal.limit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place where a hierarchy of groups can be seen.
 *
 * @param root the group that the mount point shows; it is not the uppermost in containers and bind mounts
 * @param options of the file system, among them the controllers of version 1
 */
record Mount(boolean unified, GroupPath root, String point, List<String> options) {

    private static final int ROOT = 3;
    private static final int POINT = 4;
    private static final int OPTIONAL = 6;

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    /** Reads a line of /proc/self/mountinfo (proc_pid_mountinfo(5)); empty for other file systems. */
    static Optional<Mount> of(String line) {
        List<String> fields = Arrays.asList(line.split(" "));
        int dash = fields.indexOf("-");
        if (dash < OPTIONAL || dash + 1 >= fields.size()) {
            throw new IllegalArgumentException("not a line of /proc/self/mountinfo: " + line);
        }
        String type = fields.get(dash + 1);
        if (!type.equals("cgroup") && !type.equals("cgroup2")) {
            return Optional.empty();
        }
        String point = unescaped(fields.get(POINT));
        if (!point.startsWith("/")) {
            throw new IllegalArgumentException("not a mount point: " + point);
        }
        return Optional.of(new Mount(
                type.equals("cgroup2"),
                GroupPath.of(unescaped(fields.get(ROOT))),
                point,
                List.of(fields.getLast().split(","))));
    }

    /** Undoes what the kernel does to blanks and backslashes, which would look like the end of a field. */
    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        return ESCAPED.matcher(field).replaceAll(escaped -> {
            char original = (char) Integer.parseInt(escaped.group(1), 8);
            return original == '\\' ? "\\\\" : String.valueOf(original);
        });
    }
}
