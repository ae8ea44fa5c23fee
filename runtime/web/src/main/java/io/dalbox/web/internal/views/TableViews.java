package io.dalbox.web.internal.views;

import io.dalbox.json.Json;
import io.dalbox.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps how each person likes to see tables; it goes with the person. Thread-safe; calls block. */
public final class TableViews {

    private static final int MOST = 500;

    private final Store store;

    /** Over a store that has the tables of the edge. */
    public TableViews(Store store) {
        this.store = store;
    }

    /** Which table of which page. */
    public record Place(String plugin, String page, String table) {}

    /** Returns how the user sees one table. */
    public TableView of(String user, Place place) {
        return ofPage(user, place.plugin(), place.page()).getOrDefault(place.table(), TableView.NONE);
    }

    /** Returns how the user sees the tables of a page, by table; those that were left as they are described are not in it. */
    public Map<String, TableView> ofPage(String user, String plugin, String page) {
        Map<String, TableView> views = new LinkedHashMap<>();
        store.read(tx -> tx.query(
                        "SELECT table_name, value FROM web_views WHERE user_id = ? AND plugin = ? AND page = ? ORDER BY table_name",
                        row -> Map.entry(row.getString(1), Json.mapper().readValue(row.getString(2), TableView.class)),
                        user,
                        plugin,
                        page))
                .forEach(view -> views.put(view.getKey(), view.getValue()));
        return views;
    }

    /**
     * Keeps how the user sees a table.
     *
     * @return whether it is kept: there may be so many that nothing is added
     */
    public boolean put(String user, Place place, TableView view) {
        return store.write(tx -> tx.update(
                        "INSERT INTO web_views (user_id, plugin, page, table_name, value) SELECT ?, ?, ?, ?, ?"
                                + " WHERE (SELECT COUNT(*) FROM web_views WHERE user_id = ?"
                                + " AND NOT (plugin = ? AND page = ? AND table_name = ?)) < ?"
                                + " ON CONFLICT (user_id, plugin, page, table_name) DO UPDATE SET value = excluded.value",
                        user,
                        place.plugin(),
                        place.page(),
                        place.table(),
                        Json.mapper().writeValueAsString(view),
                        user,
                        place.plugin(),
                        place.page(),
                        place.table(),
                        MOST)
                > 0);
    }

    /** Shows the table as the page describes it again. */
    public void reset(String user, Place place) {
        store.write(tx -> tx.update(
                "DELETE FROM web_views WHERE user_id = ? AND plugin = ? AND page = ? AND table_name = ?",
                user,
                place.plugin(),
                place.page(),
                place.table()));
    }
}
