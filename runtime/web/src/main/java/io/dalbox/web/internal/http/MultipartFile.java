package io.dalbox.web.internal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first file of a {@code multipart/form-data} body (RFC 7578), as a stream: nothing is kept in memory or on disk.
 *
 * @param name the file's name as the sender gave it; not safe
 * @param content its bytes; reading past a cut-off body throws
 */
public record MultipartFile(String name, InputStream content) {

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile(";\\s*filename=", Pattern.CASE_INSENSITIVE);
    private static final int MAX_HEADERS = 16 << 10;
    private static final int MAX_PARTS = 20;

    /**
     * Finds the first part with a file name.
     *
     * @throws ProblemException 400 if the body is not multipart or has no file
     */
    public static MultipartFile open(InputStream in, String contentType) throws IOException {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw new ProblemException(400, "The multipart body has no boundary.");
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        // With a line break before it, the first delimiter looks like all others.
        InputStream all =
                new SequenceInputStream(new ByteArrayInputStream("\r\n".getBytes(StandardCharsets.US_ASCII)), in);
        DelimitedInput parts = new DelimitedInput(all, ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
        parts.skipPart();
        for (int i = 0; i < MAX_PARTS && !parts.atEnd(); i++) {
            Optional<String> name = fileName(headers(parts));
            if (name.isPresent()) {
                return new MultipartFile(name.get(), parts);
            }
            parts.skipPart();
        }
        throw ProblemException.field("/file", "The body has no file. Send one as a part with a filename.");
    }

    // Read by hand: a regular expression with a choice in a loop takes a stack frame for every character of a long
    // name.
    private static Optional<String> fileName(String headers) {
        Matcher start = FILE_NAME.matcher(headers);
        if (!start.find()) {
            return Optional.empty();
        }
        int from = start.end();
        boolean quoted = headers.startsWith("\"", from);
        int end = quoted ? from + 1 : from;
        while (end < headers.length() && !endsName(headers.charAt(end), quoted)) {
            end += quoted && headers.charAt(end) == '\\' ? 2 : 1;
        }
        if (quoted) {
            return end < headers.length() ? Optional.of(headers.substring(from + 1, end)) : Optional.empty();
        }
        return end > from ? Optional.of(headers.substring(from, end)) : Optional.empty();
    }

    private static boolean endsName(char c, boolean quoted) {
        return c == '"' || !quoted && (c == ';' || Character.isWhitespace(c));
    }

    private static String headers(InputStream part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int state = 2; // the delimiter's own line break counts as the first half of an empty line
        while (state < 4) {
            int b = part.read();
            if (b < 0 || bytes.size() > MAX_HEADERS) {
                throw new ProblemException(400, "The multipart body has broken headers.");
            }
            bytes.write(b);
            boolean next = b == (state % 2 == 0 ? '\r' : '\n');
            state = next ? state + 1 : b == '\r' ? 1 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
