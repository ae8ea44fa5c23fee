package io.dalbox.net.internal;

import java.net.IDN;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a URL strictly. What different programs read differently (backslashes, control characters, credentials, percent signs
 * in the host) is refused instead of repaired, so that what was checked is what is connected to.
 */
final class UrlParser {

    private static final int MAX_LENGTH = 8192;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final String PATH_CHARACTERS = "!$&'()*+,;=:@/?-._~";
    private static final String QUERY_CHARACTERS = PATH_CHARACTERS + "[]|";

    private final String text;

    UrlParser(String text) {
        this.text = text.strip();
    }

    WebUrl parse() {
        checkCharacters();
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw bad("A URL begins with http:// or https://");
        }
        boolean secure = scheme.equals("https");
        int start = colon + 3;
        int end = endOfAuthority(start);
        String authority = text.substring(start, end);
        if (authority.indexOf('@') >= 0) {
            throw bad(
                    "The URL holds a user name or password before the @; leave it out and send an Authorization header");
        }
        int bracket = authority.lastIndexOf(']');
        int portColon = authority.indexOf(':', Math.max(bracket, 0));
        String host = portColon < 0 ? authority : authority.substring(0, portColon);
        int port = portColon < 0 ? -1 : port(authority.substring(portColon + 1));
        String target = target(text.substring(end));
        int usedPort = port > 0 ? port : secure ? 443 : 80;
        return host.startsWith("[") ? ipv6(secure, host, usedPort, target) : named(secure, host, usedPort, target);
    }

    private void checkCharacters() {
        if (text.length() > MAX_LENGTH) {
            throw bad("The URL is longer than " + MAX_LENGTH + " characters");
        }
        text.chars().forEach(c -> {
            if (Character.isISOControl(c) || c == '\\') {
                throw bad("The URL must not hold " + (c == '\\' ? "a backslash" : "a control character"));
            }
        });
    }

    private int endOfAuthority(int start) {
        int at = start;
        while (at < text.length() && "/?#".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int port(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65535) {
            throw bad("The port must be a number from 1 to 65535");
        }
        return Integer.parseInt(digits);
    }

    private static WebUrl ipv6(boolean secure, String bracketed, int port, String target) {
        String host = bracketed.substring(1, bracketed.length() - (bracketed.endsWith("]") ? 1 : 0));
        String address = host.split("%", 2)[0];
        if (!bracketed.endsWith("]") || address.indexOf(':') < 0) {
            throw bad("The host " + bracketed + " is not an IPv6 address in brackets");
        }
        try {
            return new WebUrl(secure, host.toLowerCase(Locale.ROOT), port, target, literal(host, address));
        } catch (IllegalArgumentException e) {
            throw bad("The host " + bracketed + " is not an IPv6 address");
        }
    }

    private static InetAddress literal(String host, String address) {
        if (host.indexOf('%') >= 0) {
            try {
                return InetAddress.ofLiteral(host);
            } catch (IllegalArgumentException e) {
                // The zone names no interface of this machine; the address alone still says what it is.
                return InetAddress.ofLiteral(address);
            }
        }
        return InetAddress.ofLiteral(address);
    }

    private static WebUrl named(boolean secure, String given, int port, String target) {
        String host = ascii(given);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        @Nullable InetAddress literal = Ipv4Spelling.parse(host);
        if (literal != null) {
            return new WebUrl(secure, literal.getHostAddress(), port, target, literal);
        }
        if (host.isEmpty()) {
            throw bad("The URL names no host");
        }
        for (String label : host.split("\\.", -1)) {
            if (host.length() > 253 || !LABEL.matcher(label).matches()) {
                throw bad("The host \"" + given + "\" is not a valid name");
            }
        }
        return new WebUrl(secure, host, port, target, null);
    }

    private static String ascii(String host) {
        try {
            // Full-width digits, ideographic dots and the like become what they stand for here, before anything is
            // checked.
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw bad("The host \"" + host + "\" is not a valid name");
        }
    }

    private static String target(String rest) {
        String sent = rest.split("#", 2)[0];
        int query = sent.indexOf('?');
        String path = encode(query < 0 ? sent : sent.substring(0, query), PATH_CHARACTERS);
        return withoutDots(path) + (query < 0 ? "" : encode(sent.substring(query), QUERY_CHARACTERS));
    }

    private static String encode(String part, String allowed) {
        StringBuilder encoded = new StringBuilder(part.length() + 16);
        for (int i = 0; i < part.length(); ) {
            int c = part.codePointAt(i);
            boolean escape = c == '%' && part.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
            if (escape || c < 128 && (Character.isLetterOrDigit(c) || allowed.indexOf(c) >= 0)) {
                encoded.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(String.format(Locale.ROOT, "%02X", b));
                }
            }
            i += Character.charCount(c);
        }
        return encoded.toString();
    }

    /** RFC 3986, section 5.2.4. */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (last) {
                        kept.addLast("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.addLast("");
                    }
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static IllegalArgumentException bad(String message) {
        return new IllegalArgumentException(message);
    }
}
