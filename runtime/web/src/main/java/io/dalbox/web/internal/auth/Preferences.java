package io.dalbox.web.internal.auth;

import io.dalbox.json.Json;
import io.dalbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What users prefer and pinned, by the user's id. */
public final class Preferences {

    private final Store store;

    Preferences(Store store) {
        this.store = store;
    }

    /**
     * How a user sees pages.
     *
     * @param locale {@code zh-CN}, {@code en}, or {@code null} for what the browser asks for
     * @param theme {@code auto}, {@code light} or {@code dark}
     * @param density {@code comfortable} or {@code compact}
     */
    public record Look(@Nullable String locale, String theme, String density) {
        /** Before a user chose. */
        public static final Look DEFAULT = new Look(null, "auto", "comfortable");
    }

    /** A list that a user orders. */
    public enum Ordered {
        /** Pinned pages of the sidebar. */
        PINS("pins"),
        /** Cards of the home page. */
        HOME("home");

        private final String column;

        Ordered(String column) {
            this.column = column;
        }
    }

    /** Returns how a user sees pages. */
    public Look look(String userId) {
        return text(userId, "preferences")
                .map(json -> Json.mapper().readTree(json))
                .map(node -> new Look(
                        node.path("locale").asString(null),
                        node.path("theme").asString(Look.DEFAULT.theme()),
                        node.path("density").asString(Look.DEFAULT.density())))
                .orElse(Look.DEFAULT);
    }

    /** Sets it. */
    public void setLook(String userId, Look look) {
        set(userId, "preferences", Json.mapper().writeValueAsString(look));
    }

    /** Returns a list of ids. */
    public List<String> list(String userId, Ordered which) {
        List<String> ids = new ArrayList<>();
        text(userId, which.column).ifPresent(json -> {
            for (JsonNode id : Json.mapper().readTree(json)) {
                ids.add(id.asString());
            }
        });
        return ids;
    }

    /** Sets it. */
    public void setList(String userId, Ordered which, List<String> ids) {
        set(userId, which.column, Json.mapper().writeValueAsString(ids));
    }

    private Optional<String> text(String userId, String column) {
        return store.read(
                tx -> tx.one("SELECT " + column + " FROM web_users WHERE id = ?", row -> row.getString(1), userId));
    }

    private void set(String userId, String column, String json) {
        store.write(tx -> tx.update("UPDATE web_users SET " + column + " = ? WHERE id = ?", json, userId));
    }
}
