package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugins.Catalogue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** An entry while it is read: takes what the index says and judges it once all is there. The same for every format. */
final class Draft {

    static final int MOST_NOTES = 100;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int NAME = 200;
    private static final int SENTENCE = 2_000;
    private static final int CHANGES = 8_000;

    /** The largest jar that is taken here. */
    private static final long LARGEST = 512L << 20;

    final String at;

    @Nullable
    String id;

    @Nullable
    String version;

    @Nullable
    String name;

    @Nullable
    String description;

    @Nullable
    String license;

    @Nullable
    String homepage;

    @Nullable
    String url;

    @Nullable
    String sha256;

    @Nullable
    String size;

    @Nullable
    String contract;

    private final List<Catalogue.Note> notes = new ArrayList<>();
    private @Nullable String fault;

    /**
     * A new one.
     *
     * @param at where in the index, for people
     */
    Draft(String at) {
        this.at = at;
    }

    /** Adds what was new in a version. */
    void note(@Nullable String of, @Nullable String date, @Nullable String text) {
        String words = Texts.lines(text, CHANGES);
        String which = Texts.line(of, NAME);
        if (words != null && which != null && notes.size() < MOST_NOTES) {
            notes.add(new Catalogue.Note(which, Texts.line(date, NAME), words));
        }
    }

    /** Says that something is wrong; the first thing counts. */
    void wrong(String message) {
        if (fault == null) {
            fault = message;
        }
    }

    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Returns the entry; empty when it does not even say which plugin and version it is. {@link #fault} then says what is wrong. */
    Optional<Entry> finish(Place place) {
        String plugin = id == null ? "" : id.strip();
        if (!ID.matcher(plugin).matches()) {
            wrong("The id '" + Texts.quote(plugin) + "' is no plugin id: 2 to 41 characters, a small letter first, then"
                    + " small letters, digits and '-'.");
            return Optional.empty();
        }
        if (version == null || !isVersion(version.strip())) {
            wrong("The version '" + (version == null ? "" : Texts.quote(version))
                    + "' is not one. Write it like 1.0.0 or 1.0.0.beta.");
            return Optional.empty();
        }
        String hash = hash();
        String jar = jar(place);
        Long bytes = size();
        String shown = Texts.line(name, NAME);
        return Optional.of(new Entry(
                plugin,
                version.strip(),
                shown == null ? plugin : shown,
                Texts.line(description, SENTENCE),
                Texts.line(license, NAME),
                web(homepage),
                fault == null ? jar : null,
                fault == null ? hash : null,
                bytes,
                Texts.line(contract, NAME),
                notes,
                fault));
    }

    private @Nullable String hash() {
        if (sha256 == null || sha256.isBlank()) {
            wrong("It has no SHA-256 of its jar, so nobody could tell another jar from it. Add one.");
            return null;
        }
        String hash = sha256.strip().toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(hash).matches()) {
            wrong("'" + Texts.quote(hash) + "' is not a SHA-256: that is 64 hexadecimal digits.");
        }
        return hash;
    }

    private @Nullable String jar(Place place) {
        if (url == null || url.isBlank()) {
            wrong("It has no url of its jar. Add one, in full or relative to the index.");
            return null;
        }
        try {
            return place.resolve(url).toString();
        } catch (IllegalArgumentException e) {
            wrong("The url of its jar " + e.getMessage() + ".");
            return null;
        }
    }

    private @Nullable Long size() {
        if (size == null || size.isBlank()) {
            return null;
        }
        try {
            long bytes = Long.parseLong(size.strip());
            if (bytes > 0 && bytes <= LARGEST) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of bounds
        }
        wrong("The size '" + Texts.quote(size) + "' is not a number of bytes from 1 to " + LARGEST + ".");
        return null;
    }

    // A link that nobody should follow is left out: the plugin is as good without it.
    private static @Nullable String web(@Nullable String homepage) {
        String line = Texts.line(homepage, SENTENCE);
        try {
            return line != null && Place.isWeb(URI.create(line)) ? line : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isVersion(String text) {
        try {
            return !text.isEmpty()
                    && text.length() <= NAME
                    && !Version.parseVersion(text).equals(Version.emptyVersion);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
