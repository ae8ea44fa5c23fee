package io.dalbox.web.internal.auth;

import io.dalbox.web.internal.http.ProblemException;
import java.util.regex.Pattern;

/** What a user's name must be. */
final class UserNames {

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

    private UserNames() {}

    static String check(String name) {
        if (!FORM.matcher(name).matches()) {
            throw ProblemException.field(
                    "/name", "The name must have 1 to 64 letters, digits, dots, dashes, underscores or @.");
        }
        return name;
    }
}
