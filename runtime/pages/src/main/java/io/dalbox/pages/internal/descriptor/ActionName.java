package io.dalbox.pages.internal.descriptor;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an action as descriptors write it: {@code <plugin>.<action>}. */
public record ActionName(String plugin, String action) {

    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{1,40}\\.[a-z][a-z0-9_]{0,40}");

    /** Reads a name; empty when it is none. */
    public static Optional<ActionName> of(String text) {
        if (!isOne(text)) {
            return Optional.empty();
        }
        int dot = text.indexOf('.');
        return Optional.of(new ActionName(text.substring(0, dot), text.substring(dot + 1)));
    }

    static boolean isOne(String text) {
        return SYNTAX.matcher(text).matches();
    }
}
