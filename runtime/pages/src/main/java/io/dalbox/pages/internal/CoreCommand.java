package io.dalbox.pages.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that the core does for a row of its own lists.
 *
 * @param word what it is called when the descriptor has no label
 * @param method HTTP method
 * @param href its address, with the row's name as {@code {name}}
 * @param access what it asks for
 * @param args where the row's name comes from when the descriptor does not say
 * @param schema what it asks for besides; {@code null} when nothing
 */
record CoreCommand(
        String word,
        String method,
        String href,
        String access,
        ObjectNode args,
        @Nullable ObjectNode schema) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TASKS = "core.tasks.";
    private static final String PLUGINS = "core.plugins.";
    private static final String SCHEDULES = "core.schedules.";
    private static final String WEIGHT = "core.compute.weight";
    /** The commands that are not {@code POST <resource>/<command>}. */
    private static final Map<String, String> REMOVALS =
            Map.of(TASKS + "delete", "/api/tasks/{task_id}", PLUGINS + "remove", "/api/plugins/{id}");

    /** Returns the command that a descriptor names; {@code null} when it names a plugin's action. */
    static @Nullable CoreCommand of(String run) {
        if (run.startsWith(TASKS)) {
            return make(run, run.substring(TASKS.length()), "/api/tasks/{task_id}", "core.write", "task_id");
        }
        if (run.startsWith(PLUGINS)) {
            return make(run, run.substring(PLUGINS.length()), "/api/plugins/{id}", "core.admin", "id");
        }
        if (run.startsWith(SCHEDULES)) {
            return make(run, run.substring(SCHEDULES.length()), "/api/schedules/{id}", "core.write", "id");
        }
        return run.equals(WEIGHT) ? weight() : PeopleCommands.of(run);
    }

    private static CoreCommand make(String run, String word, String resource, String access, String key) {
        String removal = REMOVALS.get(run);
        return removal == null
                ? new CoreCommand(word, "POST", resource + "/" + word, access, ofRow(key), null)
                : new CoreCommand(word, "DELETE", removal, access, ofRow(key), null);
    }

    /** How much of the CPU lane a plugin gets when several want it: the bounds are those of the lane's own weights. */
    private static CoreCommand weight() {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.putObject("properties")
                .putObject("weight")
                .put("type", "integer")
                .put("title", "Weight")
                .put("minimum", 1)
                .put("maximum", 100);
        schema.putArray("required").add("weight");
        return new CoreCommand("weight", "PUT", "/api/compute/owners/{owner}", "core.admin", ofRow("owner"), schema);
    }

    static ObjectNode ofRow(String key) {
        return JSON.objectNode().put(key, "${row." + key + "}");
    }
}
