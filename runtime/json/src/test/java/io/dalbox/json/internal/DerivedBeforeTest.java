package io.dalbox.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

class DerivedBeforeTest {

    private static final String SMALL = "package p; public record Input(String name) {}";
    private static final String LARGE = "package p; public record Input(String name, int count) {}";

    @TempDir
    Path folder;

    private Framework framework;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", folder.resolve("cache").toString()));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void isTheSameAfterTheNextStart() throws Exception {
        List<String> derived = fields(install("one", SMALL));
        assertThat(known("one")).isTrue();
        stop();
        start();

        assertThat(known("one")).isTrue();
        assertThat(fields(bundle("one"))).isEqualTo(derived).containsExactly("name");
    }

    @Test
    void goesWithTheVersionOfTheBundle() throws Exception {
        Bundle bundle = install("one", SMALL);
        assertThat(fields(bundle)).containsExactly("name");
        bundle.update(new ByteArrayInputStream(jar("one", LARGE, "", "")));

        assertThat(known("one")).isFalse();
        assertThat(fields(bundle)).containsExactly("name", "count");
        assertThat(fields(install("two", SMALL))).containsExactly("name");
        assertThat(fields(bundle)).containsExactly("name", "count");
    }

    @Test
    void goesWithTheBundle() throws Exception {
        Bundle bundle = install("one", SMALL);
        Class<?> type = bundle.loadClass("p.Input");
        fields(bundle);
        DerivedBefore memory = DerivedBefore.open(framework.getBundleContext()).orElseThrow();
        assertThat(memory.size()).isEqualTo(1);
        bundle.uninstall();

        await().until(() -> memory.size() == 0);
        assertThat(memory.find(type)).isNull();
    }

    @Test
    void isDerivedAgainWhenAPartIsOfAnotherBundle() throws Exception {
        framework
                .getBundleContext()
                .installBundle(
                        "library",
                        new ByteArrayInputStream(jar(
                                "library", "package lib; public record Part(int size) {}", "Export-Package", "lib")));
        Path library = Files.createDirectories(folder.resolve("library"));
        compile(library, "package lib; public record Part(int size) {}");
        byte[] jar = jar("user", "package p; public record Input(lib.Part part) {}", "Import-Package", "lib", library);
        Bundle user = framework.getBundleContext().installBundle("user", new ByteArrayInputStream(jar));

        assertThat(fields(user)).containsExactly("part");
        assertThat(known("user")).isFalse();
    }

    @Test
    void outlivesAFileThatWasCutOffOrOverwritten() throws Exception {
        fields(install("one", SMALL));
        fields(install("two", LARGE));
        Path file = framework.getBundleContext().getDataFile("schemas").toPath();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            Files.write(file, new byte[] {(byte) 0xff, 0, '{'}, StandardOpenOption.APPEND);
            assertThat(fields(bundle("one"))).containsExactly("name");
            assertThat(fields(bundle("two"))).containsExactly("name", "count");
            assertThat(known("two")).isTrue();
        }
    }

    @Test
    void forgetsWhatIsGone() throws Exception {
        Path file = framework.getBundleContext().getDataFile("schemas").toPath();
        Bundle bundle = install("one", SMALL);
        fields(bundle);
        long one = Files.size(file);
        for (int i = 0; i < 600; i++) {
            Files.writeString(file, "\n0 99 1 p.Gone {}", StandardOpenOption.APPEND);
        }

        assertThat(known("one")).isTrue();
        assertThat(Files.size(file)).isCloseTo(one, within(2L));
        assertThat(known("one")).isTrue();
    }

    private boolean known(String name) throws Exception {
        return DerivedBefore.open(framework.getBundleContext())
                        .orElseThrow()
                        .find(bundle(name).loadClass("p.Input"))
                != null;
    }

    /** Asks a factory as new as one after a start. */
    private List<String> fields(Bundle bundle) throws Exception {
        return List.copyOf(new SchemaFactory(framework.getBundleContext())
                .ofRecord(bundle.loadClass("p.Input"))
                .json()
                .path("properties")
                .propertyNames());
    }

    private Bundle bundle(String name) {
        return framework.getBundleContext().getBundle(name);
    }

    private Bundle install(String name, String source) throws Exception {
        return framework.getBundleContext().installBundle(name, new ByteArrayInputStream(jar(name, source, "", "")));
    }

    private byte[] jar(String name, String source, String header, String value, Path... path) throws Exception {
        Path classes = Files.createTempDirectory(folder, "classes");
        compile(classes, source, path);
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        if (!header.isEmpty()) {
            attributes.putValue(header, value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static void compile(Path classes, String source, Path... path) throws IOException {
        String name = source.contains("record Part") && source.startsWith("package lib") ? "Part" : "Input";
        Path file = Files.writeString(
                Files.createDirectories(classes.resolve("src")).resolve(name + ".java"), source);
        List<String> arguments = Stream.concat(
                        Stream.of("-d", classes.toString(), file.toString()),
                        Stream.of(path).flatMap(p -> Stream.of("-cp", p.toString())))
                .toList();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }
}
