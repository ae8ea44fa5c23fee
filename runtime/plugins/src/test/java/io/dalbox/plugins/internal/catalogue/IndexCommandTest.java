package io.dalbox.plugins.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.testing.PluginJar;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatItWritesIsReadBack() throws Exception {
        Path jars = Files.createDirectories(folder.resolve("my jars"));
        Files.write(
                jars.resolve("greeter 1.jar"),
                PluginJar.plugin("greeter", "1.2.3", "greeter")
                        .header("Bundle-Name", "Greeter & \"friends\" <all>")
                        .header("Bundle-Description", "Greets 世界")
                        .header("Bundle-License", "\"Apache-2.0\";link=\"https://x.example/\"")
                        .header("Bundle-DocURL", "https://greeter.example/")
                        .bytes());
        Files.writeString(jars.resolve("greeter 1.changelog.txt"), "- One\r\n- Two & <three>\n");
        Files.write(
                jars.resolve("lib.jar"),
                PluginJar.library("a.lib", "1.0.0", "lib").bytes());

        assertThat(run(folder.toString())).isZero();
        Path written = folder.resolve("index.xml");
        Index index = new OsgiIndexReader().read(Files.readAllBytes(written), new Place.Disk(written, folder));

        assertThat(index.faults()).isEmpty();
        assertThat(index.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("greeter");
            assertThat(entry.version()).isEqualTo("1.2.3");
            assertThat(entry.name()).isEqualTo("Greeter & \"friends\" <all>");
            assertThat(entry.description()).isEqualTo("Greets 世界");
            assertThat(entry.license()).isEqualTo("Apache-2.0");
            assertThat(entry.homepage()).isEqualTo("https://greeter.example/");
            assertThat(entry.contract()).isEqualTo("1.0");
            assertThat(entry.size()).isEqualTo(Files.size(jars.resolve("greeter 1.jar")));
            assertThat(Path.of(java.net.URI.create(entry.url()))).isEqualTo(jars.resolve("greeter 1.jar"));
            assertThat(entry.changelog()).containsExactly(new Catalogue.Note("1.2.3", null, "- One\n- Two & <three>"));
        });
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("lib.jar: a library, left out", "1 plugin");
        String before = Files.readString(written);
        assertThat(run(folder.toString())).isZero();
        assertThat(Files.readString(written)).isEqualTo(before);
    }

    @Test
    void whatIsNoPluginIsNamedAndLeftOut() throws Exception {
        Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("text.jar: left out", "no plugins");
        assertThat(folder.resolve("index.xml")).doesNotExist();

        Files.write(
                folder.resolve("good.jar"),
                PluginJar.plugin("greeter", "1.0.0", "greeter").bytes());
        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(folder.resolve("index.xml")).exists();
    }

    @Test
    void theIndexLiesInTheFolderOrAboveIt() throws Exception {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        Files.write(
                jars.resolve("good.jar"),
                PluginJar.plugin("greeter", "1.0.0", "greeter").bytes());

        assertThat(run(jars.toString(), "--out", folder.resolve("all.xml").toString()))
                .isZero();
        assertThat(folder.resolve("all.xml")).content().contains("value=\"jars/good.jar\"");
        assertThat(run(jars.toString(), "--out", folder.resolve("else/all.xml").toString()))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("must lie in");
        assertThat(run()).isEqualTo(2);
        assertThat(run("no-such-folder")).isEqualTo(2);
        assertThat(run(jars.toString(), "--to", "x")).isEqualTo(2);
    }

    private int run(String... args) {
        return new IndexCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }
}
