package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.it.sample.faulty.Faulty;
import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A running server with a plugin {@code good} that people use all the time, beside which others go wrong. {@link #endWell} says
 * whether anybody noticed.
 */
final class FaultyBox implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final String UI = """
            ui: 1
            id: good
            i18n:
              zh-CN: { title: 正常 }
              en: { title: Good }
            nav: [{ page: main, label: "t:title", icon: box, section: tools }]
            pages:
              - { id: main, path: "", title: "t:title", body: [{ type: text, text: "t:title" }] }
            """;

    private final DalboxProcess dalbox;
    private final SteadyTraffic traffic;

    private FaultyBox(DalboxProcess dalbox) {
        this.dalbox = dalbox;
        await().atMost(BOUND).until(() -> told("good").equals("1.0.0"));
        this.traffic = new SteadyTraffic(dalbox, "/module/good/actions/tell", "/api/pages?path=/module/good/");
    }

    /** Starts it on a home, into which the good plugin is put. */
    static FaultyBox start(Path home) throws Exception {
        Path drops = Files.createDirectories(home.resolve("plugins"));
        Path good = drops.resolve("good.jar");
        if (!Files.exists(good)) {
            Files.write(
                    good,
                    plugin("good", "1.0.0", "").file("dalbox/ui/main.yaml", UI).bytes());
        }
        return new FaultyBox(DalboxProcess.start(Shipped.TREE, home));
    }

    /** Returns a plugin that tells its version; {@code fault} may say what goes wrong with it, as in {@code START HANG}. */
    static SmallPlugin plugin(String id, String version, String fault) {
        SmallPlugin plugin =
                SmallPlugin.of(id, version, "io.dalbox.it.sample.faulty").activator(Faulty.class);
        return fault.isEmpty() ? plugin : plugin.header("Fault", fault);
    }

    DalboxProcess dalbox() {
        return dalbox;
    }

    /** Renames a jar into the folder. */
    void drop(String name, byte[] jar) throws IOException {
        Path part = Files.write(dalbox.plugins().resolve("." + name + ".part"), jar);
        Files.move(part, dalbox.plugins().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Renames a plugin into the folder, as {@code <id>.jar}. */
    void drop(String id, String version, String fault) throws Exception {
        drop(id + ".jar", plugin(id, version, fault).bytes());
    }

    /** Renames a good version into the folder and waits for it. */
    void install(String id, String version) throws Exception {
        drop(id, version, "");
        awaitTold(id, version);
    }

    /** Returns the version that answers; empty when none does. */
    String told(String id) {
        HttpResponse<String> answer = dalbox.get("/module/" + id + "/actions/tell");
        return answer.statusCode() == 200
                ? Json.mapper().readTree(answer.body()).path("version").asString("")
                : "";
    }

    /** Waits until a version answers and its row says that it is live. */
    void awaitTold(String id, String version) {
        awaitRow(
                id,
                row -> row.path("state").asString("").equals("live")
                        && row.path("version").asString("").equals(version));
        assertThat(told(id)).isEqualTo(version);
    }

    /** Waits for a row and returns what it says. */
    String awaitRow(String id, Predicate<JsonNode> wanted) {
        await(id)
                .atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(wanted.test(row(id))).as(row(id).toString()).isTrue());
        return row(id).path("detail").asString("");
    }

    /** Waits until a row has a reason, and returns it. */
    String awaitReason(String id) {
        return awaitRow(
                id,
                row -> !row.path("detail").asString("").isEmpty()
                        && row.path("state").asString("").matches("live|failed|quarantined"));
    }

    /** Returns a row of the list of plugins. */
    JsonNode row(String id) {
        for (JsonNode row : dalbox.json("/api/plugins").path("items")) {
            if (row.path("id").asString("").equals(id)) {
                return row;
            }
        }
        return Json.mapper().missingNode();
    }

    /** Asserts that nobody who used the good plugin has noticed anything. */
    void assertUnnoticed() {
        assertThat(traffic.failed()).isEmpty();
        assertThat(dalbox.get("/ready").statusCode()).isEqualTo(200);
    }

    /** Asserts that nobody noticed anything, and that it ends when it is told to. */
    void endWell() throws InterruptedException {
        assertUnnoticed();
        traffic.close();
        assertThat(traffic.failed()).isEmpty();
        assertThat(traffic.answered()).isPositive();
        assertThat(dalbox.terminate()).isZero();
    }

    @Override
    public void close() throws IOException {
        dalbox.close(); // the traffic ends sooner when nobody answers any more
        traffic.close();
    }
}
