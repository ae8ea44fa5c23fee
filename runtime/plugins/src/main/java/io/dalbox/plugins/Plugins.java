package io.dalbox.plugins;

import io.dalbox.action.ActionException;
import io.dalbox.plugin.DeclaredAccess;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * The plugins and their life. Operations wait for their outcome and answer with the plugin as it then is; what cannot be done
 * is an {@link ActionException}. A service; thread-safe.
 */
@ProviderType
public interface Plugins {

    /** Returns plugins and libraries by name. */
    List<PluginInfo> list();

    /** Finds a plugin by its id. Costs next to nothing, so its health is what was last seen. */
    Optional<PluginInfo> find(String id);

    /**
     * Finds a plugin as it is after the start or the replacement that is under way, waiting for its end as long as {@link #lease}
     * does. While it is not known yet which plugins there are, waits for that too.
     *
     * @throws ActionException {@code UNAVAILABLE} if even that takes too long
     */
    default Optional<PluginInfo> findSettled(String id) {
        Optional<PluginInfo> now = find(id);
        if (now.filter(plugin -> plugin.state().passing()).isEmpty()) {
            return now;
        }
        lease(id).ifPresent(Lease::close);
        return find(id);
    }

    /**
     * Finds a plugin and looks at all of its components: its health is that of now. Waits, as {@link #findSettled}, until it is known
     * which plugins there are.
     */
    Optional<PluginInfo> examine(String id);

    /** Returns the bundle of a live plugin. */
    Optional<Bundle> bundle(String id);

    /**
     * Installs a jar as if it had been dropped into the folder.
     *
     * @param fileName the name wanted; made safe
     * @param caller who asks, for the history
     * @throws ActionException {@code INVALID} if the jar is refused, with the reason
     */
    PluginInfo install(InputStream jar, String fileName, String caller);

    /**
     * Says what installing a jar would change. Verifies and resolves it beside what runs; none of its code is entered.
     *
     * @param fileName for messages
     * @throws ActionException {@code INVALID} if the jar itself is refused, with the reason
     */
    Preview preview(InputStream jar, String fileName);

    /**
     * Returns what a removal or disabling of a plugin would stop; nothing is changed.
     *
     * @throws ActionException {@code NOT_FOUND} if there is no such plugin
     */
    List<ContractWatcher.Affected> dependents(String id);

    /**
     * Installs the jar that {@link #preview} has looked at, of which a copy is kept for a while; nothing is uploaded twice.
     *
     * @param hash of the preview
     * @param caller who asks, for the history
     * @throws ActionException {@code NOT_FOUND} if no such jar was previewed lately
     */
    PluginInfo installPreviewed(String hash, String caller);

    /**
     * Says what the jar of the folder that waits for an approval, or for its signer to be trusted, would change, as {@link #preview} does.
     *
     * @throws ActionException {@code NOT_FOUND} if there is no such plugin, {@code CONFLICT} if nothing of it waits
     */
    Preview previewWaiting(String id);

    /**
     * Lets the jar of the folder run that waits for it.
     *
     * @param hash of the jar that was looked at, so that no other one is approved
     * @param caller who approves, for the history
     * @throws ActionException {@code NOT_FOUND} if there is no such plugin, {@code CONFLICT} if nothing of it waits, or another jar
     */
    PluginInfo approve(String id, String hash, String caller);

    /** Describes a plugin or library in full: what it is made of, what it uses and what it left behind. */
    Optional<PluginDetail> describe(String id);

    /** Returns the jars that were uninstalled and can be brought back, newest first. */
    List<Removed> removed();

    /**
     * Brings back the newest jar that was uninstalled as this plugin, library or file; what the plugin had stored is still there.
     *
     * @param caller who asks, for the history
     * @throws ActionException {@code NOT_FOUND} if there is none, {@code CONFLICT} if a jar stands in its place
     */
    PluginInfo restore(String id, String caller);

    /**
     * Deletes an uninstalled jar for good.
     *
     * @param file as {@link #removed} names it
     * @throws ActionException {@code NOT_FOUND} if there is no such file
     */
    void purge(String file);

    /** Lets a plugin run. */
    PluginInfo enable(String id);

    /** Stops a plugin until it is enabled; survives restarts. */
    PluginInfo disable(String id);

    /** Stops and starts a plugin; also ends a quarantine. */
    PluginInfo restart(String id);

    /** Brings the previous version back. */
    PluginInfo rollback(String id);

    /** Moves a dropped jar to the trash and uninstalls it; a shipped plugin of the same id takes over. */
    void uninstall(String id);

    /**
     * Holds a plugin in place for one use: it is not stopped before the lease is closed or the drain bound has passed.
     *
     * @return empty when the plugin is not live
     */
    Optional<Lease> lease(String id);

