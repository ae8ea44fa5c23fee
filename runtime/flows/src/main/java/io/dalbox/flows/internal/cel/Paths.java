package io.dalbox.flows.internal.cel;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes paths apart and puts them together: {@code storage:/folder/name.ext}, and plain ones with slashes. Works on text alone; nothing
 * that it makes lies above the root or the folder that it was given. Total: any text has a name, a stem, an extension and a parent.
 */
final class Paths {

    private Paths() {}

    /** The last segment; empty for a root. */
    static String name(String path) {
        String rest = rest(path);
        String trimmed = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /** The name without its extension. */
    static String stem(String path) {
        String name = name(path);
        int dot = dot(name);
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The extension without its dot; empty when there is none. */
    static String ext(String path) {
        String name = name(path);
        int dot = dot(name);
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** Everything before the name; the root is its own parent. */
    static String parent(String path) {
        String name = name(path);
        String rest = rest(path);
        String before =
                rest.substring(0, rest.length() - name.length() - (rest.endsWith("/") && !name.isEmpty() ? 1 : 0));
        boolean root = before.isEmpty() || before.chars().allMatch(c -> c == '/');
        String parent = root ? before : before.replaceAll("/+$", "");
        return storage(path) + (parent.isEmpty() && !storage(path).isEmpty() ? "/" : parent);
    }

    /** The path with another extension, or none. */
    static String withExt(String path, String ext) {
        String own = ext(path);
        String trimmed = path.replaceAll("/+$", "");
        String bare = own.isEmpty() ? trimmed : trimmed.substring(0, trimmed.length() - own.length() - 1);
        String clean = ext.replaceAll("[/\\\\]", "").replaceAll("^\\.+", "");
        return clean.isEmpty() ? bare : bare + "." + clean;
    }

    /** A path below a folder; what would climb out of it stays in it. */
    static String join(String folder, String below) {
        List<String> segments = new ArrayList<>();
        for (String segment : below.split("[/\\\\]+")) {
            switch (segment) {
                case "", "." -> {
                    // nothing
                }
                case ".." -> {
                    if (!segments.isEmpty()) {
                        segments.removeLast();
                    }
                }
                default -> segments.add(segment);
            }
        }
        String inner = String.join("/", segments);
        return folder.isEmpty() || folder.endsWith("/") ? folder + inner : folder + "/" + inner;
    }

    /** {@code media:} of {@code media:/films}; empty when there is none. */
    private static String storage(String path) {
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        return colon > 0 && (slash < 0 || colon < slash) ? path.substring(0, colon + 1) : "";
    }

    private static String rest(String path) {
        return path.substring(storage(path).length());
    }

    /** A dot at the start makes a hidden file, not an extension. */
    private static int dot(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || dot == name.length() - 1 ? -1 : dot;
    }
}
