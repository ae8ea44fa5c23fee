package io.dalbox.plugin.download;

import java.util.List;
import java.util.Locale;

/** Writes things for people. */
final class Words {

    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Words() {}

    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
    }

    /** Returns the host of a URL, with its port when it names one. */
    static String host(String url) {
        return url(url).replaceFirst("^[^/]*//", "").replaceFirst("/.*", "");
    }

    /** Returns a URL without what may be secret: credentials, query and fragment. */
    static String url(String url) {
        return url.split("[?#]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }
}
