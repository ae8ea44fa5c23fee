package io.dalbox.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a foreign page makes a browser send: those for a host name that is not ours (DNS rebinding), and unsafe
 * ones from another origin.
 */
public final class HostCheck {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;
    private final Set<String> names;

    /**
     * A check.
     *
     * @param bind the address that the server listens on
     * @param names host names that the owner added
     */
    public HostCheck(String bind, Set<String> names) {
        this.loopbackOnly = LOOPBACK.contains(bind) || bind.equals("::1");
        this.names = Set.copyOf(names);
    }

    /**
     * Checks the host that the request is for.
     *
     * @throws ProblemException 421 if it is not ours
     */
    public void checkHost(HttpServletRequest request) {
        if (loopbackOnly && !ours(request.getHeader("Host"), request.getLocalPort())) {
            throw new ProblemException(
                    421,
                    "This server answers only for localhost. To use another name, add it to DALBOX_HOSTS and start again.");
        }
    }

    /**
     * Checks that an unsafe request comes from a page of ours or from a program.
     *
     * @throws ProblemException 403 if it comes from another origin
     */
    public void checkOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean foreign = (site != null && !site.equals("same-origin") && !site.equals("none"))
                || (origin != null && !sameHost(origin, request.getHeader("Host")));
        if (foreign) {
            throw new ProblemException(403, "The request comes from another site.");
        }
    }

    private boolean ours(@Nullable String host, int port) {
        if (host == null) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean hasPort = colon > lower.lastIndexOf(']');
        String name = hasPort ? lower.substring(0, colon) : lower;
        String given = hasPort ? lower.substring(colon + 1) : "80";
        return names.contains(name) || (LOOPBACK.contains(name) && given.equals(Integer.toString(port)));
    }

    // The scheme is left out: behind a proxy that ends TLS we see http where the browser says https.
    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
