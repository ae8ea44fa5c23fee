package io.dalbox.pages.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is printed cannot leave the double quotes around it: JSON strings (RFC 8259, section 7), which YAML reads alike. It is a kind of
 * the engine's own filter, since the engine tells only that one whether a value is escaped already.
 */
final class JsonEscape extends EscapeFilter {

    @Override
    public @Nullable Object apply(
            @Nullable Object input,
            Map<String, Object> args,
            PebbleTemplate self,
            EvaluationContext context,
            int line) {
        return switch (input) {
            case null -> null;
            case SafeString safe -> safe;
            case Number number -> number;
            case Boolean truth -> truth;
            case CharSequence text -> new SafeString(escape(text));
            default ->
                throw new PebbleException(
                        null, "a whole list or mapping cannot be printed: print its parts", line, self.getName());
        };
    }

    private static String escape(CharSequence text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> escaped.append('\\').append((char) c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
                        escaped.append("\\u%04x".formatted(c));
                    } else {
                        escaped.append((char) c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
