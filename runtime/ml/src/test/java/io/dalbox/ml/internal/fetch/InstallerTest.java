package io.dalbox.ml.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dalbox.action.ActionException;
import io.dalbox.ml.ModelProgress;
import io.dalbox.ml.StoredModel.State;
import io.dalbox.ml.internal.files.Declared;
import io.dalbox.ml.internal.files.Place;
import io.dalbox.ml.internal.files.Shelf;
import io.dalbox.ml.internal.files.Source;
import io.dalbox.net.internal.GuardedFetcher;
import io.dalbox.task.TaskStoppedException;
import io.dalbox.task.TransientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.tools.tar.TarEntry;
import org.apache.tools.tar.TarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetching over a real connection from a server that behaves and misbehaves like real ones. */
@Timeout(60)
class InstallerTest {

    private static final ModelProgress SILENT = (done, total) -> {};
    private static final String WEB = "/a.onnx";

    @TempDir
    Path home;

    private final PackageServer server = new PackageServer();
    private final byte[] content = new byte[300_000];
    private Shelf shelf;
    private Installer installer;

    @BeforeEach
    void prepare() {
        new Random(1).nextBytes(content);
        shelf = new Shelf(home.resolve("models"), null, key -> Optional.empty());
        installer = new Installer(new GuardedFetcher(true), shelf);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Declared model(String... sources) throws Exception {
        return model(content, sources);
    }

    private static Declared model(byte[] file, String... sources) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        return new Declared(
                "test",
                "a",
                "1",
                Map.of("en", "A"),
                "a.onnx",
                hash,
                file.length,
                "MIT",
                false,
                1,
                Arrays.stream(sources).map(Source::parse).toList());
    }

    private void install(Declared model) throws Exception {
        install(model, SILENT);
    }

    private void install(Declared model, ModelProgress progress) throws Exception {
        installer.install(model, new Registries(server.base() + "/npm/", server.base() + "/maven"), progress);
    }

    private void assertInstalled(Declared model) throws IOException {
        Place place = shelf.find(model);
        assertThat(place.state()).isEqualTo(State.INSTALLED);
        assertThat(place.path()).hasBinaryContent(content);
        assertThat(left()).containsExactly(String.valueOf(shelf.target(model).getFileName()));
    }

