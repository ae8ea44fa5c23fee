package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadJarTest {

    @TempDir
    static Path folder;

    static Framework4Tests dalbox;

    @BeforeAll
    static void start() throws Exception {
        dalbox = new Framework4Tests(folder, Map.of());
        dalbox.drop("good.jar", PluginJar.plugin("good", "1.0.0", "greeter").bytes());
        dalbox.await("good", PluginState.LIVE);
    }

    @AfterAll
    static void stop() throws Exception {
        dalbox.close();
    }

    @AfterEach
    void theRestRunsOn() {
        assertThat(Call.answer(dalbox, "good", "settings", "{}").get("rate").asInt())
                .isEqualTo(10);
    }

    @Test
    void halfCopiedJarIsNotYetAndGoesLiveOnceItIsWhole() throws Exception {
        byte[] jar = PluginJar.plugin("halves", "1.0.0", "greeter").bytes();
        Path file = dalbox.drops().resolve("halves.jar");
        Files.write(file, Arrays.copyOf(jar, jar.length / 2));
        Awaitility.await()
                .during(Duration.ofMillis(600))
                .until(() -> dalbox.plugins().find("halves.jar").isEmpty());
        Files.write(file, Arrays.copyOfRange(jar, jar.length / 2, jar.length), StandardOpenOption.APPEND);
        dalbox.await("halves", PluginState.LIVE);
        assertThat(dalbox.plugins().find("halves.jar")).isEmpty();
        remove("halves.jar", "halves");
    }

    @Test
    void jarThatStaysHalfIsRefusedAndTheRowGoesWithTheFile() throws Exception {
        byte[] jar = PluginJar.plugin("broken", "1.0.0", "greeter").bytes();
        Files.write(dalbox.drops().resolve("broken.jar"), Arrays.copyOf(jar, jar.length / 2));
        PluginInfo row = dalbox.await("broken.jar", PluginState.FAILED);
        assertThat(row.detail())
                .contains("broken.jar")
                .contains("not a complete zip")
                .contains("Copy it");
        remove("broken.jar", "broken.jar");
    }

    @Test
    void whatIsNoZipIsRefused() throws Exception {
        dalbox.drop("text.jar", "not a zip at all".getBytes(StandardCharsets.UTF_8));
        assertThat(dalbox.await("text.jar", PluginState.FAILED).fault()).isEqualTo(PluginFault.DAMAGED);
        assertThat(dalbox.await("text.jar", PluginState.FAILED).detail()).contains("not a complete zip");
        remove("text.jar", "text.jar");
    }

    @Test
    void wrongChecksumIsRefusedWithTheEntry() throws Exception {
        byte[] jar = zip(Map.of("META-INF/MANIFEST.MF", manifest("crc"), "data.bin", "0123456789".repeat(50)), true);
        int at = new String(jar, StandardCharsets.ISO_8859_1).indexOf("0123456789");
        jar[at + 20] ^= 1;
        dalbox.drop("crc.jar", jar);
        assertThat(dalbox.await("crc.jar", PluginState.FAILED).detail())
                .contains("data.bin")
                .contains("checksum");
        remove("crc.jar", "crc.jar");
    }

    @Test
    void jarWithoutManifestIsRefused() throws Exception {
        dalbox.drop("plain.jar", zip(Map.of("hello.txt", "hello"), false));
        assertThat(dalbox.await("plain.jar", PluginState.FAILED).fault()).isEqualTo(PluginFault.UNSUITABLE);
        assertThat(dalbox.await("plain.jar", PluginState.FAILED).detail()).contains("no manifest");
        remove("plain.jar", "plain.jar");
    }

    @Test
    void namesThatLeadOutAreRefused() throws Exception {
        dalbox.drop("slip.jar", zip(Map.of("META-INF/MANIFEST.MF", manifest("slip"), "../../evil.sh", "x"), false));
        assertThat(dalbox.await("slip.jar", PluginState.FAILED).fault()).isEqualTo(PluginFault.UNSAFE);
        assertThat(dalbox.await("slip.jar", PluginState.FAILED).detail()).contains("../../evil.sh");
        remove("slip.jar", "slip.jar");
    }

    @Test
    void contractOfAnotherMajorVersionIsRefused() throws Exception {
        dalbox.drop(
                "future.jar",
                PluginJar.plugin("future", "1.0.0", "greeter")
                        .header(
                                "Provide-Capability",
                                "io.dalbox.plugin;io.dalbox.plugin=future;contract:Version=\"2.0\"")
                        .bytes());
        assertThat(dalbox.await("future.jar", PluginState.FAILED).fault()).isEqualTo(PluginFault.CONTRACT);
        assertThat(dalbox.await("future.jar", PluginState.FAILED).detail())
                .contains("2.0")
                .contains("1.0");
        remove("future.jar", "future.jar");
    }

    @Test
    void linkIsNotFollowed() throws Exception {
        Path real = folder.resolve("elsewhere.jar");
        Files.write(real, PluginJar.plugin("linked", "1.0.0", "greeter").bytes());
        Files.createSymbolicLink(dalbox.drops().resolve("link.jar"), real);
        assertThat(dalbox.await("link.jar", PluginState.FAILED).detail()).contains("symbolic link");
        remove("link.jar", "link.jar");
    }

    @Test
    void missingImportIsNamed() throws Exception {
        dalbox.drop(
                "needy.jar",
                PluginJar.plugin("needy", "1.0.0", "greeter")
                        .header("Import-Package", "no.such.pkg;version=\"[2,3)\",*")
                        .bytes());
        assertThat(dalbox.await("needy", PluginState.FAILED).fault()).isEqualTo(PluginFault.MISSING);
        assertThat(dalbox.await("needy", PluginState.FAILED).detail())
                .contains("no.such.pkg (2.0.0 or newer)")
                .contains("nothing here provides");
        remove("needy.jar", "needy");
    }

    @Test
    void activatorThatThrowsFailsWithItsReason() throws Exception {
        dalbox.drop(
                "throwing.jar",
                PluginJar.plugin("throwing", "1.0.0", "throwing")
                        .header("Bundle-Activator", "io.dalbox.plugins.sample.throwing.Throwing")
                        .bytes());
        assertThat(dalbox.await("throwing", PluginState.FAILED).fault()).isEqualTo(PluginFault.START);
        assertThat(dalbox.await("throwing", PluginState.FAILED).detail()).contains("no licence for today");
        remove("throwing.jar", "throwing");
    }

    @Test
    void constructorThatHangsIsAbandonedAndNamed() throws Exception {
        dalbox.drop(
                "hanging.jar", PluginJar.plugin("hanging", "1.0.0", "hanging").bytes());
        PluginInfo row = dalbox.await("hanging", PluginState.FAILED);
        assertThat(row.fault()).isEqualTo(PluginFault.HUNG);
        assertThat(row.detail()).contains("hanging.Stuck").contains("did not come back within 5 s");
        remove("hanging.jar", "hanging");
    }

    @Test
    void takenIdKeepsItsFirstOwnerUntilThatGoes() throws Exception {
        dalbox.drop("a.jar", PluginJar.plugin("twin", "1.0.0", "greeter").bytes());
        dalbox.await("twin", PluginState.LIVE);
        dalbox.drop("b.jar", PluginJar.plugin("twin", "2.0.0", "greeter").bytes());
        assertThat(dalbox.await("b.jar", PluginState.FAILED).fault()).isEqualTo(PluginFault.TAKEN);
        assertThat(dalbox.await("b.jar", PluginState.FAILED).detail())
                .contains("'twin' is already taken by the file a.jar");
        assertThat(dalbox.plugins().find("twin")).map(PluginInfo::version).hasValue("1.0.0");
        Files.delete(dalbox.drops().resolve("a.jar"));
        dalbox.await("twin", row -> row.version().equals("2.0.0") && row.state() == PluginState.LIVE);
        remove("b.jar", "twin");
    }

    @Test
    void nameOfTheRuntimeIsRefused() throws Exception {
        dalbox.drop(
                "store.jar",
                PluginJar.plugin("fake", "9.0.0", "greeter")
                        .header("Bundle-SymbolicName", "io.dalbox.store")
                        .bytes());
        assertThat(dalbox.await("store.jar", PluginState.FAILED).fault()).isEqualTo(PluginFault.RUNTIME);
        assertThat(dalbox.await("store.jar", PluginState.FAILED).detail())
                .contains("io.dalbox.store")
                .contains("part of the runtime");
        remove("store.jar", "store.jar");
    }

    private static void remove(String file, String row) throws IOException {
        Files.delete(dalbox.drops().resolve(file));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> dalbox.plugins().find(row).isEmpty());
    }

    private static String manifest(String name) {
        return "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + name
                + "\nBundle-Version: 1.0.0\n";
    }

    private static byte[] zip(Map<String, String> entries, boolean stored) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> e : entries.entrySet()) {
                byte[] content = e.getValue().getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(e.getKey());
                if (stored) {
                    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }
}
