package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugin.Plugin;
import io.dalbox.plugins.internal.jar.JarFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an OSGi repository (OSGi Compendium 8, section 132.5) that other tools can read too. The same jars give the same text, so
 * that it can be kept under version control.
 */
final class IndexWriter {

    private final StringBuilder text = new StringBuilder();
    private final String name;
    private final Path base;

    /**
     * A writer of one index.
     *
     * @param name what it calls itself
     * @param base the folder that it lies in
     */
    IndexWriter(String name, Path base) {
        this.name = name;
        this.base = base;
    }

    String write(List<Published> plugins) throws IOException {
        // The increment has to grow with each change of content: the youngest jar's time does.
        long increment = 0;
        for (Published plugin : plugins) {
            increment =
                    Math.max(increment, Files.getLastModifiedTime(plugin.jar()).toMillis());
        }
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<repository name=\"")
                .append(escaped(name))
                .append("\" increment=\"")
                .append(increment)
                .append("\" xmlns=\"")
                .append(OsgiIndexReader.NAMESPACE)
                .append("\">\n");
        plugins.forEach(this::resource);
        return text.append("</repository>\n").toString();
    }

    private void resource(Published plugin) {
        JarFacts facts = plugin.facts();
        text.append("  <resource>\n");
        open(OsgiIndexReader.IDENTITY);
        attribute(OsgiIndexReader.IDENTITY, null, facts.symbolicName());
        attribute("version", "Version", facts.version().toString());
        attribute("type", null, "osgi.bundle");
        attribute("description", null, facts.description());
        attribute("license", null, plugin.license());
        attribute("documentation", null, facts.homepage());
        attribute(OsgiIndexReader.CHANGELOG, null, plugin.changelog());
        close();
        open(OsgiIndexReader.CONTENT);
        attribute(OsgiIndexReader.CONTENT, null, plugin.sha256());
        attribute("url", null, url(plugin.jar()));
        attribute("size", "Long", Long.toString(plugin.size()));
        attribute("mime", null, "application/vnd.osgi.bundle");
        close();
        open(Plugin.NAMESPACE);
        attribute(Plugin.NAMESPACE, null, plugin.id());
        attribute("name", null, facts.name());
        attribute("contract", "Version", plugin.contract());
        close();
        text.append("  </resource>\n");
    }

    private void open(String namespace) {
        text.append("    <capability namespace=\"").append(namespace).append("\">\n");
    }

    private void close() {
        text.append("    </capability>\n");
    }

    private void attribute(String name, @Nullable String type, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        text.append("      <attribute name=\"").append(name).append('"');
        if (type != null) {
            text.append(" type=\"").append(type).append('"');
        }
        text.append(" value=\"").append(escaped(value.strip())).append("\"/>\n");
    }

    private String url(Path jar) {
        StringBuilder url = new StringBuilder();
        for (Path part : base.relativize(jar)) {
            url.append(url.isEmpty() ? "" : "/").append(encoded(part.toString()));
        }
        return url.toString();
    }

    private static String encoded(String segment) {
        try {
            // The leading dot keeps a name with a colon from being read as a scheme.
            String path =
                    new URI(null, null, "/" + segment, null).toASCIIString().substring(1);
            return path.indexOf(':') >= 0 ? "./" + path : path;
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("The file name " + segment + " cannot be written as a URL", e);
        }
    }

    /** Keeps line breaks, which a reader would otherwise turn into spaces, and leaves out what XML cannot hold. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        value.replace("\r\n", "\n").codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> {
                    if (c >= ' ' && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
