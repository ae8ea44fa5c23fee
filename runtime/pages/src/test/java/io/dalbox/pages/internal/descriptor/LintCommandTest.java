package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    private static final String BAD = "ui: 1\nid: x1\npage: []\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aGoodFileEndsWithZero() throws IOException {
        Path file = Files.writeString(folder.resolve("main.yaml"), Samples.download());
        assertThat(run(file.toString())).isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("1 file, no faults");
    }

    @Test
    void faultsAreListedAsEditorsUnderstandThem() throws IOException {
        Path file = Files.writeString(folder.resolve("main.yaml"), BAD);
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(text(out))
                .isEqualToIgnoringNewLines(
                        file + ":3:1: unknown property 'page' in a page descriptor; did you mean 'pages'?");
    }

    @Test
    void aProjectsFolderIsSearchedForItsPages() throws IOException {
        Path ui = Files.createDirectories(folder.resolve("src/main/resources/dalbox/ui"));
        Files.writeString(ui.resolve("main.yaml"), BAD);
        Files.writeString(folder.resolve("docker-compose.yaml"), "services: {}");
        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(text(out)).contains("main.yaml:3:1").doesNotContain("compose");
    }

    @Test
    void aJarIsReadWithoutUnpacking() throws IOException {
        Path jar = folder.resolve("p.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("dalbox/ui/main.yaml"));
            zip.write(BAD.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("other/config.yaml"));
        }
        assertThat(run(jar.toString())).isEqualTo(1);
        assertThat(text(out)).startsWith("dalbox/ui/main.yaml:3:1: ");
    }

    @Test
    void wrongCallsEndWithTwo() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run(folder.resolve("missing.yaml").toString())).isEqualTo(2);
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(run(Files.writeString(folder.resolve("p.jar"), "no zip").toString()))
                .isEqualTo(2);
        assertThat(text(err)).contains("Usage", "There is no file", "no page descriptors", "Cannot read");
    }

    private int run(String... args) {
        return new LintCommand(print(out), print(err)).run(args);
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