    private List<String> left() throws IOException {
        if (!Files.exists(home.resolve("models"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.resolve("models"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aPlainFileIsFetchedWithTrueProgress() throws Exception {
        server.put(WEB, content);
        List<Long> seen = new ArrayList<>();
        Declared model = model(server.base() + WEB);

        install(model, (done, total) -> {
            assertThat(total).isEqualTo(content.length);
            seen.add(done);
        });

        assertInstalled(model);
        assertThat(seen).isSorted().endsWith((long) content.length);
    }

    @Test
    void aFileIsTakenOutOfAnNpmPackage() throws Exception {
        server.put("/npm/@scope/pack/-/pack-1.0.0.tgz", tar("some-folder/dist/a.onnx", content));
        Declared model = model("npm:@scope/pack@1.0.0/dist/a.onnx");

        install(model);

        assertInstalled(model);
    }

    @Test
    void aFileIsTakenOutOfAJar() throws Exception {
        server.put("/maven/org/example/pack/1.0/pack-1.0.jar", zip("models/a.onnx", content));
        Declared model = model("maven:org.example:pack:1.0/models/a.onnx");

        install(model);

        assertInstalled(model);
    }

    @Test
    void whatWasCutOffGoesOnWhereItStopped() throws Exception {
        server.put(WEB, content);
        server.cutAfter = 100_000;
        Declared model = model(server.base() + WEB);

        assertThatThrownBy(() -> install(model)).isInstanceOf(TransientException.class);
        assertThat(shelf.find(model).state()).isEqualTo(State.MISSING);
        server.cutAfter = Integer.MAX_VALUE;
        install(model);

        assertInstalled(model);
        assertThat(server.ranges.getFirst()).isEqualTo("-");
        assertThat(server.ranges.get(1)).matches("bytes=[1-9][0-9]*-");
    }

    @Test
    void aServerThatKnowsNoRangesSendsItAllAgain() throws Exception {
        server.put(WEB, content);
        server.cutAfter = 100_000;
        Declared model = model(server.base() + WEB);
        assertThatThrownBy(() -> install(model)).isInstanceOf(TransientException.class);
        server.cutAfter = Integer.MAX_VALUE;
        server.knowsRanges = false;

        install(model);

        assertInstalled(model);
    }

    @Test
    void aBeginningOfAnotherFileIsThrownAway() throws Exception {
        server.put(WEB, content);
        Declared model = model(server.base() + WEB);
        Path part = shelf.target(model).resolveSibling(shelf.target(model).getFileName() + ".0.part");
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[100_000]);

        install(model);

        assertInstalled(model);
        assertThat(server.ranges).containsExactly("bytes=100000-", "-");
    }

    @Test
    void aCompleteBeginningIsNotFetchedAgain() throws Exception {
        server.put(WEB, content);
        Declared model = model(server.base() + WEB);
        Path part = shelf.target(model).resolveSibling(shelf.target(model).getFileName() + ".0.part");
        Files.createDirectories(part.getParent());
        Files.write(part, content);

        install(model);

        assertInstalled(model);
        assertThat(server.ranges).containsExactly("bytes=300000-");
    }

    @Test
    void anotherFileThanDeclaredIsNotKept() throws Exception {
        byte[] other = content.clone();
        other[content.length / 2]++;
        server.put(WEB, other);

        assertThatThrownBy(() -> install(model(server.base() + WEB)))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("The model 'a' could not be fetched")
                .hasMessageContaining("another file than declared");
        assertThat(left()).isEmpty();
    }

    @Test
    void theNextSourceIsTriedAndAllFailuresAreTold() throws Exception {
        server.put("/b", content);
        install(model(server.base() + "/gone", server.base() + "/b"));
        assertThat(left()).hasSize(1);

        assertThatThrownBy(() -> install(model(new byte[] {1}, server.base() + "/gone", server.base() + "/b")))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("has no such file (404)")
                .hasMessageContaining("it has 300000 bytes");
    }

    @Test
    void aServerInTroubleAndNoNetworkAreTriedAgainLater() throws Exception {
        server.put(WEB, content);
        server.status = 503;
        assertThatThrownBy(() -> install(model(server.base() + WEB)))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("503");
        String gone = server.base();
        server.close();
        assertThatThrownBy(() -> install(model(gone + WEB))).isInstanceOf(TransientException.class);
        assertThatThrownBy(() -> install(model("http://no-such-host.invalid/a")))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aPackageThatUnpacksToMoreThanDeclaredIsRefused() throws Exception {
        byte[] bomb = new byte[5_000_000];
        server.put("/npm/pack/-/pack-1.0.0.tgz", tar("package/a.onnx", bomb));
        server.put("/maven/g/pack/1.0/pack-1.0.jar", zip("a.onnx", bomb));

        for (String source : List.of("npm:pack@1.0.0/a.onnx", "maven:g:pack:1.0/a.onnx")) {
            assertThatThrownBy(() -> install(model(source)))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("larger than the 300000 bytes");
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void aDamagedPackageAndOneWithoutTheFileAreRefused() throws Exception {
        byte[] good = tar("package/a.onnx", content);
        for (byte[] bad :
                List.of(new byte[10_000], Arrays.copyOf(good, good.length / 2), tar("package/b.onnx", content))) {
            server.put("/npm/pack/-/pack-1.0.0.tgz", bad);
            server.put("/maven/g/pack/1.0/pack-1.0.jar", bad);
            assertThatThrownBy(() -> install(model("npm:pack@1.0.0/a.onnx")))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("the package");
            assertThatThrownBy(() -> install(model("maven:g:pack:1.0/a.onnx")))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("the package is damaged");
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void aStopKeepsWhatHasCome() throws Exception {
        server.put(WEB, content);
        Declared model = model(server.base() + WEB);

        assertThatThrownBy(() -> install(model, (done, total) -> {
                    if (done > 100_000) {
                        throw new TaskStoppedException();
                    }
                }))
                .isInstanceOf(TaskStoppedException.class);
        assertThat(left()).singleElement().asString().endsWith(".0.part");
        install(model);
        assertInstalled(model);
        assertThat(server.ranges.getLast()).startsWith("bytes=");
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        server.put(WEB, content);
        CountDownLatch ended = new CountDownLatch(1);
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                install(
                        model(server.base() + WEB),
                        (done, total) -> Thread.currentThread().interrupt());
            } catch (Throwable e) {
                thrown.add(e);
            }
            ended.countDown();
        });
        thread.start();
        ended.await();

        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    }

    @Test
    void aFullDiskIsToldBeforeAndDuring() throws Exception {
        Path disk = Files.createDirectories(home.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0, "only root can mount");
        try {
            Shelf small = new Shelf(disk, null, key -> Optional.empty());
            server.put(WEB, content);
            assertThatThrownBy(() -> new Installer(new GuardedFetcher(true), small)
                            .install(model(server.base() + WEB), new Registries("", ""), SILENT))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("There is no room for the model in " + disk);

            byte[] large = new byte[2_000_000];
            assertThatThrownBy(() -> new Writing(disk.resolve("x.part"), SILENT)
                            .from(new java.io.ByteArrayInputStream(large), 0, large.length, large.length))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("cannot be written to " + disk)
                    .hasMessageContaining("Free some space");
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void aRegistryThatNobodyNamedIsAskedFor() throws Exception {
        Declared model = model("npm:pack@1.0.0/a.onnx");
        assertThatThrownBy(() -> installer.install(model, new Registries("", ""), SILENT))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("npm_registry");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    private static byte[] tar(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarOutputStream tar = new TarOutputStream(new GZIPOutputStream(bytes))) {
            for (String other : List.of("package/package.json", name)) {
                byte[] data = other.equals(name) ? content : new byte[] {'{', '}'};
                TarEntry entry = new TarEntry(other);
                entry.setSize(data.length);
                tar.putNextEntry(entry);
                tar.write(data);
                tar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
