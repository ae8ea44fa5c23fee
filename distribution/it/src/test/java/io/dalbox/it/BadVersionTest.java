package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.it.sample.claiming.Claiming;
import io.dalbox.json.Json;
import io.dalbox.testing.SmallPlugin;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Updates that go wrong in a running server: the version before runs on, its row says why, and who uses another plugin does not
 * notice. What a first version can do wrong is in {@link BadPluginTest}, what hangs in {@link HangingVersionTest}.
 */
class BadVersionTest {

    @TempDir
    static Path folder;

    private static FaultyBox box;

    @BeforeAll
    static void start() throws Exception {
        box = FaultyBox.start(folder.resolve("home"));
    }

    @AfterEach
    void nobodyNoticed() {
        box.assertUnnoticed();
    }

    @AfterAll
    static void stop() throws Exception {
        try (FaultyBox last = box) {
            last.endWell();
        }
    }

    @Test
    void whatDoesNotResolveLeavesTheVersionBefore() throws Exception {
        box.install("needy", "1.0.0");
        box.drop(
                "needy.jar",
                FaultyBox.plugin("needy", "2.0.0", "")
                        .header("Import-Package", "no.such.thing;version=\"[2,3)\",*")
                        .bytes());

        assertThat(box.awaitReason("needy")).contains("2.0.0", "no.such.thing", "1.0.0 runs on");
        assertThat(box.told("needy")).isEqualTo("1.0.0");
    }

    @Test
    void whatThrowsInItsActivatorLeavesTheVersionBefore() throws Exception {
        thrown("starter", "START THROW");
    }

    @Test
    void whatThrowsInAConstructorLeavesTheVersionBefore() throws Exception {
        thrown("maker", "CONSTRUCTOR THROW");
    }

    @Test
    void whatThrowsInAnActivateMethodLeavesTheVersionBefore() throws Exception {
        thrown("activated", "ACTIVATE THROW");
    }

    @Test
    void whatThrowsInAClassLeavesTheVersionBefore() throws Exception {
        thrown("classy", "CLASS THROW");
    }

    private static void thrown(String id, String fault) throws Exception {
        box.install(id, "1.0.0");
        box.drop(id, "2.0.0", fault);

        assertThat(box.awaitReason(id)).contains("2.0.0", "no licence for today", "1.0.0 runs on");
        assertThat(box.told(id)).isEqualTo("1.0.0");
        box.install(id, "2.0.1");
    }

    @Test
    void whatIsWellAtFirstAndThenIsNotIsTakenBack() throws Exception {
        box.install("ill", "1.0.0");
        box.drop("ill", "2.0.0", "HEALTH THROW");

        assertThat(box.awaitReason("ill"))
                .contains("2.0.0", "did not stay well", "no licence for today", "1.0.0 runs on");
        assertThat(box.told("ill")).isEqualTo("1.0.0");
    }

    @Test
    void whatThrowsWhenItIsStoppedIsReplacedAllTheSame() throws Exception {
        for (String fault : new String[] {"STOP THROW", "DEACTIVATE THROW"}) {
            box.drop("stopper", "1.0.0", fault);
            box.awaitTold("stopper", "1.0.0");
            box.install("stopper", "2.0.0");
        }
    }

    @Test
    void aThreadThatIsLeftBehindIsShownWithWhatItHolds() throws Exception {
        box.drop("leaky", "1.0.0", "START LEAK");
        box.awaitTold("leaky", "1.0.0");
        box.install("leaky", "2.0.0");
        box.install("tidy", "1.0.0");
        box.install("tidy", "2.0.0");

        await().atMost(Duration.ofSeconds(20)).until(() -> former("tidy").isEmpty());
        JsonNode leaked = former("leaky").path(0);
        assertThat(leaked.path("version").asString("")).isEqualTo("1.0.0");
        assertThat(leaked.path("ways").toString()).contains("faulty-leak");
    }

    @Test
    void aFileThatIsLeftOpenIsNamedWithWhatHoldsIt() throws Exception {
        box.drop("forgetful", "1.0.0", "START OPEN");
        box.awaitTold("forgetful", "1.0.0");
        box.install("forgetful", "2.0.0");

        JsonNode open = former("forgetful").path(0).path("open");
        assertThat(open).hasSize(1);
        assertThat(open.path(0).path("kind").asString("")).isEqualTo("file");
        assertThat(open.path(0).path("name").asString("")).contains("faulty-open");
        assertThat(open.path(0).path("holder").asString("")).endsWith("Fault.forgotten");
    }

    /** The former versions of which classes are in memory after a collection, and what holds them. */
    private static JsonNode former(String id) throws Exception {
        return Json.mapper()
                .readTree(
                        box.dalbox().post("/api/plugins/" + id + "/leaks", "{}").body())
                .path("items");
    }

    @Test
    void addressesOfOthersStayWithThem() throws Exception {
        box.install("claiming", "1.0.0");
        box.drop(
                "claiming.jar",
                SmallPlugin.of("claiming", "2.0.0", "io.dalbox.it.sample.claiming")
                        .activator(Claiming.class)
                        .bytes());
        box.awaitRow("claiming", row -> row.path("version").asString("").equals("2.0.0"));

        assertThat(box.dalbox().get("/module/claiming/anything").body()).isEqualTo("impostor");
        assertThat(box.told("good")).isEqualTo("1.0.0");
        assertThat(box.dalbox().get("/module/good/anything").body()).doesNotContain("impostor");
        assertThat(box.dalbox().get("/ready").body()).doesNotContain("impostor");
        assertThat(box.dalbox().get("/api/plugins").body()).contains("\"items\"");
    }

    @Test
    void anUpdateThatCallsItselfByTheNameOfAnotherDoesNotTakeItsPlace() throws Exception {
        box.install("renamed", "1.0.0");
        box.drop(
                "renamed.jar",
                FaultyBox.plugin("good", "9.0.0", "")
                        .header("Bundle-SymbolicName", "sample.renamed")
                        .bytes());

        assertThat(box.awaitReason("renamed.jar")).contains("good", "good.jar");
        assertThat(box.told("good")).isEqualTo("1.0.0");
        box.install("renamed", "1.0.1");
    }

    @Test
    void anEarlierVersionReplacesALaterOne() throws Exception {
        box.install("backwards", "2.0.0");
        box.install("backwards", "1.0.0");
    }
}
