package io.dalbox.pages.internal;

import org.jspecify.annotations.Nullable;

/** Writes HTML. Whatever is not a tag's own name passes through {@link #escape}, so there is no way to forget it. */
final class Html {

    private final StringBuilder out = new StringBuilder(8192);

    Html doctype() {
        out.append("<!doctype html>\n");
        return this;
    }

    /** Opens an element; attributes are pairs of name and value, left out where the value is {@code null}. */
    Html open(String tag, @Nullable String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                out.append(' ').append(attributes[i]);
                if (!value.isEmpty()) {
                    out.append("=\"").append(escape(value)).append('"');
                }
            }
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">");
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    Html line() {
        out.append('\n');
        return this;
    }

    /** Writes a block of data that no parser of HTML can leave early, and no parser of JavaScript can stumble over. */
    Html json(String id, String json) {
        open("script", "type", "application/json", "id", id);
        out.append(json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029"));
        return close("script").line();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
