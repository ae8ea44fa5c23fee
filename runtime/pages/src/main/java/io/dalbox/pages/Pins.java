package io.dalbox.pages;

import io.dalbox.action.ActionException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What each user has put where: pinned pages of the sidebar, cards of the home page. Kept on the server. Names are
 * {@code <plugin>/<page or card>}; one whose plugin is away is kept, so it is back in its place when the plugin is. A service;
 * thread-safe; calls block.
 */
@ProviderType
public interface Pins {

    /** Returns the names of the pinned pages, in order. */
    List<String> pages(String user);

    /**
     * Replaces the pinned pages.
     *
     * @throws ActionException {@code INVALID}, with a pointer below {@code /items}, if a name is none, comes twice, or there are too many
     */
    void pinPages(String user, List<String> pages);

    /** Returns how the user arranged the home page; empty lists for one who did not. */
    Home home(String user);

    /**
     * Replaces the arrangement of the home page.
     *
     * @throws ActionException {@code INVALID}, with a pointer below {@code /items} or {@code /hidden}, if a name is none, comes twice, or there are too many
     */
    void arrangeHome(String user, Home home);

    /**
     * An arrangement of the home page.
     *
     * @param cards names in order; cards that are shown by default and not named here follow
     * @param hidden names of cards that are not shown
     */
    record Home(List<String> cards, List<String> hidden) {

        /** Copies the lists. */
        public Home {
            cards = List.copyOf(cards);
            hidden = List.copyOf(hidden);
        }
    }
}
