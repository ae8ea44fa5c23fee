package io.dalbox.pages.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the core does about people the programs that act for them, and those whose plugins run. The edge has the last word on every value. */
final class PeopleCommands {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ADMIN = "core.admin";
    private static final String USERS = "/api/users";
    private static final String USER = "/api/users/{id}";
    /** What most tokens are made for; others can be typed. */
    private static final List<String> COMMON_SCOPES = List.of("core.read", "core.write", "*.read", "*.write", "*");

    private PeopleCommands() {}

    /** Returns the command of a name; {@code null} when it is none of these. */
    static @Nullable CoreCommand of(String run) {
        return switch (run) {
            case "core.me.password" ->
                new CoreCommand("password", "PUT", "/api/me/password", "core.read", JSON.objectNode(), ownPassword());
            case "core.sessions.end" ->
                new CoreCommand("end", "DELETE", "/api/me/sessions/{id}", "core.read", CoreCommand.ofRow("id"), null);
            case "core.sessions.end_others" ->
                new CoreCommand("end_others", "DELETE", "/api/me/sessions", "core.read", JSON.objectNode(), null);
            case "core.users.add" -> new CoreCommand("add", "POST", USERS, ADMIN, JSON.objectNode(), newUser());
            case "core.users.role" -> new CoreCommand("role", "PUT", USER, ADMIN, CoreCommand.ofRow("id"), role());
            case "core.users.password" ->
                new CoreCommand("password", "PUT", USER, ADMIN, CoreCommand.ofRow("id"), password());
            case "core.users.disable" -> new CoreCommand("disable", "PUT", USER, ADMIN, disabled(true), null);
            case "core.users.enable" -> new CoreCommand("enable", "PUT", USER, ADMIN, disabled(false), null);
            case "core.users.remove" -> new CoreCommand("remove", "DELETE", USER, ADMIN, CoreCommand.ofRow("id"), null);
            case "core.tokens.make" ->
                new CoreCommand("make", "POST", "/api/tokens", ADMIN, JSON.objectNode(), newToken());
            case "core.tokens.remove" ->
                new CoreCommand("remove", "DELETE", "/api/tokens/{id}", ADMIN, CoreCommand.ofRow("id"), null);
            case "core.trust.remove" ->
                new CoreCommand(
                        "remove", "DELETE", "/api/trust/{fingerprint}", ADMIN, CoreCommand.ofRow("fingerprint"), null);
            default -> null;
        };
    }

    private static ObjectNode ownPassword() {
        ObjectNode schema = object("old", "password");
        text(schema, "old", "Current password").put("format", "password");
        passwordField(schema, "New password");
        return schema;
    }

    private static ObjectNode newUser() {
        ObjectNode schema = object("name", "password", "role");
        text(schema, "name", "Name").put("minLength", 1).put("maxLength", 64);
        passwordField(schema, "Password");
        roleField(schema);
        return schema;
    }

    private static ObjectNode role() {
        ObjectNode schema = object("role");
        roleField(schema);
        return schema;
    }

    private static ObjectNode password() {
        ObjectNode schema = object("password");
        passwordField(schema, "New password");
        return schema;
    }

    private static ObjectNode disabled(boolean disabled) {
        return CoreCommand.ofRow("id").put("disabled", disabled);
    }

    private static ObjectNode newToken() {
        ObjectNode schema = object("name", "scopes");
        text(schema, "name", "Name").put("minLength", 1).put("maxLength", 100);
        ObjectNode scopes = schema.withObject("properties").putObject("scopes");
        scopes.put("type", "array").put("title", "Scopes").put("minItems", 1).put("maxItems", 100);
        ObjectNode scope = scopes.putObject("items").put("type", "string");
        COMMON_SCOPES.forEach(scope.putArray("examples")::add);
        text(schema, "expires", "Expires").put("format", "date-time");
        return schema;
    }

    private static ObjectNode object(String... required) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.putObject("properties");
        List.of(required).forEach(schema.putArray("required")::add);
        return schema;
    }

    private static ObjectNode text(ObjectNode schema, String name, String title) {
        return schema.withObject("properties")
                .putObject(name)
                .put("type", "string")
                .put("title", title);
    }

    /** The bound is that of the edge's own rules for passwords. */
    private static void passwordField(ObjectNode schema, String title) {
        text(schema, "password", title).put("format", "password").put("minLength", 8);
    }

    private static void roleField(ObjectNode schema) {
        ObjectNode role = text(schema, "role", "Role");
        role.putArray("enum").add("user").add("administrator");
        role.put("default", "user");
    }
}
