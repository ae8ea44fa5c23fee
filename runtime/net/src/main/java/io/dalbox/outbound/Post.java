package io.dalbox.outbound;

import io.dalbox.net.FetchRequest;
import java.time.Duration;
import java.util.Map;

/**
 * What is posted.
 *
 * @param url absolute, http or https
 * @param headers by name, with the content type; those that frame the message are refused, as in {@link FetchRequest}
 * @param body sent as UTF-8
 * @param idleTimeout how long the other side may be silent
 * @param privateAllowed whether the owner lets this one go to addresses that are not of the public Internet
 */
public record Post(String url, Map<String, String> headers, String body, Duration idleTimeout, boolean privateAllowed) {

    /**
     * Checks the headers.
     *
     * @throws IllegalArgumentException if one is not allowed; the message says which and why
     */
    public Post {
        headers = FetchRequest.get(url).withHeaders(headers).headers();
    }
}
