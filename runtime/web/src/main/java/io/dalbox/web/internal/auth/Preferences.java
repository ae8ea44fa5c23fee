package io.dalbox.web.internal.auth;

import io.dalbox.json.Json;
import io.dalbox.store.Store;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How users see pages, by the user's id. */
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

    /** Returns how a user sees pages. */
    public Look look(String userId) {
        return store.read(
                        tx -> tx.one("SELECT preferences FROM web_users WHERE id = ?", row -> row.getString(1), userId))
                .map(json -> read(Json.mapper().readTree(json)))
                .orElse(Look.DEFAULT);
    }

    /** Sets it. */
    public void setLook(String userId, Look look) {
        String json = Json.mapper().writeValueAsString(look);
        store.write(tx -> tx.update("UPDATE web_users SET preferences = ? WHERE id = ?", json, userId));
    }

    private static Look read(JsonNode node) {
        JsonNode locale = node.path("locale");
        return new Look(
                locale.isString() ? locale.stringValue() : null,
                node.path("theme").asString(Look.DEFAULT.theme()),
                node.path("density").asString(Look.DEFAULT.density()));
    }
}
