package io.dalbox.pages.internal;

import io.dalbox.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What the browser side was built to: file names with hashes, and the icons of its sprite. Thread-safe. */
final class Assets {

    private static final String BUNDLE = "io.dalbox.ui-components";
    private static final String MANIFEST = "META-INF/dalbox/assets/manifest.json";

    private final Supplier<@Nullable URL> place;
    private volatile @Nullable URL read;
    private volatile JsonNode manifest = MissingNode.getInstance();

    /** {@code place} is asked each time, since the bundle may come later or be replaced while this one runs. */
    Assets(Supplier<@Nullable URL> place) {
        this.place = place;
    }

    static Assets of(BundleContext context) {
        return new Assets(() -> Arrays.stream(context.getBundles())
                .filter(bundle -> BUNDLE.equals(bundle.getSymbolicName()) && bundle.getState() != Bundle.UNINSTALLED)
                .map(bundle -> bundle.getEntry(MANIFEST))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    /** Returns the address of an asset: {@code script}, {@code style} or {@code sprite}; {@code null} when there is none. */
    @Nullable
    String href(String kind) {
        String name = manifest().path(kind).asString("");
        return name.isEmpty() ? null : "/assets/" + name;
    }

    /** Returns the addresses of what the script imports at once; known early, they load beside it and not after it. */
    List<String> shared() {
        return manifest()
                .path("shared")
                .valueStream()
                .map(name -> "/assets/" + name.asString())
                .toList();
    }

    /**
     * What a page needs besides the first script.
     *
     * @param scripts addresses of modules
     * @param styles addresses of stylesheets
     */
    record Later(Set<String> scripts, Set<String> styles) {}

    /** Returns what draws these types of components where the first script does not. */
    Later later(Set<String> types) {
        Set<String> scripts = new LinkedHashSet<>();
        Set<String> styles = new LinkedHashSet<>();
        for (JsonNode part : manifest().path("later")) {
            if (part.path("nodes").valueStream().noneMatch(type -> types.contains(type.asString()))) {
                continue;
            }
            part.path("scripts").forEach(name -> scripts.add("/assets/" + name.asString()));
            part.path("style").asStringOpt().ifPresent(name -> styles.add("/assets/" + name));
        }
        return new Later(scripts, styles);
    }

    /** Returns the icons that can be drawn; {@code null} while that is not known. */
    @Nullable
    Set<String> icons() {
        JsonNode icons = manifest().path("icons");
        return icons.isEmpty()
                ? null
                : icons.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns what changes when the icons may have changed: the sprite's name has a hash of what is in it. */
    String identity() {
        return manifest().path("sprite").asString("");
    }

    private JsonNode manifest() {
        URL url = place.get();
        if (url == null) {
            return MissingNode.getInstance();
        }
        URL known = read;
        if (known == null || !known.toExternalForm().equals(url.toExternalForm())) {
            try (InputStream in = url.openStream()) {
                manifest = Json.mapper().readTree(in);
                read = url;
            } catch (IOException e) {
                throw new UncheckedIOException("The asset manifest of " + BUNDLE + " cannot be read", e);
            }
        }
        return manifest;
    }
}
