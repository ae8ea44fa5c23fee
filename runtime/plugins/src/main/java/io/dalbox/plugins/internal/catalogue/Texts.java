package io.dalbox.plugins.internal.catalogue;

import org.jspecify.annotations.Nullable;

/** Texts from outside: of bounded length, without characters that only confuse a screen. They stay text, never markup. */
final class Texts {

    private static final int QUOTED = 100;

    private Texts() {}

    /** Returns one line; {@code null} when nothing is left. */
    static @Nullable String line(@Nullable String text, int most) {
        return text == null ? null : shorten(clean(text).replaceAll("\\s+", " ").strip(), most);
    }

    /** Returns lines; {@code null} when nothing is left. */
    static @Nullable String lines(@Nullable String text, int most) {
        return text == null
                ? null
                : shorten(clean(text.replace("\r\n", "\n").replace('\r', '\n')).strip(), most);
    }

    /** Returns what can be shown of a value in a message. */
    static String quote(String text) {
        String line = line(text, QUOTED);
        return line == null ? "" : line;
    }

    // Control characters, and those that turn the order of what follows around (Unicode TR 36, section 2.1).
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069]", "");
    }

    private static @Nullable String shorten(String text, int most) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
