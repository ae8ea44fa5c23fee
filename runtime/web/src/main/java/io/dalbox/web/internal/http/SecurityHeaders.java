package io.dalbox.web.internal.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;

/** The headers that every answer carries, set before anything else can fail. */
public final class SecurityHeaders {

    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self'; worker-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types lit-html dalbox";

    // The console's own pages use inline scripts, inline styles and eval in an old jQuery. Only there, only for
    // administrators.
    private static final String CONSOLE_CSP = "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String POLICY = "Content-Security-Policy";

    private static final Map<String, String> COMMON = Map.of(
            POLICY,
            CSP,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cache-Control",
            "no-store");

    private static final Set<String> FIXED = Set.of(
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "set-cookie");

    private SecurityHeaders() {}

    /** Sets them. */
    public static void set(HttpServletResponse response) {
        COMMON.forEach(response::setHeader);
    }

    /** Sets them, with the looser policy of the console. */
    public static void setForConsole(HttpServletResponse response) {
        set(response);
        response.setHeader(POLICY, CONSOLE_CSP);
    }

    /** Returns whether a plugin's servlet must leave the header alone. */
    public static boolean fixed(String header) {
        return FIXED.contains(header.toLowerCase(java.util.Locale.ROOT));
    }
}
