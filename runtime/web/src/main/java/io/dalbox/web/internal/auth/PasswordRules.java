package io.dalbox.web.internal.auth;

import io.dalbox.web.internal.http.ProblemException;

/** What a password must be: long enough, and short enough to be hashed. Nothing else helps (NIST SP 800-63B, 5.1.1). */
final class PasswordRules {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;

    private PasswordRules() {}

    static String check(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw ProblemException.field(
                    "/password", "The password must have " + SHORTEST + " to " + LONGEST + " characters.");
        }
        return password;
    }
}
