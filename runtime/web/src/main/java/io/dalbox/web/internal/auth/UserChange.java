package io.dalbox.web.internal.auth;

import org.jspecify.annotations.Nullable;

/**
 * What is to change of a user; {@code null} leaves it as it is.
 *
 * @param administrator the role
 * @param password a new one, as typed
 * @param disabled whether the user is kept out
 */
public record UserChange(
        @Nullable Boolean administrator,
        @Nullable String password,
        @Nullable Boolean disabled) {

    /** Only the password. */
    public static UserChange password(String password) {
        return new UserChange(null, password, null);
    }
}
