package io.dalbox.plugins.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.lanes.Schedules;
import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.JarRefused;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import io.dalbox.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a plugin from an index to the running framework, and back. */
class CatalogueServiceTest {

    @TempDir
    static Path folder;

    private static Framework4Tests dalbox;
    private static LittleServer server;
    private static byte[] first;
    private static byte[] second;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private CatalogueService catalogue;

    @BeforeAll
    static void start() throws Exception {
        dalbox = new Framework4Tests(folder.resolve("dalbox"), Map.of());
        server = new LittleServer();
        first = jar("1.0.0");
        second = jar("1.1.0");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        dalbox.close();
    }

    @BeforeEach
    void open() {
        catalogue = service();
        server.files.put("/first.jar", first);
        server.files.put("/second.jar", second);
    }

    @AfterEach
    void forget() {
        catalogue.sources().forEach(source -> catalogue.remove(source.id()));
        catalogue.close();
        server.files.clear();
        if (dalbox.plugins().find("greeter").isPresent()) {
            dalbox.plugins().uninstall("greeter");
        }
    }

    @Test
    void installsFindsTheUpdateAndGoesBack() {
        AtomicInteger changes = new AtomicInteger();
        catalogue.listen(changes::incrementAndGet);
        index(entry("1.0.0", first, "/first.jar"));
        Catalogue.Source source = catalogue.add(server.url("/index.json"));
        assertThat(source.plugins()).isEqualTo(1);
        assertThat(source.name()).isEqualTo("Ours");
        assertThat(item().installed()).isNull();

        Plugins.Preview preview = catalogue.preview("greeter", null);
        assertThat(preview.change()).isEqualTo(Plugins.Preview.Change.INSTALL);
        server.asked.clear();
        assertThat(catalogue.install("greeter", null, preview.hash(), "ada").version())
                .isEqualTo("1.0.0");
        assertThat(server.asked)
                .as("what was shown is installed, not fetched again")
                .isEmpty();
        assertThat(item().update()).isFalse();
        assertThat(updates()).isEmpty();

        index(entry("1.0.0", first, "/first.jar"), entry("1.1.0", second, "/second.jar"));
        int before = changes.get();
        catalogue.refresh(source.id());
        assertThat(changes.get()).isGreaterThan(before);
        assertThat(updates()).singleElement().satisfies(update -> {
            assertThat(update.version()).isEqualTo("1.1.0");
            assertThat(update.installed()).isEqualTo("1.0.0");
            assertThat(update.changelog()).containsExactly(new Catalogue.Note("1.1.0", null, "What 1.1.0 brings"));
        });
        assertThat(catalogue.find("greeter").orElseThrow().versions())
                .extracting(Catalogue.Release::version)
                .containsExactly("1.1.0", "1.0.0");

        assertThat(catalogue.install("greeter", null, null, "ada").version()).isEqualTo("1.1.0");
        assertThat(updates()).isEmpty();

        PluginInfo back = dalbox.plugins().rollback("greeter");
        assertThat(back.version()).isEqualTo("1.0.0");
        assertThat(updates()).hasSize(1);
    }

