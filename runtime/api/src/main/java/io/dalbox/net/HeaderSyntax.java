package io.dalbox.net;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a caller may put into a request's header (RFC 9110, section 5). */
final class HeaderSyntax {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final int MAX_VALUE = 8192;
    private static final Set<String> FRAMING = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-connection",
            "http2-settings");

    private HeaderSyntax() {}

    static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A header's name is letters, digits and hyphens");
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The header " + name + " is set by the server and cannot be given");
        }
        if (value.length() > MAX_VALUE) {
            throw new IllegalArgumentException("The header " + name + " is longer than " + MAX_VALUE + " characters");
        }
        if (value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "The header " + name + " holds a line break or another control character");
        }
    }
}
