package io.dalbox.lanes.internal.limit;

/** One answer to how many CPUs there are. */
record Bound(double cpus, Kind kind, String source) {

    /** In the order in which they explain a number: Java itself obeys quotas and sets. */
    enum Kind {
        QUOTA,
        SET,
        PROCESSORS,
        /** The set of the uppermost group is mostly just the machine. */
        SET_OF_ROOT
    }

    /** Returns the lower one; of equal ones the one that tells more, or this. */
    Bound orTighter(Bound other) {
        boolean tighter = other.cpus < cpus || (other.cpus == cpus && other.kind.compareTo(kind) < 0);
        return tighter ? other : this;
    }
}
