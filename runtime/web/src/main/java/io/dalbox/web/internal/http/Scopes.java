package io.dalbox.web.internal.http;

import java.util.Collection;
import java.util.regex.Pattern;

/** Compares scopes with access words, both {@code <area>.<verb>}; a scope's area, verb or both may be {@code *}. */
public final class Scopes {

    /** The scope that covers everything. */
    public static final String ALL = "*";

    private static final Pattern FORM = Pattern.compile("\\*|(\\*|[a-z][a-z0-9-]{0,40})\\.(\\*|[a-z][a-z0-9_-]{0,40})");

    private Scopes() {}

    /** Returns whether the text has the form of a scope. */
    public static boolean valid(String scope) {
        return FORM.matcher(scope).matches();
    }

    /** Returns whether one of the scopes covers the access. */
    public static boolean cover(Collection<String> scopes, String access) {
        int dot = access.lastIndexOf('.');
        return scopes.contains(ALL)
                || scopes.contains(access)
                || (dot > 0
                        && (scopes.contains(access.substring(0, dot) + ".*")
                                || scopes.contains("*" + access.substring(dot))));
    }

    static boolean adminVerb(String access) {
        return access.endsWith(".admin");
    }
}
