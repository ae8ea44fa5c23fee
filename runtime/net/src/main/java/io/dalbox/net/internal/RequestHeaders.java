package io.dalbox.net.internal;

import io.dalbox.net.FetchRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is sent along: the caller's headers where they may go, and our defaults. */
final class RequestHeaders {

    private static final Set<String> SECRET =
            Set.of("authorization", "cookie", "cookie2", "proxy-authorization", "proxy-authenticate");

    private RequestHeaders() {}

    /**
     * Returns the headers for one hop.
     *
     * @param given the caller's
     * @param sameOrigin whether the hop goes to the origin that the caller named; secrets go nowhere else
     */
    static Map<String, String> of(Map<String, String> given, WebUrl url, boolean sameOrigin) {
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.put("User-Agent", "Dalbox");
        sent.put("Accept", "*/*");
        sent.put("Accept-Encoding", "identity");
        given.forEach((name, value) -> {
            if (sameOrigin || !SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                sent.put(name, value);
            }
        });
        sent.put("Host", url.authority());
        // A connection serves one exchange: nothing is left over that a later one could mistake for its answer.
        sent.put("Connection", "close");
        return sent;
    }

    static boolean hasAuthorization(FetchRequest request) {
        return request.headers().keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
    }
}
