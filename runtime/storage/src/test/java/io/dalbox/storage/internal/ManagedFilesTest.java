package io.dalbox.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.files.FilePage;
import io.dalbox.storage.files.FileQuery;
import io.dalbox.storage.files.FileQuery.Order;
import io.dalbox.storage.files.TrashedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedFilesTest {

    @TempDir
    Path temp;

    Path root;
    Instant now = Instant.parse("2026-03-01T10:00:00Z");
    ManagedFiles files;

    @BeforeEach
    void mount() throws IOException {
        root = Files.createDirectory(temp.resolve("media"));
        files = new ManagedFiles(new MountedStorages(Map.of("media", new LocalMount(root))), () -> now);
    }

    @Test
    void pagesThroughAFolderInTheOrderOfPeople() throws Exception {
        for (String name : List.of("Part 10.mkv", "part 2.mkv", "part 1.mkv", "Über.txt", "a.txt")) {
            Files.writeString(root.resolve(name), name);
        }
        Files.createDirectory(root.resolve("zoo"));
        assertThat(all(2, Order.NAME, false))
                .containsExactly("zoo", "a.txt", "part 1.mkv", "part 2.mkv", "Part 10.mkv", "Über.txt");
        assertThat(all(1, Order.SIZE, true)).startsWith("zoo", "Part 10.mkv").endsWith("a.txt");
    }

    @Test
    void aPageDoesNotMindWhatChangesBehindIt() throws Exception {
        for (char c = 'a'; c <= 'f'; c++) {
            Files.writeString(root.resolve(c + ".txt"), "x");
        }
        FilePage first = page(3, Order.NAME, false, null);
        Files.delete(root.resolve("c.txt"));
        Files.writeString(root.resolve("a2.txt"), "x");
        assertThat(names(page(3, Order.NAME, false, first.next()))).containsExactly("d.txt", "e.txt", "f.txt");
    }

    @Test
    void aLargeFolderIsPagedThroughInTime() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            Files.createFile(root.resolve("file " + i + ".txt"));
        }
        long before = System.nanoTime();
        FilePage first = page(200, Order.MODIFIED, true, null);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(first.items()).hasSize(200);
        assertThat(names(page(200, Order.NAME, false, null))).startsWith("file 0.txt", "file 1.txt", "file 2.txt");
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void neitherLinksNorTheTrashAreListed() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), temp);
        Files.writeString(root.resolve("a.txt"), "x");
        files.trash(path("a.txt"));
        assertThat(all(10, Order.NAME, false)).isEmpty();
        assertThatThrownBy(() -> files.move(path(".trash"), path("x"))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> files.trash(path("link"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatIsThrownAwayComesBackWithAllThatIsInIt() throws Exception {
        Files.createDirectories(root.resolve("films/old"));
        Files.writeString(root.resolve("films/old/a.mkv"), "film");
        TrashedFile thrown = files.trash(path("films"));
        assertThat(root.resolve("films")).doesNotExist();
        assertThat(files.trashed("media")).containsExactly(thrown);
        assertThat(files.restore("media", thrown.id()).path()).isEqualTo(path("films"));
        assertThat(root.resolve("films/old/a.mkv")).hasContent("film");
        assertThat(files.trashed("media")).isEmpty();
    }

    @Test
    void whatIsThrownAwayNeverReplacesWhatCameMeanwhile() throws Exception {
        Files.writeString(root.resolve("a.txt"), "old");
        TrashedFile thrown = files.trash(path("a.txt"));
        Files.writeString(root.resolve("a.txt"), "new");
        assertThatThrownBy(() -> files.restore("media", thrown.id())).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(root.resolve("a.txt")).hasContent("new");
        assertThat(files.trashed("media")).hasSize(1);
    }

    @Test
    void theTrashForgetsAfterThirtyDays() throws Exception {
        Files.createDirectories(root.resolve("old/deep"));
        Files.createSymbolicLink(root.resolve("old/deep/out"), Files.createDirectory(temp.resolve("outside")));
        files.trash(path("old"));
        now = now.plus(Duration.ofDays(31));
        Files.writeString(root.resolve("b.txt"), "x");
        TrashedFile second = files.trash(path("b.txt"));
        assertThat(files.trashed("media")).containsExactly(second);
        assertThat(temp.resolve("outside")).exists();
        files.purge("media", second.id());
        files.purge("media", "../..");
        try (Stream<Path> left = Files.list(root.resolve(".trash"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void nothingIsReplacedByMovingOrMaking() throws Exception {
        Files.createDirectories(root.resolve("a/inner"));
        Files.createDirectory(root.resolve("b"));
        assertThatThrownBy(() -> files.move(path("a"), path("b"))).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> files.makeFolder(path("a"))).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> files.move(path("a"), path("a", "inner", "x")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(files.move(path("a"), path("b", "a")).folder()).isTrue();
        assertThat(root.resolve("b/a/inner")).isDirectory();
    }

    @Test
    void aBrokenUploadLeavesNothing() throws Exception {
        InputStream broken = new InputStream() {
            private int left = 10;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("cut off");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> files.write(path("a.bin"), broken)).hasMessage("cut off");
        assertThat(all(10, Order.NAME, false)).isEmpty();
        try (Stream<Path> left = Files.list(root.resolve(".trash"))) {
            assertThat(left).isEmpty();
        }
        assertThat(files.write(path("a.bin"), new ByteArrayInputStream(new byte[7]))
                        .size())
                .isEqualTo(7);
    }

    private List<String> all(int limit, Order order, boolean descending) throws IOException {
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            FilePage page = page(limit, order, descending, cursor);
            found.addAll(names(page));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private FilePage page(int limit, Order order, boolean descending, @Nullable String cursor) throws IOException {
        return files.page(
                new FileQuery(new StoragePath("media", List.of()), order, descending, false, "", cursor, limit));
    }

    private static List<String> names(FilePage page) {
        return page.items().stream().map(FileInfo::path).map(StoragePath::name).toList();
    }

    private static StoragePath path(String... segments) {
        return new StoragePath("media", List.of(segments));
    }
}
