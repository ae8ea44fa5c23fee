package io.dalbox.pages.internal;

import io.dalbox.action.ActionException;
import io.dalbox.data.Tx;
import io.dalbox.json.Json;
import io.dalbox.pages.Pins;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.databind.JsonNode;

/** Keeps pins in the store, one row per user and kind. */
@Component
public final class PinStore implements Pins {

    private static final int MOST = 100;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,40}/[A-Za-z0-9_.-]{1,80}");

    private final Store store;

    /** Makes the tables. */
    @Activate
    public PinStore(@Reference Store store) {
        this.store = store;
        PageTables.make(store);
    }

    @Override
    public Arrangement of(String user, Place place) {
        return store.read(tx -> read(tx, user, place));
    }

    @Override
    public void arrange(String user, Place place, Arrangement arrangement) {
        check("/items", arrangement.items());
        check("/hidden", arrangement.hidden());
        store.write(tx -> write(tx, user, place, arrangement));
    }

    @Override
    public void put(String user, Place place, String name, boolean shown) {
        store.write(tx -> {
            Arrangement changed = changed(read(tx, user, place), place, name, shown);
            check("", changed.items());
            check("", changed.hidden());
            return write(tx, user, place, changed);
        });
    }

    /** A card is taken away by hiding it, since it may be there without having been put; a page only loses its pin. */
    private static Arrangement changed(Arrangement before, Place place, String name, boolean shown) {
        List<String> items = new ArrayList<>(before.items());
        List<String> hidden = new ArrayList<>(before.hidden());
        hidden.remove(name);
        if (shown) {
            if (!items.contains(name)) {
                items.add(name);
            }
        } else if (place == Place.SIDEBAR) {
            items.remove(name);
        } else {
            hidden.add(name);
        }
        return new Arrangement(items, hidden);
    }

    private static void check(String pointer, List<String> names) {
        if (names.size() > MOST) {
            throw new ActionException(ActionException.Kind.INVALID, pointer, "At most " + MOST + " can be kept");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String at = pointer + "/" + i;
            String name = names.get(i);
            if (!NAME.matcher(name).matches()) {
                throw new ActionException(
                        ActionException.Kind.INVALID, at, "Must be <plugin>/<name>, such as download/main");
            }
            if (!seen.add(name)) {
                throw new ActionException(ActionException.Kind.INVALID, at, "'" + name + "' is in the list already");
            }
        }
    }

    private static Arrangement read(Tx tx, String user, Place place) throws SQLException {
        return tx.one(
                        "SELECT value FROM pages_choice WHERE user_id = ? AND kind = ?",
                        row -> row.getString(1),
                        user,
                        kind(place))
                .map(PinStore::parse)
                .orElse(Arrangement.NONE);
    }

    // Pins were a bare list once.
    private static Arrangement parse(String json) {
        JsonNode value = Json.mapper().readTree(json);
        return value.isArray()
                ? new Arrangement(value.valueStream().map(JsonNode::asString).toList(), List.of())
                : Json.mapper().treeToValue(value, Arrangement.class);
    }

    private static int write(Tx tx, String user, Place place, Arrangement arrangement) throws SQLException {
        return tx.update(
                "INSERT INTO pages_choice (user_id, kind, value) VALUES (?, ?, ?)"
                        + " ON CONFLICT (user_id, kind) DO UPDATE SET value = excluded.value",
                user,
                kind(place),
                Json.mapper().writeValueAsString(arrangement));
    }

    private static String kind(Place place) {
        return place == Place.SIDEBAR ? "pages" : "home";
    }
}
