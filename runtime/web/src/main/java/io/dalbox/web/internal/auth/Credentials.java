package io.dalbox.web.internal.auth;

import io.dalbox.web.internal.http.Authenticator;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a request's credentials: a bearer token, else the session's cookie. A token that is wrong never falls back. */
final class Credentials implements Authenticator {

    private static final Caller ANONYMOUS = new Caller.Anonymous();
    private static final String BEARER = "bearer ";

    private final Sessions sessions;
    private final Tokens tokens;

    Credentials(Sessions sessions, Tokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Override
    public Caller authenticate(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return bearer(header);
        }
        Optional<String> cookie = Cookies.read(request);
        return cookie.<Caller>flatMap(id -> sessions.find(id, () -> Device.of(request)))
                .orElse(ANONYMOUS);
    }

    private Caller bearer(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw refused("Only Bearer tokens are understood.");
        }
        return tokens.find(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> refused("The token is not valid: it is unknown, removed or expired."));
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                401, detail, List.of(), Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }
}