    @Test
    void anotherJarThanTheIndexNamesIsNeverTaken() {
        index(entry("1.0.0", first, "/first.jar"));
        catalogue.add(server.url("/index.json"));

        server.files.put("/first.jar", second);
        refused(
                ActionException.Kind.INVALID,
                "not the one that its index names",
                () -> catalogue.preview("greeter", null));
        refused(
                ActionException.Kind.INVALID,
                "Nothing was installed",
                () -> catalogue.install("greeter", null, null, "ada"));
        server.files.put("/first.jar", java.util.Arrays.copyOf(first, first.length + 1));
        refused(ActionException.Kind.INVALID, "larger than", () -> catalogue.install("greeter", null, null, "ada"));
        server.files.put("/first.jar", java.util.Arrays.copyOf(first, 100));
        refused(
                ActionException.Kind.INVALID,
                "it has 100 bytes",
                () -> catalogue.install("greeter", null, null, "ada"));
        server.files.remove("/first.jar");
        refused(ActionException.Kind.INVALID, "answered 404", () -> catalogue.install("greeter", null, null, "ada"));

        assertThat(dalbox.plugins().find("greeter")).isEmpty();
        assertThat(dalbox.drops()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aJarThatSaysToBeAnotherPluginIsNotTaken() {
        index(entry("9.0.0", first, "/first.jar"));
        catalogue.add(server.url("/index.json"));

        refused(
                ActionException.Kind.INVALID,
                "but it is greeter 1.0.0",
                () -> catalogue.install("greeter", null, null, "ada"));
        // Not even now that its bytes were seen.
        refused(
                ActionException.Kind.INVALID,
                "but it is greeter 1.0.0",
                () -> catalogue.install("greeter", null, null, "ada"));
        assertThat(dalbox.plugins().find("greeter")).isEmpty();
    }

    @Test
    void whatCannotRunAndWhatWasNotShownIsRefused() {
        byte[] broken = PluginJar.plugin("greeter", "2.0.0", "greeter")
                .header("Import-Package", "no.such.place,*")
                .bytes();
        server.files.put("/broken.jar", broken);
        index(entry("2.0.0", broken, "/broken.jar"), entry("1.0.0", first, "/first.jar"));
        catalogue.add(server.url("/index.json"));

        assertThat(catalogue.preview("greeter", null).change()).isEqualTo(Plugins.Preview.Change.REFUSED);
        assertThatThrownBy(() -> catalogue.install("greeter", null, null, "ada"))
                .isInstanceOf(JarRefused.class)
                .hasMessageContaining("no.such.place");
        refused(
                ActionException.Kind.CONFLICT,
                "names another jar",
                () -> catalogue.install("greeter", "1.0.0", "0".repeat(64), "ada"));
        refused(
                ActionException.Kind.NOT_FOUND,
                "version 3.0.0",
                () -> catalogue.install("greeter", "3.0.0", null, "ada"));
        refused(ActionException.Kind.NOT_FOUND, "no.such", () -> catalogue.install("no.such", null, null, "ada"));
        assertThat(dalbox.plugins().find("greeter")).isEmpty();
    }

    @Test
    void aBadIndexNeverReplacesTheGoodOne() {
        index(entry("1.0.0", first, "/first.jar"));
        Catalogue.Source source = catalogue.add(server.url("/index.json"));
        now = now.plusSeconds(60);

        for (String bad : List.of("<html/>", "{\"plugins\": [", " ".repeat(17 << 20) + "{}")) {
            server.files.put("/index.json", bad.getBytes(StandardCharsets.UTF_8));
            Catalogue.Source after = catalogue.refresh(source.id());
            assertThat(after.problem()).isNotBlank();
            assertThat(after.read()).isEqualTo(source.read());
            assertThat(after.checked()).isEqualTo(now);
            assertThat(item().version()).isEqualTo("1.0.0");
        }
        server.files.clear();
        assertThat(catalogue.refresh(source.id()).problem()).contains("answered 404");
        catalogue.close();
        catalogue = service();
        assertThat(item().version())
                .as("kept without the network, also after a restart")
                .isEqualTo("1.0.0");

        index(entry("1.1.0", second, "/second.jar"));
        Catalogue.Source good = catalogue.refresh(source.id());
        assertThat(good.problem()).isNull();
        assertThat(good.read()).isEqualTo(now);
        assertThat(item().version()).isEqualTo("1.1.0");
    }

    @Test
    void sourcesAreReadAgainOnceADay() throws Exception {
        index(entry("1.0.0", first, "/first.jar"));
        catalogue.add(server.url("/index.json"));
        Sources sources = new Sources(
                new SourceTable(dalbox.service(Store.class)),
                new Federation(new Documents(server)),
                () -> now,
                () -> {});
        server.asked.clear();

        now = now.plus(Duration.ofHours(23));
        sources.refreshOlderThan(Duration.ofDays(1));
        assertThat(server.asked).isEmpty();
        now = now.plus(Duration.ofHours(1));
        sources.refreshOlderThan(Duration.ofDays(1));
        sources.refreshOlderThan(Duration.ofDays(1));
        assertThat(server.asked).as("and sent only when it changed").containsExactly("304 /index.json");
        assertThat(catalogue.sources().getFirst().read()).isEqualTo(now);
        assertThat(item().version()).isEqualTo("1.0.0");
        assertThat(dalbox.service(Schedules.class).list("core"))
                .filteredOn(view -> view.name().equals("Read the plugin catalogue"))
                .singleElement()
                .satisfies(view -> assertThat(view.onStart()).isFalse());
    }

    @Test
    void indexesReferToOthersWithinTheirDepth() {
        server.files.put("/index.xml", repository("<referral url='a/index.xml' depth='1'/><referral url='b.xml'/>"));
        server.files.put("/a/index.xml", repository("<referral url='../never.xml'/>" + resource("aaa", "a.jar")));
        server.files.put(
                "/b.xml", repository("<referral url='index.xml'/><referral url='c.xml'/>" + resource("bbb", "b.jar")));
        server.files.put("/c.xml", repository(resource("ccc", "c.jar")));

        Catalogue.Source source = catalogue.add(server.url("/index.xml"));

        assertThat(catalogue.list(new Catalogue.Query("", false, 50, null)).items())
                .extracting(Catalogue.Item::id)
                .containsExactly("aaa", "bbb", "ccc");
        assertThat(server.asked).doesNotContain("404 /never.xml");
        server.files.remove("/c.xml");
        assertThat(catalogue.refresh(source.id()).problem()).contains("404", "c.xml");
        assertThat(catalogue.find("ccc")).isPresent();
    }

    @Test
    void aFolderOfTheServerIsASource() throws Exception {
        Path shelf = folder.resolve("shelf");
        Files.createDirectories(shelf.resolve("sub"));
        Files.write(shelf.resolve("sub/greeter.jar"), first);
        Files.writeString(shelf.resolve("sub/greeter.changelog.txt"), "The first one.\n<b>Truly</b>");
        assertThat(new IndexCommand(System.out, System.err).run(shelf.toString()))
                .isZero();

        catalogue.add(shelf.resolve("index.xml").toString());
        assertThat(catalogue.find("greeter").orElseThrow().changelog())
                .containsExactly(new Catalogue.Note("1.0.0", null, "The first one.\n<b>Truly</b>"));
        assertThat(catalogue.install("greeter", null, null, "ada").version()).isEqualTo("1.0.0");

        Path outside = Files.write(folder.resolve("outside.jar"), first);
        Files.delete(shelf.resolve("sub/greeter.jar"));
        Files.createSymbolicLink(shelf.resolve("sub/greeter.jar"), outside);
        refused(ActionException.Kind.INVALID, "no file below the folder", () -> catalogue.preview("greeter", null));
        refused(
                ActionException.Kind.INVALID,
                "no file",
                () -> catalogue.add(shelf.resolve("no.xml").toString()));
        refused(ActionException.Kind.INVALID, "is no file", () -> catalogue.add(shelf.toString()));
        refused(ActionException.Kind.INVALID, "begins with a slash", () -> catalogue.add("shelf/index.xml"));
        refused(ActionException.Kind.INVALID, "begins with a slash", () -> catalogue.add("ftp://x/index.xml"));
        refused(
                ActionException.Kind.CONFLICT,
                "already",
                () -> catalogue.add(shelf.resolve("index.xml").toString()));
    }

    @Test
    void searchesAndTurnsPages() {
        StringBuilder many = new StringBuilder();
        for (int i = 10; i < 40; i++) {
            many.append(i == 10 ? "" : ",").append("""
                    {"id": "p%1$d", "name": "Plugin %1$d", "version": "1.0.0", "description": "Number %1$d of 播放",
                     "url": "p.jar", "sha256": "%2$s"}""".formatted(i, "0".repeat(64)));
        }
        server.files.put("/index.json", ("{\"plugins\": [" + many + "]}").getBytes(StandardCharsets.UTF_8));
        catalogue.add(server.url("/index.json"));

        Catalogue.Page page = catalogue.list(new Catalogue.Query("", false, 20, null));
        assertThat(page.items())
                .hasSize(20)
                .first()
                .extracting(Catalogue.Item::id)
                .isEqualTo("p10");
        Catalogue.Page rest = catalogue.list(new Catalogue.Query("", false, 20, page.next()));
        assertThat(rest.items()).hasSize(10);
        assertThat(rest.next()).isNull();
        assertThat(catalogue
                        .list(new Catalogue.Query("PLUGIN 17 播放", false, 20, null))
                        .items())
                .extracting(Catalogue.Item::id)
                .containsExactly("p17");
        assertThat(catalogue.list(new Catalogue.Query("%", false, 20, null)).items())
                .isEmpty();
    }

    private CatalogueService service() {
        return new CatalogueService(
                dalbox.service(Store.class),
                dalbox.plugins(),
                new HttpJars(server),
                server,
                dalbox.service(Schedules.class),
                () -> now);
    }

    private Catalogue.Item item() {
        return catalogue.find("greeter").orElseThrow().item();
    }

    private List<Catalogue.Item> updates() {
        return catalogue.list(new Catalogue.Query("", true, 50, null)).items();
    }

    private static void index(String... entries) {
        server.files.put(
                "/index.json",
                ("{\"name\": \"Ours\", \"plugins\": [" + String.join(",", entries) + "]}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String version, byte[] jar, String url) {
        return """
                {"id": "greeter", "name": "Greeter", "version": "%1$s", "url": "%2$s", "sha256": "%3$s", "size": %4$d,
                 "changelog": "What %1$s brings"}""".formatted(version, url, hash(jar), jar.length);
    }

    private static byte[] repository(String content) {
        return ("<repository xmlns='" + OsgiIndexReader.NAMESPACE + "'>" + content + "</repository>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(String id, String url) {
        return "<resource><capability namespace='osgi.identity'><attribute name='version' value='1.0.0'/></capability>"
                + "<capability namespace='osgi.content'><attribute name='osgi.content' value='" + "0".repeat(64)
                + "'/><attribute name='url' value='" + url + "'/></capability><capability namespace='io.dalbox.plugin'>"
                + "<attribute name='io.dalbox.plugin' value='" + id + "'/></capability></resource>";
    }

    private static String hash(byte[] jar) {
        return HexFormat.of().formatHex(Hashes.sha256().digest(jar));
    }

    private static byte[] jar(String version) {
        return PluginJar.plugin("greeter", version, "greeter").bytes();
    }

    private static void refused(ActionException.Kind kind, @Nullable String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }
}
