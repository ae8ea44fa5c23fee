package io.dalbox.web.internal.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as the database has it.
 *
 * @param id stable
 * @param name what is typed at login
 * @param administrator the role
 * @param password the hash; {@code null} before one was set
 * @param disabled whether it neither logs in nor acts by tokens
 * @param created when
 */
public record User(
        String id,
        String name,
        boolean administrator,
        @Nullable String password,
        boolean disabled,
        Instant created) {

    /** The id of the first administrator, who is always there. */
    public static final String ADMIN = "admin";
}
