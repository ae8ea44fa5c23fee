package io.dalbox.pages.internal;

import io.dalbox.action.ActionException;
import io.dalbox.json.Json;
import io.dalbox.pages.Pins;
import io.dalbox.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.core.type.TypeReference;

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
    public List<String> pages(String user) {
        return read(user, "pages")
                .map(json -> Json.mapper().readValue(json, new TypeReference<List<String>>() {}))
                .orElse(List.of());
    }

    @Override
    public void pinPages(String user, List<String> pages) {
        check("/items", pages);
        write(user, "pages", pages);
    }

    @Override
    public Home home(String user) {
        return read(user, "home")
                .map(json -> Json.mapper().readValue(json, Home.class))
                .orElse(new Home(List.of(), List.of()));
    }

    @Override
    public void arrangeHome(String user, Home home) {
        check("/items", home.cards());
        check("/hidden", home.hidden());
        write(user, "home", home);
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

    private Optional<String> read(String user, String kind) {
        return store.read(tx -> tx.one(
                "SELECT value FROM pages_choice WHERE user_id = ? AND kind = ?", row -> row.getString(1), user, kind));
    }

    private void write(String user, String kind, Object value) {
        String json = Json.mapper().writeValueAsString(value);
        store.write(tx -> tx.update(
                "INSERT INTO pages_choice (user_id, kind, value) VALUES (?, ?, ?)"
                        + " ON CONFLICT (user_id, kind) DO UPDATE SET value = excluded.value",
                user,
                kind,
                json));
    }
}
