package io.dalbox.bench;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * How soon a flow acts, and how many deliveries it keeps up with: a plugin publishes ticks, a flow calls its action with them,
 * all inside the shipped server, each delivery recorded.
 */
final class FlowBenchmark implements Benchmark {

    private static final int RATE = 1_000;
    private static final int SECONDS = 20;
    private static final int BURST = 100_000;
    private static final long BOUND = TimeUnit.SECONDS.toNanos(30);

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        byte[] jar = SmallPlugin.of("clock", "1.0.0", "io.dalbox.bench.clock").bytes();
        try (DalboxProcess dalbox = bench.start("flows")) {
            Files.write(dalbox.plugins().resolve("clock.jar"), jar);
            awaitLive(dalbox);
            post(dalbox, "/api/flows", """
                    {"name": "Mark", "enabled": true, "on": {"event": "clock.ticked"}, "when": "event.sent > 0",
                     "do": {"plugin": "clock", "action": "mark"}, "with": {"sent": "event.sent"},
                     "concurrency": 1, "rate": {"per_minute": 1000000}}
                    """, 201);
            tick(dalbox, 20_000, RATE * 2, 4); // warm-up
            JsonNode paced = tick(dalbox, RATE * SECONDS, RATE, 4);
            report.note(
                    "event to action call through a flow at 1,000 a second, median",
                    paced.path("p50").asDouble(-1),
                    "ms");
            report.atMost(
                    "event to action call through a flow at 1,000 a second, p99",
                    paced.path("p99").asDouble(-1),
                    10,
                    "ms");
            JsonNode burst = tick(dalbox, BURST, 0, 64);
            report.note(
                    "events published a second beside their deliveries",
                    BURST / burst.path("published").asDouble(-1),
                    "/s");
            report.atLeast(
                    "flow deliveries a second, sustained over 100,000 (in order, recorded)",
                    burst.path("marked").asInt(0) / burst.path("seconds").asDouble(-1),
                    5_000,
                    "/s");
        }
    }

    private static JsonNode tick(DalboxProcess dalbox, int count, int rate, int threads) throws IOException {
        return post(
                dalbox,
                "/module/clock/actions/tick",
                Json.mapper()
                        .createObjectNode()
                        .put("count", count)
                        .put("rate", rate)
                        .put("threads", threads)
                        .toString(),
                200);
    }

    private static JsonNode post(DalboxProcess dalbox, String path, String body, int status) throws IOException {
        HttpResponse<String> answer = dalbox.post(path, body);
        if (answer.statusCode() != status) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Json.mapper().readTree(answer.body());
    }

    private static void awaitLive(DalboxProcess dalbox) throws IOException {
        long end = System.nanoTime() + BOUND;
        while (System.nanoTime() < end) {
            if (dalbox.json("/api/plugins/clock").path("state").asString("").equals("live")) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IOException("The plugin did not become live: "
                + dalbox.get("/api/plugins/clock").body());
    }
}
