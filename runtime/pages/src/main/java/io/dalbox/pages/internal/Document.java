package io.dalbox.pages.internal;

import io.dalbox.pages.Viewer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the HTML document around a page model: what is there before the script runs, and all there is where none does. It holds no
 * inline script and no inline style, so the strictest content security policy fits.
 */
final class Document {

    private final Assets assets;

    Document(Assets assets) {
        this.assets = assets;
    }

    String write(ObjectNode shell, ObjectNode page, Viewer viewer) {
        String written = page.path("title").asString("");
        // One that speaks of the page's data is only known in the browser.
        String title = written.contains("${") ? "" : written;
        String product = shell.path("product").asString("Dalbox");
        Html html = new Html().doctype();
        html.open(
                        "html",
                        "lang",
                        viewer.locale().toLanguageTag(),
                        "data-theme",
                        viewer.theme(),
                        "data-density",
                        viewer.density())
                .line();
        head(html, title.isEmpty() ? product : title + " · " + product, viewer.theme(), assets.later(types(page)));
        html.open("body").line().open("div", "id", "app");
        if (!shell.path("nav").isEmpty()) {
            sidebar(html, shell, page);
        }
        skeleton(html, title.isEmpty() ? product : title);
        html.close("div").line();
        html.json("dalbox-shell", shell.toString());
        html.json("dalbox-page", page.toString());
        html.json(
                "dalbox-texts",
                page.path("texts").isObject() ? page.path("texts").toString() : "{}");
        return html.close("body").line().close("html").line().toString();
    }

    private void head(Html html, String title, String theme, Assets.Later later) {
        html.open("head").line().open("meta", "charset", "utf-8").line();
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1, viewport-fit=cover")
                .line();
        String scheme = theme.equals("auto") ? "light dark" : theme;
        html.open("meta", "name", "color-scheme", "content", scheme).line();
        html.open("title").text(title).close("title").line();
        // Without an icon browsers ask for /favicon.ico, which nobody serves.
        String icon = assets.href("icon");
        link(html, "icon", icon == null ? assets.href("sprite") : icon, null);
        link(html, "apple-touch-icon", assets.href("touch"), null);
        link(html, "manifest", assets.href("webmanifest"), null);
        link(html, "stylesheet", assets.href("style"), null);
        link(html, "preload", assets.href("sprite"), "image");
        later.styles().forEach(href -> link(html, "stylesheet", href, null));
        Stream.concat(assets.shared().stream(), later.scripts().stream())
                .forEach(href -> link(html, "modulepreload", href, null));
        String script = assets.href("script");
        if (script != null) {
            html.open("script", "type", "module", "src", script).close("script").line();
        }
        html.close("head").line();
    }

    /** The types of the components of a page, and of the cards on it. */
    private static Set<String> types(ObjectNode page) {
        Set<String> types = new HashSet<>();
        collect(page.path("body"), types);
        return types;
    }

    private static void collect(JsonNode part, Set<String> types) {
        if (part.isObject()) {
            part.path("type").asStringOpt().ifPresent(types::add);
        }
        part.forEach(below -> collect(below, types));
    }

    private static void link(Html html, String rel, @Nullable String href, @Nullable String as) {
        if (href != null) {
            html.open("link", "rel", rel, "href", href, "as", as, "type", as == null ? null : "image/svg+xml")
                    .line();
        }
    }

    private static void sidebar(Html html, ObjectNode shell, ObjectNode page) {
        html.line().open("nav", "class", "sidebar").open("ul").line();
        String path = page.path("path").asString("");
        for (JsonNode entry : shell.path("nav")) {
            String to = entry.path("to").asString();
            html.open("li")
                    .open("a", "class", "nav-item", "href", to, "aria-current", to.equals(path) ? "page" : null)
                    .text(entry.path("label").asString())
                    .close("a")
                    .close("li")
                    .line();
        }
        html.close("ul").close("nav").line();
    }

    private static void skeleton(Html html, String title) {
        html.open("main", "id", "content")
                .open("div", "class", "page", "aria-busy", "true")
                .line();
        html.open("header", "class", "page-head")
                .open("h1")
                .text(title)
                .close("h1")
                .close("header")
                .line();
        html.open("noscript")
                .open("p")
                .text("Dalbox needs JavaScript to show this page. 此页面需要启用 JavaScript。")
                .close("p")
                .close("noscript")
                .line();
        html.close("div").close("main").line();
    }
}
