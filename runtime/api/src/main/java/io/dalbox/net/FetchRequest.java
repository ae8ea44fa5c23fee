package io.dalbox.net;

import java.time.Duration;
import java.util.Map;

/**
 * A request without a body.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param url absolute, http or https
 * @param headers by name; {@code Authorization} and {@code Cookie} are not sent on to another origin. Those that frame the
 *     message ({@code Host}, {@code Content-Length} and the like) are refused: they are the client's own
 * @param idleTimeout how long the other side may be silent
 * @param maxRedirects how many redirects to follow
 */
public record FetchRequest(
        String method, String url, Map<String, String> headers, Duration idleTimeout, int maxRedirects) {

    /**
     * Checks the method and the headers.
     *
     * @throws IllegalArgumentException if one is not allowed; the message says which and why
     */
    public FetchRequest {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new IllegalArgumentException("The method must be GET or HEAD, not " + method);
        }
        headers = Map.copyOf(headers);
        headers.forEach(HeaderSyntax::check);
    }

    /** A GET with at most ten redirects that gives up after 30 silent seconds. */
    public static FetchRequest get(String url) {
        return new FetchRequest("GET", url, Map.of(), Duration.ofSeconds(30), 10);
    }

    /** Returns the same request with other headers. */
    public FetchRequest withHeaders(Map<String, String> headers) {
        return new FetchRequest(method, url, headers, idleTimeout, maxRedirects);
    }

    /** Returns the same request with another idle time-out. */
    public FetchRequest withIdleTimeout(Duration idleTimeout) {
        return new FetchRequest(method, url, headers, idleTimeout, maxRedirects);
    }
}
