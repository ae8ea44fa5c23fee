package io.dalbox.pages.internal;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Tells whether a part of a descriptor speaks of a source, so that the home page does not read what no card shows. */
final class Mentions {

    private Mentions() {}

    static boolean of(JsonNode part, String source) {
        return of(part, Pattern.compile("(?<![A-Za-z0-9_.])" + Pattern.quote(source) + "(?![A-Za-z0-9_])"));
    }

    private static boolean of(JsonNode part, Pattern name) {
        return part.isString()
                ? name.matcher(part.stringValue()).find()
                : part.valueStream().anyMatch(below -> of(below, name));
    }
}
