package io.dalbox.pages;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * Who looks at a page.
 *
 * @param id the user's id; empty before login
 * @param name the user's name
 * @param administrator whether the user may administer
 * @param locale {@code zh-CN} or {@code en}
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param density {@code comfortable} or {@code compact}
 * @param may tells whether the user has an access, such as {@code download.write}
 */
public record Viewer(
        String id,
        String name,
        boolean administrator,
        Locale locale,
        String theme,
        String density,
        Predicate<String> may) {}
