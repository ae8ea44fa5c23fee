package io.dalbox.plugin.download;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file name of a {@code Content-Disposition} header (RFC 6266, RFC 8187), also as browsers leniently do. */
final class ContentDisposition {

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([A-Za-z0-9!#$&+.^_`|~-]+\\*?)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\"]*+))");
    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

    private ContentDisposition() {}

    /** Returns the name as it was sent, which is not safe yet; {@code filename*} wins over {@code filename}. */
    static Optional<String> fileName(String header) {
        String plain = null;
        // A parameter inside a quoted string is none: the pattern walks from one parameter to the next.
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            String value = quoted != null
                    ? quoted.replaceAll("\\\\(.)", "$1")
                    : parameter.group(3).strip();
            String name = parameter.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("filename*")) {
                Optional<String> extended = extended(value);
                if (extended.isPresent()) {
                    return extended;
                }
            } else if (name.equals("filename") && plain == null) {
                plain = value;
            }
        }
        return Optional.ofNullable(plain)
                .map(ContentDisposition::decodeIfEncoded)
                .filter(name -> !name.isBlank());
    }

    /** RFC 8187, section 3.2: charset'language'percent-encoded. */
    private static Optional<String> extended(String value) {
        String[] parts = value.split("'", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        Charset charset = switch (parts[0].toUpperCase(Locale.ROOT)) {
            case "UTF-8" -> StandardCharsets.UTF_8;
            case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
            default -> null;
        };
        return charset == null ? Optional.empty() : decode(parts[2], charset).filter(name -> !name.isBlank());
    }

    /** Many servers percent-encode the plain form too. */
    private static String decodeIfEncoded(String value) {
        return ENCODED.matcher(value).find()
                ? decode(value, StandardCharsets.UTF_8).orElse(value)
                : value;
    }

    /** Undoes percent-encoding; empty when the bytes are not of the charset. */
    static Optional<String> decode(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%'
                    && ENCODED.matcher(text).region(i, text.length()).lookingAt()) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                int c = text.codePointAt(i);
                bytes.writeBytes(Character.toString(c).getBytes(charset));
                i += Character.charCount(c);
            }
        }
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
