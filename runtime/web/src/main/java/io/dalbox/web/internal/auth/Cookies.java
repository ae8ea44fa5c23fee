package io.dalbox.web.internal.auth;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The session's cookie. */
public final class Cookies {

    /** Its name. */
    public static final String NAME = "dalbox_session";

    private Cookies() {}

    /** Reads it. */
    public static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /** Returns the header that sets it. */
    public static String set(String id, boolean secure) {
        return header(id, Sessions.LIFE.toSeconds(), secure);
    }

    /** Returns the header that removes it. */
    public static String clear(boolean secure) {
        return header("", 0, secure);
    }

    private static String header(String value, long seconds, boolean secure) {
        return NAME + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
