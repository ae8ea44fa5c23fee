package io.dalbox.storage.internal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMountTest {

    @TempDir
    Path temp;

    Path root;
    Storages storages;

    @BeforeEach
    void mount() {
        root = temp.resolve("media");
        storages = new MountedStorages(Map.of("media", new LocalMount(root)));
    }

    @Test
    void makesFoldersForANewFileAndListsThem() throws Exception {
        write("media:/films/2026/a.mkv", "hello");

        assertThat(storages.list(path("media:/films/2026")))
                .extracting(FileInfo::size)
                .containsExactly(5L);
        assertThat(storages.list(path("media:/")))
                .extracting(i -> i.path().toString())
                .containsExactly("media:/films");
        assertThat(storages.info(path("media:/films")))
                .get()
                .extracting(FileInfo::folder)
                .isEqualTo(true);
        assertThat(storages.info(path("media:/films/2026/a.mkv/x"))).isEmpty();
        assertThat(storages.usableBytes(path("media:/none"))).isPositive();
    }

    @Test
    void givesFilesThatAreWrittenAtAnyPosition() throws Exception {
        try (FileChannel channel = storages.open(path("media:/a"), Set.of(CREATE_NEW, WRITE, READ))) {
            channel.write(ByteBuffer.wrap(new byte[] {7}), 1L << 20);
            channel.force(false);
        }
        assertThat(root.resolve("a")).hasSize((1L << 20) + 1);
        assertThatThrownBy(() -> storages.open(path("media:/a"), Set.of(CREATE_NEW, WRITE)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("media:/a");
    }

    @Test
    void followsNoLinkInside() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "s");
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));

        assertThatThrownBy(() -> read("media:/folder/secret"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("media:/folder")
                .hasMessageContaining("link");
        assertThatThrownBy(() -> read("media:/file")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> write("media:/folder/new", "x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write("media:/folder/deep/new", "x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write("media:/file", "x")).isInstanceOf(IOException.class);
        write("media:/inside", "i");
        assertThatThrownBy(() -> storages.move(path("media:/inside"), path("media:/folder/x")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storages.move(path("media:/file"), path("media:/x")))
                .isInstanceOf(IOException.class);
        assertThat(storages.list(path("media:/")))
                .extracting(i -> i.path().name())
                .containsExactly("inside");
        assertThat(storages.info(path("media:/file"))).isEmpty();
        assertThat(Files.list(outside)).containsExactly(outside.resolve("secret"));

        storages.delete(path("media:/file"));
        assertThat(outside.resolve("secret")).hasContent("s");
    }

    @Test
    void theRootMayBeALink() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        Files.createSymbolicLink(root, disk);
        write("media:/a/b", "x");
        assertThat(disk.resolve("a/b")).hasContent("x");
    }

    @Test
    void moveReplacesNothing() throws Exception {
        write("media:/a", "a");
        write("media:/b", "b");
        assertThatThrownBy(() -> storages.move(path("media:/a"), path("media:/b")))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("media:/b");
        assertThat(root.resolve("b")).hasContent("b");

        storages.move(path("media:/a"), path("media:/deep/c"));
        assertThat(root.resolve("deep/c")).hasContent("a");
        assertThat(root.resolve("a")).doesNotExist();
        assertThatThrownBy(() -> storages.move(path("media:/none"), path("media:/d")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(root.resolve("d")).doesNotExist();
    }

    @Test
    void ofManyMovesToOneNameExactlyOneWins() throws Exception {
        List<Callable<Boolean>> moves = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String from = "media:/from-" + i;
            write(from, from);
            moves.add(() -> {
                try {
                    storages.move(path(from), path("media:/to"));
                    return true;
                } catch (FileAlreadyExistsException e) {
                    return false;
                }
            });
        }
        int won = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> move : threads.invokeAll(moves)) {
                won += move.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(storages.list(path("media:/"))).hasSize(16);
    }

    @Test
    void deletesFilesAndEmptyFolders() throws Exception {
        write("media:/a/b", "x");
        assertThatThrownBy(() -> storages.delete(path("media:/a"))).isInstanceOf(DirectoryNotEmptyException.class);
        storages.delete(path("media:/a/b"));
        storages.delete(path("media:/a"));
        storages.delete(path("media:/a"));
        assertThat(storages.list(path("media:/"))).isEmpty();
        assertThatThrownBy(() -> storages.delete(path("media:/"))).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void namesTheStoragesThatThereAre() {
        assertThatThrownBy(() -> storages.info(path("photos:/a")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("photos")
                .hasMessageContaining("media");
        assertThat(storages.names()).containsExactly("media");
    }

    private void write(String path, String text) throws IOException {
        try (FileChannel channel = storages.open(path(path), Set.of(CREATE, WRITE))) {
            channel.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    private void read(String path) throws IOException {
        storages.open(path(path), Set.of(READ)).close();
    }

    private static StoragePath path(String text) {
        return StoragePath.parse(text);
    }
}