    /** Returns whether every plugin had its turn to start after the boot, well or not. */
    boolean settled();

    /** Collects garbage and counts the former versions of a plugin that are still in memory. Slow; for people and tests. */
    int leaks(String id);

    /**
     * Finds out what keeps former versions of a plugin in memory. All threads stand still for a moment while the heap is dumped.
     *
     * @return the former versions that are still there, and what holds them
     * @throws ActionException {@code NOT_FOUND} if there is no such plugin, {@code UNAVAILABLE} if the heap cannot be read now
     */
    List<PluginDetail.Former> explainLeaks(String id);

    /** Calls {@code listener} after each change; the second argument tells a removal. */
    Registration listen(BiConsumer<PluginInfo, Boolean> listener);

    /**
     * What installing a jar would change.
     *
     * @param hash of the jar's bytes, for {@link #installPreviewed}
     * @param id the plugin's id; for a library its symbolic name
     * @param name for people
     * @param kind {@code plugin} or {@code library}
     * @param version of the jar
     * @param signature how the jar is signed
     * @param running the version that runs now, or {@code null}
     * @param change what it would be
     * @param reason why it would be refused, or {@code null}
     * @param fault which kind of thing the reason tells of, or {@code null}
     * @param refreshed names of other bundles that would be stopped and wired anew
     * @param inTheWay what must not be replaced while Dalbox runs, so that the jar takes over at its next start; else {@code null}
     * @param actions what would become of the actions that the running version has
     * @param events what would become of its event types
     * @param settings what would become of its settings
     * @param pages what would become of its pages
     * @param flows what is compiled against the plugin and would not work with the jar
     * @param cut titles of tasks that run now and would be cut off, since their actions cannot resume
     * @param access what the jar declares that it uses of others; {@code null} when it declares nothing and may use all
     * @param problems what is wrong with the jar's descriptors
     */
    record Preview(
            String hash,
            String id,
            String name,
            String kind,
            String version,
            Signers.Signature signature,
            @Nullable String running,
            Change change,
            @Nullable String reason,
            @Nullable PluginFault fault,
            List<String> refreshed,
            @Nullable Obstacle inTheWay,
            Changes actions,
            Changes events,
            Changes settings,
            Changes pages,
            List<ContractWatcher.Affected> flows,
            List<String> cut,
            @Nullable DeclaredAccess access,
            List<PluginInfo.Problem> problems) {

        /** Kinds of change. */
        public enum Change {
            INSTALL,
            UPDATE,
            DOWNGRADE,
            NONE,
            REFUSED
        }

        /**
         * A bundle that stays until the next start.
         *
         * @param kind why it stays
         * @param bundle its symbolic name
         */
        public record Obstacle(Kind kind, String bundle) {

            /** A part of the runtime, or a bundle with native code, which a process loads only once. */
            public enum Kind {
                RUNTIME,
                NATIVE
            }
        }

        /**
         * The differences between what is offered now and what would be.
         *
         * @param added names that are new
         * @param removed names that would be gone
         * @param changed what would stay but differ
         */
        public record Changes(List<String> added, List<String> removed, List<Changed> changed) {

            /** Compares names only. */
            public static Changes between(Collection<String> before, Collection<String> after) {
                return new Changes(without(after, before), without(before, after), List.of());
            }

            private static List<String> without(Collection<String> all, Collection<String> others) {
                return all.stream()
                        .filter(name -> !others.contains(name))
                        .sorted()
                        .toList();
            }

            /** No difference. */
            public static final Changes NONE = new Changes(List.of(), List.of(), List.of());

            /** Copies the lists. */
            public Changes {
                added = List.copyOf(added);
                removed = List.copyOf(removed);
                changed = List.copyOf(changed);
            }
        }

        /**
         * An action or event type that differs.
         *
         * @param name its name
         * @param breaking whether somebody who uses it as it is now may have to change
         * @param details each difference, for people
         */
        public record Changed(String name, boolean breaking, List<String> details) {

            /** Copies the list. */
            public Changed {
                details = List.copyOf(details);
            }
        }
    }

    /**
     * An uninstalled jar that is still kept.
     *
     * @param id the plugin's id; for a library its symbolic name, for what could not be read the file's name
     * @param name for people
     * @param version of the bundle; empty for what could not be read
     * @param icon the name of a sprite icon, or {@code null}
     * @param file its name in the trash
     * @param size in bytes
     * @param removed when it was uninstalled
     */
    record Removed(
            String id,
            String name,
            String version,
            @Nullable String icon,
            String file,
            long size,
            Instant removed) {}

    /** A hold on a live plugin. */
    interface Lease extends AutoCloseable {
        /** Returns the bundle held. */
        Bundle bundle();

        @Override
        void close();
    }

    /** Ends listening. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
