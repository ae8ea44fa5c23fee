package io.dalbox.bench;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Tasks of plugins, from the call to their end. */
final class Tasks {

    private static final long BOUND = TimeUnit.MINUTES.toNanos(10);

    private Tasks() {}

    /** Starts one and waits for its end; returns the seconds that it took. */
    static double run(DalboxProcess dalbox, String plugin, String action, Map<String, ?> input) {
        return run(dalbox, plugin, action, input, Duration.ofMillis(20));
    }

    /** The same, asking once a pause: asking costs the server something too. */
    static double run(DalboxProcess dalbox, String plugin, String action, Map<String, ?> input, Duration pause) {
        long begin = System.nanoTime();
        String id = start(dalbox, plugin, action, input);
        while (System.nanoTime() - begin < BOUND) {
            JsonNode task = dalbox.json("/api/tasks/" + id);
            String state = task.path("state").asString("");
            if (state.equals("completed")) {
                return (System.nanoTime() - begin) / 1e9;
            }
            if (!state.equals("queued") && !state.equals("running")) {
                throw new IllegalStateException(plugin + "." + action + " failed: " + task);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        throw new IllegalStateException(plugin + "." + action + " has not ended within ten minutes");
    }

    static String start(DalboxProcess dalbox, String plugin, String action, Map<String, ?> input) {
        String body = Json.mapper().writeValueAsString(input);
        JsonNode started = Json.mapper()
                .readTree(dalbox.post("/module/" + plugin + "/actions/" + action, body)
                        .body());
        String id = started.path("task_id").asString("");
        if (id.isEmpty()) {
            throw new IllegalStateException(plugin + "." + action + " did not begin: " + started);
        }
        return id;
    }
}
