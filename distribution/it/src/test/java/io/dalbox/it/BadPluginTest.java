package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.it.sample.halting.Halting;
import io.dalbox.it.sample.throwing.Throwing;
import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people drop into the folder of a running server: it says what is wrong on the row, and the rest runs on. */
class BadPluginTest {

    @TempDir
    static Path folder;

    private static DalboxProcess dalbox;
    private static SteadyTraffic users;
    private static String others;

    @BeforeAll
    static void start() throws IOException {
        dalbox = DalboxProcess.start(Shipped.TREE, folder.resolve("home"));
        users = new SteadyTraffic(dalbox, "/module/heartbeat/status", "/api/pages?path=/module/hello/");
    }

    @AfterAll
    static void stop() throws Exception {
        users.close();
        try (DalboxProcess last = dalbox) {
            assertThat(last.terminate()).isZero();
        }
    }

    @BeforeEach
    void seeWhatIsThere() {
        others = shipped();
    }

    /** The row goes with the file, and what was there before is as it was. */
    @AfterEach
    void theRestRunsOn() throws IOException {
        try (var files = Files.list(dalbox.plugins())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> dalbox.json("/api/plugins").path("items").size() == Shipped.PLUGINS);
        assertThat(dalbox.post("/module/hello/actions/greet", "{\"name\": \"Ann\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(dalbox.get("/ready").statusCode()).isEqualTo(200);
        assertThat(users.failed()).isEmpty();
        assertThat(shipped()).isEqualTo(others);
    }

    @Test
    void aHalfCopiedJarIsTakenOnceItIsWhole() throws Exception {
        byte[] jar =
                SmallPlugin.of("halves", "1.0.0", "io.dalbox.it.sample.waiting").bytes();
        Path file = dalbox.plugins().resolve("halves.jar");
        Files.write(file, Arrays.copyOf(jar, jar.length / 2));
        await().during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(2))
                .until(() -> dalbox.json("/api/plugins").path("items").size() == Shipped.PLUGINS);
        Files.write(file, Arrays.copyOfRange(jar, jar.length / 2, jar.length), StandardOpenOption.APPEND);

        awaitRow("halves", is("live"));
    }

    @Test
    void aJarThatStaysHalfIsRefusedUntilItIsCopiedAgain() throws Exception {
        byte[] jar =
                SmallPlugin.of("half", "1.0.0", "io.dalbox.it.sample.waiting").bytes();
        Files.write(dalbox.plugins().resolve("half.jar"), Arrays.copyOf(jar, jar.length / 2));

        assertThat(awaitRow("half.jar", is("failed"))).contains("not a complete zip", "Copy it");

        drop("half.jar", jar);
        awaitRow("half", is("live"));
        await().until(() -> row("half.jar").isMissingNode());
    }

    @Test
    void whatIsNoZipIsRefused() throws Exception {
        drop("text.jar", "this is not a zip".getBytes(StandardCharsets.UTF_8));

        assertThat(awaitRow("text.jar", is("failed"))).contains("text.jar", "not a complete zip");
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        drop("empty.jar", new byte[0]);

        assertThat(awaitRow("empty.jar", is("failed"))).contains("empty.jar");
    }

    @Test
    void aDamagedEntryIsNamed() throws Exception {
        byte[] jar = stored("0123456789".repeat(50));
        int at = new String(jar, StandardCharsets.ISO_8859_1).indexOf("0123456789");
        jar[at + 20] ^= 1;
        drop("damaged.jar", jar);

        assertThat(awaitRow("damaged.jar", is("failed"))).contains("data.bin", "checksum");
    }

    @Test
    void aJarWithoutManifestIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("hello.txt"));
        }
        drop("plain.jar", bytes.toByteArray());

        assertThat(awaitRow("plain.jar", is("failed"))).contains("no manifest");
    }

    @Test
    void aMissingImportIsNamed() throws Exception {
        drop(
                "needy.jar",
                SmallPlugin.of("needy", "1.0.0", "io.dalbox.it.sample.waiting")
                        .header("Import-Package", "no.such.thing;version=\"[2,3)\",*")
                        .bytes());

        assertThat(awaitRow("needy", is("failed"))).contains("no.such.thing");
        HttpResponse<String> module = dalbox.get("/module/needy/");
        assertThat(module.statusCode()).isEqualTo(503);
        assertThat(module.body()).contains("no.such.thing");
    }

    @Test
    void anActivatorThatThrowsIsQuoted() throws Exception {
        drop(
                "throwing.jar",
                SmallPlugin.of("throwing", "1.0.0", "io.dalbox.it.sample.throwing")
                        .activator(Throwing.class)
                        .bytes());

        assertThat(awaitRow("throwing", is("failed"))).contains("no licence for today");
    }

    @Test
    void aConstructorThatHangsIsGivenUp() throws Exception {
        drop(
                "hanging.jar",
                SmallPlugin.of("hanging", "1.0.0", "io.dalbox.it.sample.hanging")
                        .bytes());

        assertThat(awaitRow("hanging", is("failed"))).contains("Stuck");
        assertThat(dalbox.post("/module/hanging/actions/stuck", "{}").statusCode())
                .isEqualTo(503);
    }

    @Test
    void theSameVersionWithOtherBytesReplaces() throws Exception {
        drop(
                "same.jar",
                SmallPlugin.of("same", "1.0.0", "io.dalbox.it.sample.waiting").bytes());
        awaitRow("same", is("live"));
        drop(
                "same.jar",
                SmallPlugin.of("same", "1.0.0", "io.dalbox.it.sample.waiting")
                        .header("Bundle-Description", "other bytes")
                        .bytes());

        awaitRow(
                "same",
                row -> is("live").test(row)
                        && row.path("description").asString("").equals("other bytes"));
    }

    @Test
    void aTakenIdStaysWithItsFirstOwner() throws Exception {
        drop(
                "first.jar",
                SmallPlugin.of("twin", "1.0.0", "io.dalbox.it.sample.waiting").bytes());
        awaitRow("twin", is("live"));
        drop(
                "second.jar",
                SmallPlugin.of("twin", "9.0.0", "io.dalbox.it.sample.waiting")
                        .header("Bundle-SymbolicName", "sample.another")
                        .bytes());

        assertThat(awaitRow("second.jar", is("failed"))).contains("twin", "first.jar");
        assertThat(row("twin").path("version").asString("")).isEqualTo("1.0.0");
    }

    @Test
    void theSameNameAndVersionInTwoFilesIsOnePluginAndOneRefusal() throws Exception {
        byte[] jar =
                SmallPlugin.of("twice", "1.0.0", "io.dalbox.it.sample.waiting").bytes();
        drop("a.jar", jar);
        awaitRow("twice", is("live"));
        drop("b.jar", jar);

        assertThat(awaitRow("b.jar", is("failed"))).contains("a.jar");
        awaitRow("twice", is("live"));
    }

    @Test
    void aJarReplacedWhileItsActionRunsAnswersThatCall() throws Exception {
        Path entered = folder.resolve("entered");
        Path until = folder.resolve("until");
        String places = Json.mapper()
                .createObjectNode()
                .put("entered", entered.toString())
                .put("until", until.toString())
                .toString();
        drop(
                "busy.jar",
                SmallPlugin.of("busy", "1.0.0", "io.dalbox.it.sample.waiting").bytes());
        awaitRow("busy", is("live"));
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(() -> dalbox.post("/module/busy/actions/wait", places), calls);
            await().until(() -> Files.exists(entered));
            drop(
                    "busy.jar",
                    SmallPlugin.of("busy", "2.0.0", "io.dalbox.it.sample.waiting")
                            .bytes());
            await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(() -> !first.isDone());
            Files.createFile(until);

            assertThat(first.get(10, TimeUnit.SECONDS).body()).contains("1.0.0");
        }
        awaitRow(
                "busy",
                row -> is("live").test(row) && row.path("version").asString("").equals("2.0.0"));
        Files.delete(entered);
        assertThat(dalbox.post("/module/busy/actions/wait", places).body()).contains("2.0.0");
    }

    @Test
    void aTypoInAPageIsShownWithItsLine() throws Exception {
        drop(
                "typo.jar",
                SmallPlugin.of("typo", "1.0.0", "io.dalbox.it.sample.waiting")
                        .file(
                                "dalbox/ui/main.yaml",
                                "ui: 1\nid: typo\npages:\n  - id: main\n    path: \"\"\n    titel: Typo\n    body: []\n")
                        .bytes());

        awaitRow("typo", row -> row.path("problems").size() == 1);
        JsonNode problem = row("typo").path("problems").path(0);
        assertThat(problem.path("file").asString("")).isEqualTo("dalbox/ui/main.yaml");
        assertThat(problem.path("line").asInt(0)).isEqualTo(6);
        assertThat(problem.path("message").asString("")).contains("titel", "did you mean 'title'");
    }

    @Test
    void aJarDeletedWhileTheServerIsDownIsGone() throws Exception {
        Path home = folder.resolve("down");
        try (DalboxProcess first = DalboxProcess.start(Shipped.TREE, home)) {
            Files.write(
                    home.resolve("plugins/short.jar"),
                    SmallPlugin.of("short", "1.0.0", "io.dalbox.it.sample.waiting")
                            .bytes());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> first.get("/module/short/health").statusCode() == 200);
            first.kill();
        }
        Files.delete(home.resolve("plugins/short.jar"));
        Files.write(
                home.resolve("plugins/halting.jar"),
                SmallPlugin.of("halting", "1.0.0", "io.dalbox.it.sample.halting")
                        .activator(Halting.class)
                        .bytes());

        Path output = folder.resolve("halted");
        Process halted = DalboxProcess.launch(Shipped.TREE, home, DalboxProcess.freePort(), java.util.Map.of(), output);
        assertThat(halted.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(halted.exitValue()).isEqualTo(42);

        try (DalboxProcess again = DalboxProcess.start(Shipped.TREE, home)) {
            assertThat(again.get("/api/plugins/short").statusCode()).isEqualTo(404);
            assertThat(again.get("/module/hello/health").statusCode()).isEqualTo(200);
            JsonNode row = again.json("/api/plugins/halting");
            assertThat(row.path("state").asString("")).isEqualTo("quarantined");
            assertThat(row.path("detail").asString("")).contains("went down while this plugin was being started");
        }
    }

    private static byte[] stored(String data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(
                    "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: crc\nBundle-Version: 1.0.0\n"
                            .getBytes(StandardCharsets.UTF_8));
            byte[] content = data.getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipEntry entry = new ZipEntry("data.bin");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static void drop(String name, byte[] jar) throws IOException {
        Path part = dalbox.plugins().resolve(name + ".part");
        Files.write(part, jar);
        Files.move(
                part,
                dalbox.plugins().resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static Predicate<JsonNode> is(String state) {
        return row -> row.path("state").asString("").equals(state);
    }

    /** Waits for a row and returns what it says. */
    private static String awaitRow(String id, Predicate<JsonNode> wanted) {
        await(id)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(wanted.test(row(id))).as(row(id).toString()).isTrue());
        return row(id).path("detail").asString("");
    }

    private static JsonNode row(String id) {
        for (JsonNode row : dalbox.json("/api/plugins").path("items")) {
            if (row.path("id").asString("").equals(id)) {
                return row;
            }
        }
        return Json.mapper().missingNode();
    }

    private static String shipped() {
        return row("hello") + "\n" + row("download");
    }
}
