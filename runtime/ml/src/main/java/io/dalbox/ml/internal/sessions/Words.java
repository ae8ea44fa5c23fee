package io.dalbox.ml.internal.sessions;

import java.util.Locale;

/** Numbers for people. */
final class Words {

    private static final double MIB = 1 << 20;

    private Words() {}

    static String bytes(long bytes) {
        return bytes < 10 * MIB
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
                : Math.round(bytes / MIB) + " MiB";
    }
}
