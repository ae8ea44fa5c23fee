package io.dalbox.web.internal.auth;

import io.dalbox.store.Store;
import io.dalbox.web.internal.http.Authenticator;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Everything about who somebody is, put together.
 *
 * @param users the users
 * @param sessions their sessions
 * @param tokens their tokens
 * @param preferences what they prefer
 * @param setup the first administrator's way in
 * @param authenticator tells who sends a request
 * @param revocations tells when rights end
 */
public record Auth(
        Users users,
        Sessions sessions,
        Tokens tokens,
        Preferences preferences,
        Setup setup,
        Authenticator authenticator,
        Revocations revocations) {

    /** Brings the tables up to date and puts it together. Empty secrets count as absent. */
    public static Auth create(Store store, Clock clock, @Nullable String adminPassword, @Nullable String token) {
        store.migrate("web", AuthSchema.STEPS);
        Revocations revocations = new Revocations();
        Users users = new Users(store, new Passwords(), revocations, present(adminPassword));
        Sessions sessions = new Sessions(store, revocations, clock);
        Tokens tokens = new Tokens(store, revocations, present(token), clock);
        return new Auth(
                users,
                sessions,
                tokens,
                new Preferences(store),
                new Setup(users),
                new Credentials(sessions, tokens),
                revocations);
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
