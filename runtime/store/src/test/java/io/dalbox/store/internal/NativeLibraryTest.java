package io.dalbox.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.data.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    @TempDir
    private Path cache;

    @Test
    void isUnpackedOnceAndLeftoversGo() throws IOException {
        NativeLibrary.prepare(cache);
        Path library = only();
        assertThat(Files.size(library)).isGreaterThan(500_000);
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(library, old);
        Files.createFile(cache.resolve("sqlite/sqlite-3.1-abc-libsqlitejdbc.so"));
        Files.createFile(cache.resolve("sqlite/sqlite-3.1-abc-libsqlitejdbc.so.lck"));

        NativeLibrary.prepare(cache);
        assertThat(only()).isEqualTo(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(old);
    }

    @Test
    void aCopyCutShortIsReplaced() throws IOException {
        NativeLibrary.prepare(cache);
        long size = Files.size(only());
        Files.write(only(), new byte[10]);
        NativeLibrary.prepare(cache);
        assertThat(Files.size(only())).isEqualTo(size);
    }

    @Test
    void aCacheThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        assertThatThrownBy(() -> NativeLibrary.prepare(file))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be written");
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("sqlite"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
