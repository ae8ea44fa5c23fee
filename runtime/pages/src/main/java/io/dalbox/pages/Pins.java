package io.dalbox.pages;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.dalbox.action.ActionException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What each user has put where: pages in the sidebar, cards on the home page. Kept on the server. Names are
 * {@code <plugin>/<page or card>}; one whose plugin is away is kept, so it is back in its place when the plugin is. A service;
 * thread-safe; calls block.
 */
@ProviderType
public interface Pins {

    /** Where things are put. */
    enum Place {
        /** Pages in the sidebar: those that are pinned, and those whose own entry is not shown. */
        SIDEBAR,
        /** Cards on the home page; those that are shown by default and not named follow. */
        HOME
    }

    /** Returns how the user arranged a place; empty lists for one who did not. */
    Arrangement of(String user, Place place);

    /**
     * Replaces the arrangement of a place.
     *
     * @throws ActionException {@code INVALID}, with a pointer below {@code /items} or {@code /hidden}, if a name is none, comes
     *     twice, or there are too many
     */
    void arrange(String user, Place place, Arrangement arrangement);

    /**
     * Puts one more thing in a place, where it was when it was there before, or takes it away; all others stay.
     *
     * @throws ActionException {@code INVALID} if the name is none, or there are too many
     */
    void put(String user, Place place, String name, boolean shown);

    /**
     * An arrangement.
     *
     * @param items names in order
     * @param hidden names of what is not shown
     */
    record Arrangement(@JsonAlias("cards") List<String> items, List<String> hidden) {

        /** Nothing was arranged. */
        public static final Arrangement NONE = new Arrangement(List.of(), List.of());

        /** Copies the lists. */
        public Arrangement {
            items = List.copyOf(items);
            hidden = List.copyOf(hidden);
        }
    }
}
