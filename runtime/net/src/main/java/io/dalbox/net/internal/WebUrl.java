package io.dalbox.net.internal;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http or https URL, taken apart once; what connects, checks and shows uses these parts and never the text again.
 *
 * @param secure whether it is https
 * @param host in lower-case ASCII, without a trailing dot; an IPv6 literal without brackets
 * @param port 1 to 65535
 * @param target path and query as sent, percent-encoded, beginning with a slash
 * @param literal the address when the host is one in whatever spelling; {@code null} for a name
 */
record WebUrl(
        boolean secure,
        String host,
        int port,
        String target,
        @Nullable InetAddress literal) {

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https URL; the message says why
     */
    static WebUrl parse(String text) {
        return new UrlParser(text).parse();
    }

    /**
     * Reads what a {@code Location} header means, seen from this URL (RFC 3986, section 5.2).
     *
     * @throws IllegalArgumentException if it is no http or https URL
     */
    WebUrl resolve(String location) {
        String text = location.strip();
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return parse(text);
        }
        if (text.startsWith("//")) {
            return parse((secure ? "https:" : "http:") + text);
        }
        String path = target.split("\\?", 2)[0];
        if (text.startsWith("/")) {
            return parse(origin() + text);
        }
        if (text.isEmpty() || text.startsWith("#")) {
            return this;
        }
        if (text.startsWith("?")) {
            return parse(origin() + path + text);
        }
        return parse(origin() + path.substring(0, path.lastIndexOf('/') + 1) + text);
    }

    /** Returns host and port as the Host header has them. */
    String authority() {
        String shown = host.indexOf(':') >= 0 ? "[" + host.split("%", 2)[0] + "]" : host;
        return port == (secure ? 443 : 80) ? shown : shown + ":" + port;
    }

    /** Returns scheme, host and port; two URLs are of one origin when these are equal (RFC 6454). */
    String origin() {
        return String.format(Locale.ROOT, "%s://%s", secure ? "https" : "http", authority());
    }

    boolean sameOrigin(WebUrl other) {
        return secure == other.secure && port == other.port && Objects.equals(host, other.host);
    }

    /** Returns it without the query, which may hold secrets. */
    String shown() {
        return origin() + target.split("\\?", 2)[0];
    }

    @Override
    public String toString() {
        return origin() + target;
    }
}
