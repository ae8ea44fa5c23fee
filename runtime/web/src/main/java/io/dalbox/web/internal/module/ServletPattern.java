package io.dalbox.web.internal.module;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Matches patterns of servlets (Servlet 6.1, 12.2) against the path below a plugin's prefix.
 *
 * @param rank more means closer: exact, then the longest prefix, then the extension, then the default
 * @param servletPath the part that the pattern stands for
 * @param pathInfo the rest; {@code null} for none
 */
record ServletPattern(
        int rank, String servletPath, @Nullable String pathInfo) {

    private static final int EXACT = Integer.MAX_VALUE;

    static Optional<ServletPattern> match(String pattern, String path) {
        if (pattern.equals(path)) {
            return Optional.of(new ServletPattern(EXACT, path, null));
        }
        if (pattern.endsWith("/*")) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            boolean below = path.equals(prefix) || path.startsWith(prefix + "/");
            return below
                    ? Optional.of(new ServletPattern(
                            3 + prefix.length(),
                            prefix,
                            path.length() == prefix.length() ? null : path.substring(prefix.length())))
                    : Optional.empty();
        }
        if (pattern.startsWith("*.") && path.endsWith(pattern.substring(1))) {
            return Optional.of(new ServletPattern(2, path, null));
        }
        return pattern.equals("/") ? Optional.of(new ServletPattern(1, path, null)) : Optional.empty();
    }

    /** Reads the service property, which may be a string or several. */
    static List<String> read(@Nullable Object property) {
        List<String> patterns = new ArrayList<>();
        switch (property) {
            case String one -> patterns.add(one);
            case String[] many -> Collections.addAll(patterns, many);
            case Collection<?> many -> many.forEach(one -> patterns.add(String.valueOf(one)));
            case null, default -> {
                // no pattern: the servlet is not meant for us
            }
        }
        return patterns;
    }
}
