package io.dalbox.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The grammar of {@link StoragePath}. */
final class StoragePathSyntax {

    private static final Pattern STORAGE = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    private StoragePathSyntax() {}

    static StoragePath parse(String text) {
        int colon = text.indexOf(":/");
        if (colon <= 0) {
            throw new IllegalArgumentException(
                    "A path names its storage first, such as media:/films/a.mkv; got " + quote(text));
        }
        String rest = text.substring(colon + 2);
        List<String> segments = new ArrayList<>();
        if (!rest.isEmpty()) {
            segments.addAll(List.of(rest.split("/", -1)));
        }
        if (!segments.isEmpty() && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return new StoragePath(text.substring(0, colon), segments);
    }

    static void check(String storage, List<String> segments) {
        if (!STORAGE.matcher(storage).matches()) {
            throw new IllegalArgumentException(
                    "A storage's name is lower-case letters, digits and hyphens; got " + quote(storage));
        }
        int bytes = storage.length() + 1;
        for (String segment : segments) {
            bytes += checkSegment(segment) + 1;
        }
        if (bytes > StoragePath.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "The path has " + bytes + " bytes; at most " + StoragePath.MAX_BYTES + " are allowed");
        }
    }

    private static int checkSegment(String segment) {
        if (segment.isEmpty()) {
            throw new IllegalArgumentException("The path has an empty part: two slashes in a row");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("The path must not contain " + quote(segment));
        }
        if (isSpace(segment.codePointAt(0)) || isSpace(segment.codePointBefore(segment.length()))) {
            throw new IllegalArgumentException("The part " + quote(segment) + " begins or ends with a space");
        }
        segment.codePoints().forEach(StoragePathSyntax::checkCharacter);
        int bytes = segment.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > StoragePath.MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException("The part " + quote(segment) + " has " + bytes + " bytes; at most "
                    + StoragePath.MAX_SEGMENT_BYTES + " are allowed");
        }
        return bytes;
    }

    /** Also those that do not break a line, which {@link String#strip} leaves. */
    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static void checkCharacter(int c) {
        // Format characters (Cf) hide or reorder what a person reads, surrogates (Cs) are broken text.
        int type = Character.getType(c);
        if (c == '/'
                || c == '\\'
                || c == 0xFFFD
                || Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR) {
            throw new IllegalArgumentException("The path must not contain the character U+" + "%04X".formatted(c));
        }
    }

    private static String quote(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(60).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append(text.length() > 60 ? "…\"" : "\"").toString();
    }
}
