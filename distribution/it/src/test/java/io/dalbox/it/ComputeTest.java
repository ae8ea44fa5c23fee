package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What plugins do to the CPU lane of the shipped server: it goes on, answers, and says whose fault it is. */
@Tag("alone")
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComputeTest {

    @TempDir
    static Path folder;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private DalboxProcess dalbox;

    @BeforeEach
    void start() throws Exception {
        Path home = Files.createTempDirectory(folder, "home");
        // One CPU thread, and a heap that is soon full.
        dalbox = DalboxProcess.start(
                Shipped.TREE, home, Map.of("DALBOX_CPU_LIMIT", "1.5", "DALBOX_JAVA_OPTS", "-Xmx160m"));
        Files.write(
                dalbox.plugins().resolve("greedy.jar"),
                SmallPlugin.of("greedy", "1.0.0", "io.dalbox.it.sample.greedy").bytes());
        await().atMost(Duration.ofSeconds(30)).until(() -> state("greedy").equals("live"));
    }

    @AfterEach
    void stop() throws IOException {
        dalbox.close();
        callers.shutdownNow();
    }

    @Test
    void theLimitIsTheOwnersAndLeavesOneForTheService() {
        JsonNode compute = dalbox.json("/api/compute");
        assertThat(compute.path("limit").doubleValue()).isEqualTo(1.5);
        assertThat(compute.path("limit_source").asString()).isEqualTo("DALBOX_CPU_LIMIT");
        assertThat(compute.path("size").intValue()).isEqualTo(1);
        assertThat(call("ANSWER").statusCode()).isEqualTo(200);
        assertThat(dalbox.json("/api/compute").path("niceness").intValue()).isEqualTo(19);
    }

    @Test
    void errorsAndEndlessRecursionEndOnlyTheirCall() {
        assertThat(call("ERROR").statusCode()).isEqualTo(500);
        assertThat(problem(call("ERROR"))).contains("greedy", "this plugin is broken");
        assertThat(problem(call("RECURSE"))).contains("greedy", "StackOverflowError");
        assertThat(call("ANSWER").statusCode()).isEqualTo(200);
        theRestRunsOn();
    }

    @Test
    void workMaySubmitIntoItsOwnFullQueueAndWaitForIt() {
        HttpResponse<String> answer = call("NESTED");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("1000");
    }

    @Test
    void whoFillsTheMemoryIsNamedAndTheServerLivesOn() throws IOException {
        long pid = dalbox.pid();
        assertThat(problem(call("MEMORY"))).contains("greedy", "OutOfMemoryError");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode event = event("core.compute.out-of-memory");
            assertThat(event.at("/data/plugin").asString()).isEqualTo("greedy");
            assertThat(event.at("/data/bytes").longValue()).isGreaterThan(50L << 20);
        });
        assertThat(log()).contains("Memory ran out. \"compute\" of greedy");
        assertThat(call("ANSWER").statusCode()).isEqualTo(200);
        assertThat(dalbox.pid()).isEqualTo(pid);
        theRestRunsOn();
    }

    @Test
    void workThatNeverEndsIsAbandonedWhenItsPluginStops() throws Exception {
        Future<HttpResponse<String>> endless = callers.submit(() -> call("SPIN"));
        awaitRunning();
        assertThat(dalbox.get("/module/heartbeat/status").statusCode()).isEqualTo(200);

        assertThat(dalbox.post("/api/plugins/greedy/disable", "").statusCode()).isEqualTo(200);
        assertThat(endless.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        itIsReportedAsAbandoned();
        theRestRunsOn();
    }

    @Test
    void aPluginMayBeStoppedWhileItsWorkIsInNativeCode() throws Exception {
        Future<HttpResponse<String>> inside = callers.submit(() -> call("NATIVE"));
        awaitRunning();

        assertThat(dalbox.post("/api/plugins/greedy/disable", "").statusCode()).isEqualTo(200);
        assertThat(inside.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        itIsReportedAsAbandoned();
        theRestRunsOn();
        // And it ends by itself once it is out there.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> dalbox.json("/api/compute").path("abandoned").intValue() == 0);
    }

    @Test
    void tooManyRequestsAreToldToComeAgain() throws Exception {
        Future<HttpResponse<String>> holder = callers.submit(() -> call("INTERRUPTIBLE"));
        awaitRunning();
        List<Future<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(callers.submit(() -> call("ANSWER")));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> calls.stream().filter(Future::isDone).count() >= 44);
        assertThat(dalbox.json("/api/compute").path("waiting").intValue()).isEqualTo(256);
        for (Future<HttpResponse<String>> call : calls) {
            if (call.isDone()) {
                assertThat(call.get().statusCode()).isEqualTo(503);
                assertThat(call.get().headers().firstValue("Retry-After")).isPresent();
                assertThat(problem(call.get())).contains("greedy", "too much work");
            }
        }
        assertThat(dalbox.get("/module/heartbeat/status").statusCode()).isEqualTo(200);
        assertThat(dalbox.post("/api/plugins/greedy/disable", "").statusCode()).isEqualTo(200);
        assertThat(holder.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    @Test
    void programsEndWithTheirPlugin() throws Exception {
        Future<HttpResponse<String>> running = callers.submit(() -> call("PROGRAM"));
        List<ProcessHandle> programs = awaitPrograms();
        assertThat(niceness(programs.getFirst())).isEqualTo(19);

        assertThat(dalbox.post("/api/plugins/greedy/disable", "").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(15)).until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(running.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        theRestRunsOn();
    }

    @Test
    void programsEndWhenTheServerIsKilled() throws Exception {
        Future<HttpResponse<String>> running = callers.submit(() -> call("PROGRAM"));
        List<ProcessHandle> programs = awaitPrograms();
        dalbox.kill();
        await().atMost(Duration.ofSeconds(15)).until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
        await().until(running::isDone);
    }

    /** Waits for both sleeping programs. */
    private List<ProcessHandle> awaitPrograms() {
        await().atMost(Duration.ofSeconds(20)).until(() -> programs().size() == 2);
        return programs();
    }

    private List<ProcessHandle> programs() {
        return ProcessHandle.of(dalbox.pid())
                .orElseThrow()
                .descendants()
                .filter(p -> p.info().commandLine().orElse("").matches("(.*/)?sleep 60[12]"))
                .toList();
    }

    private static int niceness(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    void datesThatNeverComeAreShown() {
        JsonNode never = dalbox.json("/api/schedules/greedy.thirty-first-of-february");
        assertThat(never.path("state").asString()).isEqualTo("ended");
        assertThat(never.path("next").isNull()).isTrue();
        assertThat(never.path("cron").asString()).isEqualTo("0 0 31 2 *");
        assertThat(dalbox.post("/api/schedules/greedy.thirty-first-of-february/run", "")
                        .statusCode())
                .isEqualTo(200);
        await().until(() -> dalbox.json("/api/schedules/greedy.thirty-first-of-february")
                .path("last_error")
                .asString()
                .contains("no such day"));
    }

    private HttpResponse<String> call(String how) {
        return dalbox.post("/module/greedy/actions/compute", "{\"how\": \"" + how.toLowerCase() + "\"}");
    }

    private void awaitRunning() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> dalbox.json("/api/compute").path("running").intValue() == 1);
    }

    private void itIsReportedAsAbandoned() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode compute = dalbox.json("/api/compute");
            assertThat(compute.path("abandoned").intValue()).isEqualTo(1);
            assertThat(compute.at("/work/0/owner").asString()).isEqualTo("greedy");
            assertThat(compute.at("/work/0/state").asString()).isEqualTo("abandoned");
            assertThat(event("core.compute.abandoned").at("/data/plugin").asString())
                    .isEqualTo("greedy");
        });
    }

    /** The CPU lane has a thread again, and the service answers. */
    private void theRestRunsOn() {
        assertThat(dalbox.post("/module/heartbeat/actions/matrix", "{\"size\": 50}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(dalbox.post("/module/hello/actions/greet", "{\"name\": \"Ann\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(dalbox.get("/ready").statusCode()).isEqualTo(200);
    }

    private JsonNode event(String type) {
        return dalbox.json("/api/events?type=" + type).path("items").path(0);
    }

    private String state(String plugin) {
        return dalbox.json("/api/plugins/" + plugin).path("state").asString("");
    }

    private String log() throws IOException {
        return Files.readString(dalbox.home().resolve("logs/dalbox.log"));
    }

    private static String problem(HttpResponse<String> answer) {
        return Json.mapper().readTree(answer.body()).path("detail").asString();
    }
}
