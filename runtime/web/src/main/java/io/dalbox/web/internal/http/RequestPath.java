package io.dalbox.web.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decoded path of a request, segment by segment. Whatever two readers could understand differently is refused: dot segments,
 * encoded slashes, backslashes, path parameters, empty segments inside, control characters, bytes that are no UTF-8.
 */
public record RequestPath(List<String> segments) {

    private static final int MAX_LENGTH = 4096;

    /**
     * Reads the raw path of a request.
     *
     * @throws ProblemException 400 with what is wrong
     */
    public static RequestPath parse(String raw) {
        if (!raw.startsWith("/") || raw.length() > MAX_LENGTH) {
            throw refused("it must begin with a slash and have at most " + MAX_LENGTH + " characters");
        }
        String[] parts = raw.substring(1).split("/", -1);
        List<String> segments = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            String segment = decode(parts[i]);
            if (segment.isEmpty() && i < parts.length - 1) {
                throw refused("it has an empty segment");
            }
            segments.add(check(segment));
        }
        return new RequestPath(List.copyOf(segments));
    }

    /**
     * Checks the raw query of a request, which the server decodes only when a parameter is asked for, and then as if a mistake
     * in it were its own.
     *
     * @throws ProblemException 400 with what is wrong
     */
    static void checkQuery(@Nullable String raw) {
        if (raw != null) {
            decode(raw);
        }
    }

    /** Returns the decoded path, with its slashes. */
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }

    private static String check(String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            throw refused("it has a dot segment");
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '/' || c == '\\' || c == ';') {
                throw refused("it has a character that must not be in a name");
            }
        }
        return segment;
    }

    private static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw refused("it has a broken percent code");
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw refused("it is not UTF-8");
        }
    }

    private static ProblemException refused(String why) {
        return new ProblemException(400, "The address cannot be used: " + why + ".");
    }
}
