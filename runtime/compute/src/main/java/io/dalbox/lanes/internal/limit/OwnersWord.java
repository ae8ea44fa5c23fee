package io.dalbox.lanes.internal.limit;

import java.util.regex.Pattern;

/** What the owner of the machine set: 0 CPUs when it is nothing, or nothing that makes sense. */
record OwnersWord(double cpus, boolean wrong, String text) {

    static final String NAME = "DALBOX_CPU_LIMIT";

    /** Java's own reader also takes "4d", "0x1p3" and "Infinity", which nobody means. */
    private static final Pattern NUMBER = Pattern.compile("[-+.0-9eE]+");

    static OwnersWord of(String text) {
        String word = text.strip();
        double cpus = number(word);
        boolean sensible = cpus > 0 && Double.isFinite(cpus);
        return new OwnersWord(sensible ? cpus : 0, !sensible && !word.isEmpty(), word);
    }

    private static double number(String word) {
        try {
            return NUMBER.matcher(word).matches() ? Double.parseDouble(word) : 0;
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
