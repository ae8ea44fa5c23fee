package io.dalbox.web.internal.views;

import java.util.List;

/**
 * How somebody likes to see a table.
 *
 * @param items columns in order, by their fields; those that are not named follow
 * @param hidden columns that are not shown
 */
public record TableView(List<String> items, List<String> hidden) {

    /** As the page describes it. */
    public static final TableView NONE = new TableView(List.of(), List.of());

    /** Copies the lists. */
    public TableView {
        items = List.copyOf(items);
        hidden = List.copyOf(hidden);
    }
}
