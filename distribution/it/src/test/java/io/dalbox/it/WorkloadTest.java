package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the owner sees and decides of computing, on the shipped server with the heartbeat. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkloadTest {

    private static final String MATRIX = "/api/schedules/heartbeat.matrix-product";

    @TempDir
    Path folder;

    @Test
    void whatTheOwnerDecidedOutlivesAKill() throws Exception {
        try (DalboxProcess dalbox = start(Map.of())) {
            assertThat(dalbox.post(MATRIX + "/pause", "").statusCode()).isEqualTo(200);
            assertThat(dalbox.send("PUT", "/api/compute/owners/heartbeat", "{\"weight\": 7}")
                            .statusCode())
                    .isEqualTo(200);
            dalbox.kill();
        }
        try (DalboxProcess dalbox = start(Map.of())) {
            assertThat(dalbox.json(MATRIX).path("state").asString()).isEqualTo("paused");
            assertThat(weight(dalbox)).isEqualTo(7);
            assertThat(dalbox.post(MATRIX + "/run", "").statusCode()).isEqualTo(200);
            await().until(() -> dalbox.json(MATRIX).path("runs").intValue() == 1);
            assertThat(dalbox.post(MATRIX + "/resume", "").statusCode()).isEqualTo(200);
            await().until(() -> dalbox.json(MATRIX).path("state").asString().equals("waiting"));
        }
    }

    @Test
    void settingsChangeIntervalsSizesAndModeWhileItRuns() throws Exception {
        try (DalboxProcess dalbox = start(Map.of())) {
            assertThat(dalbox.json(MATRIX).path("every").asString()).isEqualTo("60s");
            set(
                    dalbox,
                    "{\"matrix_every\": 1, \"matrix_size\": 30, \"io_operations\": 3, \"io_every\": 1,"
                            + " \"io_shortest\": 1, \"io_longest\": 20}");
            await().until(() -> dalbox.json(MATRIX).path("every").asString("").equals("1s"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                JsonNode status = dalbox.json("/module/heartbeat/status");
                assertThat(status.path("products").intValue()).isGreaterThanOrEqualTo(2);
                assertThat(status.path("waits").intValue()).isGreaterThanOrEqualTo(2);
            });
            set(dalbox, "{\"continuous\": true, \"matrix_size\": 200}");
            int before =
                    dalbox.json("/module/heartbeat/status").path("products").intValue();
            await().until(() ->
                    dalbox.json("/module/heartbeat/status").path("products").intValue() > before + 10);
            set(dalbox, "{\"continuous\": false}");
            await().until(() -> dalbox.json("/api/compute").path("running").intValue() == 0);
        }
    }

    @Test
    void figuresAreForThoseWhoMayReadThem() throws Exception {
        try (DalboxProcess dalbox = start(Map.of())) {
            assertThat(dalbox.post("/module/heartbeat/actions/matrix", "{\"size\": 40}")
                            .statusCode())
                    .isEqualTo(200);
            await().untilAsserted(() -> assertThat(dalbox.get("/metrics").body())
                    .contains("dalbox_cpu_run_seconds_count{action=\"matrix\",plugin=\"heartbeat\"} 1")
                    .contains("jvm_memory_used_bytes"));
            assertThat(dalbox.get("/metrics")
                            .headers()
                            .firstValue("Content-Type")
                            .orElseThrow())
                    .startsWith("text/plain");
            HttpRequest stranger = HttpRequest.newBuilder(URI.create(dalbox.base() + "/metrics"))
                    .build();
            assertThat(dalbox.send(stranger).statusCode()).isEqualTo(401);
            for (String weight : List.of("0", "101", "1.5", "\"much\"", "null")) {
                assertThat(dalbox.send("PUT", "/api/compute/owners/heartbeat", "{\"weight\": " + weight + "}")
                                .statusCode())
                        .as(weight)
                        .isEqualTo(422);
            }
            assertThat(dalbox.send("PUT", "/api/compute/owners/nobody", "{\"weight\": 2}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(dalbox.post("/api/schedules/nobody.knows/run", "").statusCode())
                    .isEqualTo(404);
        }
    }

    /** Threads that wait must not hold the few carriers: a recording of the running server shows any that did. */
    @Test
    void noVirtualThreadIsPinned() throws Exception {
        Path recording = folder.resolve("pinned.jfr");
        String flags = "-XX:StartFlightRecording:settings=none,jdk.VirtualThreadPinned#enabled=true,"
                + "jdk.VirtualThreadPinned#threshold=1ms,jdk.VirtualThreadPinned#stackTrace=true";
        try (DalboxProcess dalbox = start(Map.of("DALBOX_JAVA_OPTS", flags))) {
            set(dalbox, "{\"io_operations\": 200, \"io_shortest\": 50, \"io_longest\": 200, \"continuous\": true}");
            // The schedule is made anew with the settings.
            await().until(() -> dalbox.post("/api/schedules/heartbeat.waiting-operations/run", "")
                            .statusCode()
                    == 200);
            for (int i = 0; i < 50; i++) {
                assertThat(dalbox.post("/module/hello/actions/greet", "{\"name\": \"Ann\"}")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(dalbox.get("/module/heartbeat/status").statusCode()).isEqualTo(200);
                assertThat(dalbox.get("/api/pages?path=/compute").statusCode()).isEqualTo(200);
            }
            await().until(() ->
                    dalbox.json("/module/heartbeat/status").path("waits").intValue() > 0);
            // At the end of the process it would be too late: a stopped server halts.
            dump(dalbox, recording);
        }
        assertThat(RecordingFile.readAllEvents(recording).stream()
                        .map(WorkloadTest::place)
                        .toList())
                .isEmpty();
    }

    /** The test above must be able to fail: what waits inside of a class's initializer holds its carrier. */
    @Test
    void aPinnedThreadWouldBeSeen() throws Exception {
        Path file = folder.resolve("seen.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(1));
            recording.start();
            Thread.ofVirtual().start(() -> assertThat(Holder.HELD).isTrue()).join();
            recording.dump(file);
        }
        assertThat(RecordingFile.readAllEvents(file).stream().map(WorkloadTest::place))
                .anyMatch(place -> place.contains("Holder"));
    }

    /** Waits while it is initialized. */
    private static final class Holder {
        static final boolean HELD = hold();

        private static boolean hold() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            return true;
        }
    }

    private DalboxProcess start(Map<String, String> environment) throws IOException {
        return DalboxProcess.start(Shipped.TREE, folder.resolve("home"), environment);
    }

    private static void set(DalboxProcess dalbox, String settings) {
        assertThat(dalbox.send("PUT", "/api/plugins/heartbeat/settings", settings)
                        .statusCode())
                .isBetween(200, 204);
    }

    private static void dump(DalboxProcess dalbox, Path file) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(dalbox.pid()),
                        "JFR.dump",
                        "filename=" + file)
                .redirectErrorStream(true)
                .start();
        String words = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(words).isZero();
    }

    private static int weight(DalboxProcess dalbox) {
        for (JsonNode owner : dalbox.json("/api/compute").path("owners")) {
            if (owner.path("owner").asString().equals("heartbeat")) {
                return owner.path("weight").intValue();
            }
        }
        return 0;
    }

    private static String place(RecordedEvent event) {
        return event.getDuration().toMillis() + " ms at "
                + (event.getStackTrace() == null
                        ? "?"
                        : event.getStackTrace().getFrames().stream()
                                .limit(12)
                                .map(WorkloadTest::frame)
                                .toList());
    }

    private static String frame(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
