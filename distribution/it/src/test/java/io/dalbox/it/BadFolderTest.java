package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.it.sample.restless.Restless;
import io.dalbox.testing.SmallPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the drop folder of a running server: who uses a plugin does not notice any of it. */
class BadFolderTest {

    private static final int MANY = 50;

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
    void aJarRewrittenInSlicesReplacesOnceItIsWhole() throws Exception {
        box.install("sliced", "1.0.0");
        byte[] jar = FaultyBox.plugin("sliced", "2.0.0", "").bytes();
        Path file = box.dalbox().plugins().resolve("sliced.jar");
        try (SteadyTraffic users = new SteadyTraffic(box.dalbox(), "/module/sliced/actions/tell")) {
            Files.write(file, new byte[0]);
            for (int from = 0; from < jar.length; from += jar.length / 10) {
                int length = Math.min(jar.length / 10, jar.length - from);
                try (var out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                    out.write(jar, from, length);
                }
                assertThat(box.told("sliced")).isIn("1.0.0", "2.0.0");
                pause(300);
            }
            box.awaitTold("sliced", "2.0.0");
            assertThat(users.failed()).isEmpty();
        }
    }

    @Test
    void manyJarsAtOnceAllBecomeLive() throws Exception {
        Map<String, byte[]> jars = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            jars.put("many-" + i, FaultyBox.plugin("many-" + i, "1.0.0", "").bytes());
        }
        for (var jar : jars.entrySet()) {
            box.drop(jar.getKey() + ".jar", jar.getValue());
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> live("many-") == MANY);
        for (String id : jars.keySet()) {
            assertThat(box.told(id)).isEqualTo("1.0.0");
            Files.delete(box.dalbox().plugins().resolve(id + ".jar"));
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> live("many-") == 0);
    }

    @Test
    void aPluginThatReplacesItselfAgainAndAgainKeepsNobodyElseFromBeingReplaced() throws Exception {
        box.drop(
                "restless.jar",
                SmallPlugin.of("restless", "1.0.0", "io.dalbox.it.sample.restless")
                        .activator(Restless.class)
                        .bytes());
        await().atMost(Duration.ofSeconds(20)).until(() -> replacements() > 5);
        box.install("patient", "1.0.0");
        box.install("patient", "2.0.0");
        assertThat(box.dalbox().post("/api/plugins/restless/disable", "").statusCode())
                .isEqualTo(200);
        box.awaitRow("restless", row -> row.path("state").asString("").equals("disabled"));
        Files.delete(box.dalbox().plugins().resolve("restless.jar"));
        box.awaitRow("restless", row -> row.isMissingNode());
    }

    private static int replacements() {
        String version = box.row("restless").path("version").asString("");
        return version.isEmpty() ? 0 : Integer.parseInt(version.substring(version.lastIndexOf('.') + 1));
    }

    @Test
    void aFolderThatGoesAndComesBackUninstallsNothing() throws Exception {
        box.install("mounted", "1.0.0");
        Path plugins = box.dalbox().plugins();
        Path away = plugins.resolveSibling("away");
        Files.move(plugins, away);
        pause(4000); // longer than between two looks
        assertThat(box.told("mounted")).isEqualTo("1.0.0");
        Files.move(away, plugins);
        box.install("mounted", "2.0.0");

        Files.move(plugins, away);
        pause(500);
        Files.move(away, plugins); // before anybody looked
        box.install("mounted", "3.0.0");
    }

    @Test
    void aFullDiskKeepsWhatRunsAndTakesMoreOnceThereIsRoom() throws Exception {
        assumeThat(SmallDisk.possible(folder.resolve("probe"))).isTrue();
        Path home = Files.createDirectories(folder.resolve("full"));
        try (SmallDisk disk = SmallDisk.mount(home, 48);
                FaultyBox small = FaultyBox.start(home)) {
            small.install("squeezed", "1.0.0");

            Path filler = disk.fill();
            byte[] next = FaultyBox.plugin("squeezed", "2.0.0", "").bytes();
            assertThatThrownBy(() -> small.drop("squeezed.jar", next)).isInstanceOf(IOException.class);
            assertUnwritable(small, next);
            assertThat(small.told("squeezed")).isEqualTo("1.0.0");

            Files.delete(filler);
            small.install("squeezed", "2.0.0");
            small.endWell();
        }
    }

    @Test
    void aReadOnlyFolderKeepsWhatRunsAndTakesMoreOnceItIsWritable() throws Exception {
        assumeThat(SmallDisk.possible(folder.resolve("probe"))).isTrue();
        Path home = folder.resolve("locked");
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectories(home.resolve("plugins")), 1);
                FaultyBox small = FaultyBox.start(home)) {
            small.install("locked", "1.0.0");

            disk.readOnly(true);
            byte[] next = FaultyBox.plugin("locked", "2.0.0", "").bytes();
            assertUnwritable(small, next);
            assertThat(small.told("locked")).isEqualTo("1.0.0");

            disk.readOnly(false);
            small.install("locked", "2.0.0");
            small.endWell();
        }
    }

    /** An upload says what to do. */
    private static void assertUnwritable(FaultyBox small, byte[] jar) {
        HttpResponse<String> answer = upload(small, jar);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("cannot be written", "free space");
    }

    private static HttpResponse<String> upload(FaultyBox small, byte[] jar) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--cut\r\nContent-Disposition: form-data; name=\"jar\"; filename=\"next.jar\"\r\n"
                        + "Content-Type: application/java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(jar);
        body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        return small.dalbox()
                .send(small.dalbox()
                        .request("/api/plugins")
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build());
    }

    private static long live(String prefix) {
        long live = 0;
        for (var row : box.dalbox().json("/api/plugins").path("items")) {
            if (row.path("id").asString("").startsWith(prefix)
                    && row.path("state").asString("").equals("live")) {
                live++;
            }
        }
        return live;
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
