package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The files of the browser side. A name is looked up among the files that the bundle has, never made into a path. Names carry a
 * hash of their content, so browsers keep them for ever.
 */
public final class AssetRoutes {

    private static final String BUNDLE = "io.dalbox.ui-components";
    private static final String FOLDER = "META-INF/dalbox/assets/";
    private static final String MANIFEST = "manifest.json";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    private final BundleContext context;

    /** Routes over the bundle with the files. */
    public AssetRoutes(BundleContext context) {
        this.context = context;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(Route.open("GET /assets/{name}", Body.none(), "A file of the browser side", this::asset));
    }

    /** Returns the hash in the script's name, by which an open page sees that it is older than the server. */
    public String hash() {
        Optional<Bundle> bundle = bundle().filter(found -> has(found, MANIFEST));
        if (bundle.isEmpty()) {
            return "none";
        }
        try {
            String script = Json.mapper()
                    .readTree(read(bundle.get(), MANIFEST))
                    .path("script")
                    .asString("");
            String[] parts = script.split("\\.");
            return parts.length == 3 ? parts[1] : "none";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer asset(Request request) throws IOException {
        String name = request.variable("name");
        Optional<Bundle> bundle = bundle();
        if (bundle.isEmpty() || !has(bundle.get(), name)) {
            throw ProblemException.notFound("There is no file " + name + ".");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "public, max-age=31536000, immutable");
        headers.put("Vary", "Accept-Encoding");
        boolean packed = acceptsGzip(request) && has(bundle.get(), name + ".gz");
        if (packed) {
            headers.put("Content-Encoding", "gzip");
        }
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.getOrDefault(extension, "application/octet-stream");
        return Answer.bytes(200, type, read(bundle.get(), packed ? name + ".gz" : name), headers);
    }

    private Optional<Bundle> bundle() {
        for (Bundle bundle : context.getBundles()) {
            if (BUNDLE.equals(bundle.getSymbolicName())) {
                return Optional.of(bundle);
            }
        }
        return Optional.empty();
    }

    private static boolean has(Bundle bundle, String name) {
        Enumeration<String> entries = bundle.getEntryPaths(FOLDER);
        while (entries != null && entries.hasMoreElements()) {
            if (entries.nextElement().equals(FOLDER + name)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] read(Bundle bundle, String name) throws IOException {
        URL url = bundle.getEntry(FOLDER + name);
        if (url == null) {
            throw new IOException("The file " + name + " went away with its bundle");
        }
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        }
    }

    private static boolean acceptsGzip(Request request) {
        String accepted = request.http().getHeader("Accept-Encoding");
        return accepted != null && accepted.matches("(?i)(.*[, ])?gzip(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }
}
