package io.dalbox.web.internal.api;

import io.dalbox.pages.Viewer;
import io.dalbox.web.internal.auth.Preferences;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.Request;
import java.util.Enumeration;
import java.util.Locale;

/** Makes viewers of callers. */
final class Viewers {

    private final Preferences preferences;

    Viewers(Preferences preferences) {
        this.preferences = preferences;
    }

    Viewer of(Request request) {
        Caller caller = request.caller();
        Preferences.Look look = preferences.look(caller.userId());
        String chosen = look.locale();
        Locale locale = chosen == null ? asked(request) : Locale.forLanguageTag(chosen);
        return new Viewer(
                caller.userId(),
                caller.name(),
                caller.administrator(),
                locale,
                look.theme(),
                look.density(),
                caller::may);
    }

    Viewer nobody(Request request) {
        Preferences.Look look = Preferences.Look.DEFAULT;
        return new Viewer("", "", false, asked(request), look.theme(), look.density(), access -> false);
    }

    // The browser's list is in its order of preference; the first that we have wins.
    private static Locale asked(Request request) {
        if (request.http().getHeader("Accept-Language") == null) {
            return Locale.ENGLISH;
        }
        Enumeration<Locale> locales = request.http().getLocales();
        while (locales.hasMoreElements()) {
            switch (locales.nextElement().getLanguage()) {
                case "zh" -> {
                    return Locale.SIMPLIFIED_CHINESE;
                }
                case "en" -> {
                    return Locale.ENGLISH;
                }
                default -> {
                    // a language that we do not have: ask for the next
                }
            }
        }
        return Locale.ENGLISH;
    }
}
