package io.dalbox.plugins;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin or library as everybody sees it; its JSON is that of the contract.
 *
 * @param id the plugin's id; for a library its symbolic name
 * @param name for people
 * @param version of the bundle
 * @param description in a sentence
 * @param author who made it
 * @param homepage where to read more
 * @param icon the name of a sprite icon, or {@code null}
 * @param kind {@code plugin} or {@code library}
 * @param state where it is in its life
 * @param health {@code ok}, {@code error} or {@code unknown}
 * @param detail why it is in that state, and what to do; {@code null} when all is well
 * @param fault which kind of thing {@code detail} tells of; {@code null} when the state says it all
 * @param source {@code shipped} or {@code dropped}
 * @param file the jar's name in its folder
 * @param pinned whether the asking person pinned one of its pages; filled at the edge
 * @param leaks what the leak audit found of former versions
 * @param previous the version that a roll back would bring back, or {@code null}
 * @param problems what is wrong with its descriptors
 */
public record PluginInfo(
        String id,
        String name,
        String version,
        @Nullable String description,
        @Nullable String author,
        @Nullable String homepage,
        @Nullable String icon,
        String kind,
        PluginState state,
        String health,
        @Nullable String detail,
        @Nullable PluginFault fault,
        String source,
        String file,
        boolean pinned,
        int leaks,
        @Nullable String previous,
        List<Problem> problems) {

    /** Returns the same row with another health and the reason for it. */
    public PluginInfo withHealth(String health, @Nullable String detail) {
        return new PluginInfo(
                id,
                name,
                version,
                description,
                author,
                homepage,
                icon,
                kind,
                state,
                health,
                detail,
                fault,
                source,
                file,
                pinned,
                leaks,
                previous,
                problems);
    }

    /**
     * A fault in a file of a plugin.
     *
     * @param file path in the bundle
     * @param line counted from 1; 0 when unknown
     * @param column counted from 1; 0 when unknown
     * @param message what is wrong, why, and what to do
     */
    public record Problem(String file, int line, int column, String message) {}
}
