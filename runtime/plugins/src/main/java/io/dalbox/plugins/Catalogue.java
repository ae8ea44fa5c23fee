package io.dalbox.plugins;

import io.dalbox.action.ActionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plugins that sources offer: indexes that an administrator named, each kept as it was last read well. What cannot be done is
 * an {@link ActionException}. A service; thread-safe.
 */
@ProviderType
public interface Catalogue {

    /** Returns the sources, the oldest first: where two offer the same version, the older one gives it. */
    List<Source> sources();

    /**
     * Reads an index and keeps it as a source. Nothing is kept when it cannot be read.
     *
     * @param address an http or https URL, or the absolute path of a file of the server
     * @throws ActionException {@code INVALID} if it cannot be read or is no index, {@code CONFLICT} if it is a source already
     */
    Source add(String address);

    /**
     * Reads a source again. What cannot be read changes nothing but {@link Source#problem}.
     *
     * @throws ActionException {@code NOT_FOUND} if there is no such source
     */
    Source refresh(String source);

    /**
     * Forgets a source; what was installed from it stays.
     *
     * @throws ActionException {@code NOT_FOUND} if there is no such source
     */
    void remove(String source);

    /** Returns plugins by name: of each the newest version that can be installed here. */
    Page list(Query query);

    /** Finds a plugin with all of its versions. */
    Optional<Detail> find(String id);

    /**
     * Fetches the jar of a plugin, checks it against its index, and says what installing it would change.
     *
     * @param version the one wanted; {@code null} for the newest
     * @throws ActionException {@code NOT_FOUND} if no source has it, {@code INVALID} if its entry is faulty or the jar is not the one
     *     that the index names
     */
    Plugins.Preview preview(String id, @Nullable String version);

    /**
     * Installs a plugin; the jar is fetched unless {@link #preview} has done so.
     *
     * @param version the one wanted; {@code null} for the newest
     * @param hash of the jar that was shown; {@code null} for whatever the index names now
     * @param caller who asks, for the history
     * @throws ActionException as {@link #preview}, and {@code CONFLICT} if the index names another jar by now
     * @throws JarRefused if the jar could not run here
     */
    PluginInfo install(String id, @Nullable String version, @Nullable String hash, String caller);

    /** Calls {@code listener} after each change of what the sources offer, or of what of it is installed. */
    Plugins.Registration listen(Runnable listener);

    /**
     * Which plugins are wanted.
     *
     * @param words that all are in its name, id or description; empty for all plugins
     * @param updates only those that are installed in an older version
     * @param limit how many
     * @param cursor where the page before ended, or {@code null}
     */
    record Query(
            String words,
            boolean updates,
            int limit,
            @Nullable String cursor) {}

    /**
     * Some plugins.
     *
     * @param items by name
     * @param next where the next page begins, or {@code null}
     */
    record Page(List<Item> items, @Nullable String next) {}

    /**
     * A plugin that can be had.
     *
     * @param id the plugin's id
     * @param name for people
     * @param version the newest that can be installed
     * @param description in a sentence
     * @param license its name
     * @param homepage an http or https URL
     * @param source the name of the source
     * @param size of the jar in bytes
     * @param hash SHA-256 of the jar
     * @param installed the version that is installed, or {@code null}
     * @param update whether this one is newer than the installed one
     * @param changelog what is new since the installed version, newest first; empty when it is not installed
     * @param fault why it cannot be installed, or {@code null}
     */
    record Item(
            String id,
            String name,
            String version,
            @Nullable String description,
            @Nullable String license,
            @Nullable String homepage,
            String source,
            @Nullable Long size,
            @Nullable String hash,
            @Nullable String installed,
            boolean update,
            List<Note> changelog,
            @Nullable String fault) {}

    /**
     * A plugin in full.
     *
     * @param item the plugin
     * @param versions all that the sources have, newest first
     * @param changelog all that is known of what was new in them, newest first
     */
    record Detail(Item item, List<Release> versions, List<Note> changelog) {}

    /**
     * A version of a plugin.
     *
     * @param version which
     * @param source the name of the source
     * @param size of the jar in bytes
     * @param hash SHA-256 of the jar
     * @param fault why it cannot be installed, or {@code null}
     */
    record Release(
            String version,
            String source,
            @Nullable Long size,
            @Nullable String hash,
            @Nullable String fault) {}

    /**
     * What was new in a version. The text is from outside: it is never markup.
     *
     * @param version which
     * @param date as its author wrote it
     * @param text what is new
     */
    record Note(String version, @Nullable String date, String text) {}

    /**
     * A source.
     *
     * @param id made by the host, stable
     * @param name what the index calls itself, or where it lies
     * @param address a URL or a path
     * @param added when it was added
     * @param checked when it was last asked for
     * @param read when it was last read well
     * @param plugins how many it offers
     * @param faulty how many entries cannot be installed
     * @param problem why it could not be read the last time, or {@code null}
     * @param faults what is wrong with entries, the first of them
     */
    record Source(
            String id,
            String name,
            String address,
            Instant added,
            Instant checked,
            Instant read,
            int plugins,
            int faulty,
            @Nullable String problem,
            List<Fault> faults) {}

    /**
     * Something that is wrong in an index.
     *
     * @param place where: a line, and what is there
     * @param message what, and what to do
     */
    record Fault(String place, String message) {}
}
