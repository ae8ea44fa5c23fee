package io.dalbox.tasks.internal;

import io.dalbox.storage.StoragePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Something that a task needs for itself while it runs: a storage path with what lies above and below it, or any other text.
 *
 * @param text a path in its canonical form, or the text
 * @param path whether it is a storage path
 */
record Claim(String text, boolean path) {

    /** Reads a value: what is no storage path is only ever equal to itself. */
    static Claim of(String value) {
        String text = value.strip();
        try {
            return new Claim(StoragePath.parse(text).toString(), true);
        } catch (IllegalArgumentException e) {
            return new Claim(text, false);
        }
    }

    /** Reads the values that an input has for the parameters; a list claims each of its values. */
    static Set<Claim> in(JsonNode input, List<String> parameters) {
        Set<Claim> claims = new LinkedHashSet<>();
        for (String parameter : parameters) {
            JsonNode value = input.path(parameter);
            if (value.isArray()) {
                value.forEach(one -> add(claims, one));
            } else {
                add(claims, value);
            }
        }
        return claims;
    }

    private static void add(Set<Claim> claims, JsonNode value) {
        if (value.isString() && !value.asString().isBlank()) {
            claims.add(of(value.asString()));
        }
    }
}
