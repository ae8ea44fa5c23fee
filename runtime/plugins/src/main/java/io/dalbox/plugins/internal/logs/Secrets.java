package io.dalbox.plugins.internal.logs;

import java.util.regex.Pattern;

/** Takes what looks like a secret out of a line before it is kept. */
final class Secrets {

    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|api[_-]?key|authorization|cookie)\"?\\s*[=:]\\s*\"?(?:bearer\\s+|basic\\s+)?)"
                    + "[^\\s\"',;&}]+");
    private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]{1,200}:)[^/\\s@]{1,200}(@)");

    private Secrets() {}

    static String hide(String text) {
        return IN_URL.matcher(NAMED.matcher(text).replaceAll("$1•••")).replaceAll("$1•••$2");
    }
}
