package io.dalbox.lanes.internal.limit;

import java.util.BitSet;

/** Reads what the kernel writes into the files of limits. Anything else is an IllegalArgumentException. */
final class LimitText {

    /** What stands for no quota. */
    static final double UNLIMITED = Double.POSITIVE_INFINITY;

    /** The kernel can be built for 8192; a number far above is no number of a CPU, and would cost memory here. */
    private static final int HIGHEST_CPU = 65_535;

    private LimitText() {}

    /** Reads cpu.max of version 2: "max 100000" or "150000 100000", microseconds in each period. */
    static double max(String text) {
        String[] fields = text.strip().split(" ");
        if (fields.length != 2) {
            throw new IllegalArgumentException("not a quota and a period");
        }
        double period = positive(fields[1]);
        return fields[0].equals("max") ? UNLIMITED : positive(fields[0]) / period;
    }

    /** Reads cpu.cfs_quota_us of version 1: microseconds, -1 for no quota. */
    static double quota(String text) {
        return text.strip().equals("-1") ? UNLIMITED : positive(text);
    }

    /** Reads a whole number above 0. */
    static double positive(String text) {
        long number = Long.parseLong(text.strip());
        if (number <= 0) {
            throw new IllegalArgumentException("not above 0");
        }
        return number;
    }

    /** Reads a list such as "0-3,8,10-11" and returns how many CPUs it names; 0 for an empty one. */
    static int cpus(String text) {
        if (text.isBlank()) {
            return 0;
        }
        BitSet cpus = new BitSet();
        for (String range : text.strip().split(",", -1)) {
            int dash = range.indexOf('-');
            int first = cpu(dash < 0 ? range : range.substring(0, dash));
            int last = cpu(range.substring(dash + 1));
            if (last < first) {
                throw new IllegalArgumentException("a range that ends before it begins");
            }
            cpus.set(first, last + 1);
        }
        return cpus.cardinality();
    }

    private static int cpu(String text) {
        int number = Integer.parseUnsignedInt(text);
        if (number < 0 || number > HIGHEST_CPU) {
            throw new IllegalArgumentException("not a number of a CPU");
        }
        return number;
    }
}
