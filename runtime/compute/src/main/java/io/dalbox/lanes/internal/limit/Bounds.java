package io.dalbox.lanes.internal.limit;

import io.dalbox.lanes.internal.limit.Ladder.Group;

/** Reads the limits of groups. A group without a file has no limit of that kind: its controller is not switched on. */
final class Bounds {

    private final KernelFiles files;
    private final Problems problems;

    Bounds(KernelFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** Returns the tightest limit of a ladder, or {@code outer} if that is tighter. */
    Bound tightest(Bound outer, Ladder ladder) {
        return switch (ladder.hierarchy()) {
            case UNIFIED -> set(quotas(outer, ladder, LimitFile.MAX), ladder, LimitFile.EFFECTIVE);
            case CPU -> quotas(outer, ladder, LimitFile.QUOTA);
            case CPUSET -> set(outer, ladder, LimitFile.EFFECTIVE_1, LimitFile.CONFIGURED_1);
        };
    }

    /** Every group on the way up may be the tightest: a quota is of all that is below, and not inherited. */
    private Bound quotas(Bound outer, Ladder ladder, LimitFile file) {
        Bound tightest = outer;
        for (Group group : ladder.groups()) {
            double cpus = file == LimitFile.QUOTA ? share(group) : number(group, file, LimitText.UNLIMITED);
            if (cpus < LimitText.UNLIMITED) {
                tightest = tightest.orTighter(bound(cpus, Bound.Kind.QUOTA, file, group));
            }
        }
        return tightest;
    }

    /** An effective set lies within the sets above it, so the first that can be read is the tightest. */
    private Bound set(Bound outer, Ladder ladder, LimitFile... choice) {
        for (Group group : ladder.groups()) {
            for (LimitFile file : choice) {
                double cpus = number(group, file, 0);
                if (cpus > 0) {
                    Bound.Kind kind = group.path().isRoot() ? Bound.Kind.SET_OF_ROOT : Bound.Kind.SET;
                    return outer.orTighter(bound(cpus, kind, file, group));
                }
            }
        }
        return outer;
    }

    /** In version 1 a quota and its period are in two files. */
    private double share(Group group) {
        double quota = number(group, LimitFile.QUOTA, LimitText.UNLIMITED);
        if (quota == LimitText.UNLIMITED) {
            return LimitText.UNLIMITED;
        }
        double period = number(group, LimitFile.PERIOD, 0);
        if (period > 0) {
            return quota / period;
        }
        problems.add(group.directory() + "/" + LimitFile.QUOTA + " has no " + LimitFile.PERIOD
                + " beside it and is ignored");
        return LimitText.UNLIMITED;
    }

    private double number(Group group, LimitFile file, double none) {
        String path = group.directory() + "/" + file;
        String text = files.limit(path, problems);
        if (text == null) {
            return none;
        }
        try {
            return file.parse(text);
        } catch (IllegalArgumentException malformed) {
            problems.add(path, text, file.expected());
            return none;
        }
    }

    private static Bound bound(double cpus, Bound.Kind kind, LimitFile file, Group group) {
        return new Bound(
                cpus,
                kind,
                file + " of the cgroup " + Problems.printable(group.path().toString()));
    }
}
