package io.dalbox.web.internal.inbox;

import io.dalbox.data.Tx;
import io.dalbox.json.Json;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** Keeps what each person has done with notifications; it goes with the person. */
final class SeenStore {

    private final Store store;

    SeenStore(Store store) {
        this.store = store;
    }

    Seen of(String user) {
        return store.read(tx -> read(tx, user));
    }

    Seen change(String user, UnaryOperator<Seen> change) {
        return store.write(tx -> {
            Seen changed = change.apply(read(tx, user));
            tx.update(
                    "INSERT INTO web_inbox (user_id, seen) VALUES (?, ?)"
                            + " ON CONFLICT (user_id) DO UPDATE SET seen = excluded.seen",
                    user,
                    Json.mapper().writeValueAsString(changed));
            return changed;
        });
    }

    private static Seen read(Tx tx, String user) throws SQLException {
        return tx.one("SELECT seen FROM web_inbox WHERE user_id = ?", row -> row.getString(1), user)
                .map(json -> Json.mapper().readValue(json, Seen.class))
                .orElse(Seen.NOTHING);
    }
}
