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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Flows in the shipped server: what they refuse, what they do, and what stops them. */
class FlowTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static DalboxProcess dalbox;

    @BeforeAll
    static void start() throws Exception {
        dalbox = DalboxProcess.start(Shipped.TREE, folder.resolve("home"));
        drop(
                "actor",
                SmallPlugin.of("actor", "1.0.0", "io.dalbox.it.sample.actor").bytes());
        awaitLive("actor", "1.0.0");
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
    }

    @Test
    void whatCannotWorkIsRefusedWithItsPlaceAndWhatToWrite() {
        HttpResponse<String> answer = dalbox.post(
                "/api/flows",
                flow(
                        "Wrong",
                        "event.sise > 1",
                        "act",
                        "{\"what\": \"event.size\", \"how\": \"'badly'\", \"wo\": \"1\"}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        List<JsonNode> problems = Json.mapper()
                .readTree(answer.body())
                .path("errors")
                .valueStream()
                .toList();
        assertThat(problems).anySatisfy(problem("/when", "sise", "size", 7));
        assertThat(problems).anySatisfy(problem("/with/what", "string", "string(event.size)", -1));
        assertThat(problems).anySatisfy(problem("/with/how", "well", null, -1));
        assertThat(problems).anySatisfy(problem("/with/wo", "wo", null, -1));
    }

    private static ThrowingConsumer<JsonNode> problem(String pointer, String word, String suggestion, int column) {
        return problem -> {
            assertThat(problem.path("pointer").asString()).isEqualTo(pointer);
            assertThat(problem.path("detail").asString()).contains(word);
            if (suggestion != null) {
                assertThat(problem.path("suggestion").asString("")).contains(suggestion);
            }
            if (column >= 0) {
                assertThat(problem.path("column").asInt()).isEqualTo(column);
            }
        };
    }

    @Test
    void anEventCallsTheActionAndTheHistoryTellsAll() {
        String flow = make(
                "Well",
                "event.what == 'well' && event.size > 10",
                "act",
                "{\"what\": \"event.what + '!'\", \"how\": \"'well'\"}");

        happen("well", 5);
        happen("well", 11);

        JsonNode done = awaitDelivery(flow, "done");
        assertThat(done.path("detail").path("parameters").toString())
                .isEqualTo("{\"what\":\"well!\",\"how\":\"well\"}");
        assertThat(done.path("detail").path("result").path("what").asString()).isEqualTo("well!");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode counts = dalbox.json("/api/flows/" + flow).path("counts");
            assertThat(counts.path("delivered").asInt()).isEqualTo(1);
            assertThat(counts.path("skipped").asInt()).isPositive();
        });
        JsonNode trace = dalbox.json("/api/trace?delivery=" + done.path("id").asString());
        assertThat(trace.path("nodes").valueStream().map(n -> n.path("kind").asString()))
                .containsExactly("event", "delivery");
    }

    @Test
    void aDryRunCallsNothing() {
        happen("dry", 3);
        ObjectNode body = Json.mapper().createObjectNode().put("limit", 5);
        body.set(
                "flow",
                Json.mapper()
                        .readTree(flow(
                                "Dry",
                                "event.what == 'dry'",
                                "act",
                                "{\"what\": \"event.what\", \"how\": \"'never'\"}")));

        JsonNode answer = Json.mapper()
                .readTree(dalbox.post("/api/flows/dry-run", body.toString()).body());

        assertThat(answer.path("problems")).isEmpty();
        assertThat(answer.path("results")
                        .valueStream()
                        .filter(r -> r.path("matched").asBoolean()))
                .isNotEmpty()
                .allSatisfy(r ->
                        assertThat(r.path("parameters").path("what").asString()).isEqualTo("dry"));
        assertThat(dalbox.json("/api/flows").toString()).doesNotContain("\"Dry\"");
    }

    @Test
    void whatFailsIsTriedAgainAndAtLastKeptAndCanBeRedrivenEdited() {
        String shaky =
                make("Shaky", "event.what == 'shaky'", "act", "{\"what\": \"event.what\", \"how\": \"'shaky'\"}");
        String never = make(
                "Never",
                "event.what == 'never' || event.what == 'mended'",
                "act",
                "{\"what\": \"event.what\", \"how\": \"event.what == 'never' ? 'never' : 'well'\"}");

        happen("shaky", 1);
        happen("never", 1);

        assertThat(awaitDelivery(shaky, "done").path("attempts").asInt()).isEqualTo(3);
        JsonNode dead = awaitDelivery(never, "dead");
        assertThat(dead.path("error").asString()).contains("This never works");
        assertThat(dead.path("attempts").asInt()).isEqualTo(4);
        String path = "/api/deliveries/" + dead.path("id").asString();
        assertThat(dalbox.post(path + "/redrive", "{\"data\": {\"what\": 5}}").statusCode())
                .isEqualTo(422);
        HttpResponse<String> redriven =
                dalbox.post(path + "/redrive", "{\"data\": {\"what\": \"mended\", \"size\": 1}}");
        assertThat(redriven.statusCode()).as(redriven.body()).isEqualTo(200);
        assertThat(awaitDelivery(never, "done")
                        .path("detail")
                        .path("parameters")
                        .path("what")
                        .asString())
                .isEqualTo("mended");
    }

    @Test
    void whatAnActionRefusesIsNotTriedAgain() {
        String flow =
                make("Refuse", "event.what == 'refuse'", "act", "{\"what\": \"event.what\", \"how\": \"'refuse'\"}");

        happen("refuse", 1);

        JsonNode dead = awaitDelivery(flow, "dead");
        assertThat(dead.path("attempts").asInt()).isEqualTo(1);
        assertThat(dead.path("error").asString()).contains("not wanted");
    }

    @Test
    void anActionThatHangsHoldsUpNoOtherFlow() {
        String hangs = make("Hang", "event.what == 'hang'", "act", "{\"what\": \"event.what\", \"how\": \"'hang'\"}");
        String other = make("Beside", "event.what == 'hang'", "act", "{\"what\": \"event.what\", \"how\": \"'well'\"}");

        happen("hang", 1);

        awaitDelivery(other, "done");
        assertThat(dalbox.send("DELETE", "/api/flows/" + hangs, "").statusCode())
                .isEqualTo(204);
        assertThat(dalbox.get("/api/flows/" + hangs).statusCode()).isEqualTo(404);
    }

    @Test
    void aFlowThatTriggersItselfIsCutAndCanGoOn() {
        String flow = make("Circle", "event.what == 'circle'", "happen", "{\"what\": \"event.what\"}");

        happen("circle", 1);

        JsonNode cut = awaitFlow(flow, "cut");
        assertThat(cut.path("detail").asString()).contains("circle");
        assertThat(dalbox.json("/api/events?type=core.flow.cut").toString()).contains(flow);
        assertThat(dalbox.json("/api/events?type=actor.happened&text=circle").path("items"))
                .hasSize(2);
        assertThat(dalbox.post("/api/flows/" + flow + "/resume", "{\"skip\": true}")
                        .statusCode())
                .isEqualTo(200);
        awaitFlow(flow, "on");
    }

    @Test
    void aFloodIsCutAtTheLimitOfTheFlow() {
        HttpResponse<String> made = dalbox.post("/api/flows", """
                {"name": "Flood", "on": {"event": "actor.happened"}, "when": "event.what == 'flood'",
                 "do": {"plugin": "actor", "action": "act"}, "with": {"what": "event.what", "how": "'well'"},
                 "rate": {"per_minute": 20}}
                """);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String flow = Json.mapper().readTree(made.body()).path("id").asString();

        dalbox.post("/module/actor/actions/happen", "{\"what\": \"flood\", \"times\": 60}");

        assertThat(awaitFlow(flow, "cut").path("detail").asString()).contains("20");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(dalbox.json("/api/deliveries?state=done&flow=" + flow)
                                .path("items"))
                        .hasSizeBetween(20, 21));
        assertThat(dalbox.post("/module/hello/actions/greet", "{\"name\": \"Ann\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoFlowsThatRaceForOnePathTakeTurns() {
        String first = make("Race one", "event.what == 'race'", "occupy", "{\"place\": \"'media:/films'\"}");
        String second = make("Race two", "event.what == 'race'", "occupy", "{\"place\": \"'media:/films/a'\"}");

        dalbox.post("/module/actor/actions/happen", "{\"what\": \"race\", \"times\": 10}");

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode tasks = dalbox.json("/api/tasks?plugin=actor&action=occupy&limit=100")
                    .path("items");
            assertThat(tasks).hasSize(20);
            assertThat(tasks).allSatisfy(task -> {
                assertThat(task.path("state").asString()).isEqualTo("completed");
                assertThat(task.path("result").path("most").asInt()).isEqualTo(1);
            });
        });
        for (String flow : List.of(first, second)) {
            assertThat(dalbox.json("/api/deliveries?flow=" + flow).path("items"))
                    .hasSize(10)
                    .allSatisfy(delivery ->
                            assertThat(delivery.path("task_id").asString("")).isNotEmpty());
        }
    }

    @Test
    void aVersionThatDoesNotFitStopsTheFlowUntilOneDoes() throws Exception {
        drop("greeter", Greeter.jar(1));
        awaitLive("greeter", "1.0.0");
        HttpResponse<String> made = dalbox.post("/api/flows", """
                {"name": "Greet", "on": {"event": "actor.happened"}, "when": "event.what == 'greet'",
                 "do": {"plugin": "greeter", "action": "greet"}, "with": {"name": "event.what"}}
                """);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String flow = Json.mapper().readTree(made.body()).path("id").asString();
        happen("greet", 1);
        awaitDelivery(flow, "done");
        assertThat(dalbox.json("/api/plugins/greeter/dependents").toString()).contains(flow);

        drop("greeter", Greeter.jar(2));
        awaitLive("greeter", "2.0.0");
        JsonNode broken = awaitFlow(flow, "broken");
        assertThat(broken.path("problems").toString()).contains("/with/name", "person");
        happen("greet", 2);
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                dalbox.json("/api/deliveries?flow=" + flow).path("items"))
                        .hasSize(1));

        drop("greeter", Greeter.jar(3));
        awaitLive("greeter", "3.0.0");
        awaitFlow(flow, "on");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(dalbox.json("/api/deliveries?state=done&flow=" + flow)
                                .path("items"))
                        .hasSize(2));

        Files.delete(dalbox.plugins().resolve("greeter.jar"));
        assertThat(awaitFlow(flow, "broken").path("detail").asString()).contains("not installed");
    }

    @Test
    void hugeDeepAndCatastrophicExpressionsAreRefusedOrBounded() {
        for (String expression : List.of(
                "x".repeat(500_000),
                "(".repeat(10_000) + "1" + ")".repeat(10_000),
                "[".repeat(3_000),
                "-".repeat(3_900) + "1")) {
            HttpResponse<String> answer = dalbox.post(
                    "/api/flows", flow("Huge", expression, "act", "{\"what\": \"event.what\", \"how\": \"'well'\"}"));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("/when");
        }
        String flow = make(
                "Regex",
                "event.what == 'regex' && !('" + "a".repeat(1000) + "!').matches('^(a+)+$')",
                "act",
                "{\"what\": \"event.what\", \"how\": \"'well'\"}");
        happen("regex", 1);
        awaitDelivery(flow, "done");
    }

    private static String flow(String name, String when, String action, String with) {
        ObjectNode flow = Json.mapper().createObjectNode().put("name", name).put("when", when);
        flow.putObject("on").put("event", "actor.happened");
        flow.putObject("do").put("plugin", "actor").put("action", action);
        flow.set("with", Json.mapper().readTree(with));
        flow.putObject("retry").put("attempts", 4).put("backoff", "20ms").put("longest", "50ms");
        return flow.toString();
    }

    private static String make(String name, String when, String action, String with) {
        HttpResponse<String> answer = dalbox.post("/api/flows", flow(name, when, action, with));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.mapper().readTree(answer.body()).path("id").asString();
    }

    private static void happen(String what, int size) {
        ObjectNode input = Json.mapper().createObjectNode().put("what", what).put("size", size);
        assertThat(dalbox.post("/module/actor/actions/happen", input.toString()).statusCode())
                .isEqualTo(200);
    }

    private static JsonNode awaitDelivery(String flow, String state) {
        return await().atMost(SOON)
                .until(
                        () -> dalbox.json("/api/deliveries?state=" + state + "&flow=" + flow)
                                .path("items")
                                .path(0),
                        JsonNode::isObject);
    }

    private static JsonNode awaitFlow(String flow, String state) {
        return await().atMost(SOON)
                .until(
                        () -> dalbox.json("/api/flows/" + flow),
                        now -> now.path("state").asString("").equals(state));
    }

    private static void drop(String name, byte[] jar) throws IOException {
        Path part = dalbox.plugins().resolve("." + name + ".part");
        Files.write(part, jar);
        Files.move(part, dalbox.plugins().resolve(name + ".jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitLive(String plugin, String version) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode row = dalbox.json("/api/plugins/" + plugin);
            assertThat(row.path("state").asString("")).as(row.toString()).isEqualTo("live");
            assertThat(row.path("version").asString("")).isEqualTo(version);
        });
    }
}
