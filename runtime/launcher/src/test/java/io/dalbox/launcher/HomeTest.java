package io.dalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void makesItsFoldersAndIsHeldByOneAtATime() throws Exception {
        try (Home home = Home.open(folder.resolve("a"))) {
            assertThat(home.folder().resolve("plugins")).isDirectory();
            assertThatThrownBy(() -> Home.open(folder.resolve("a")))
                    .isInstanceOfSatisfying(
                            StartException.class, e -> assertThat(e.code).isEqualTo(ExitCode.HOME_IN_USE));
        }
        Home.open(folder.resolve("a")).close();
    }

    @Test
    void saysThatAFileStandsInItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> Home.open(file))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.code).isEqualTo(ExitCode.HOME_UNUSABLE))
                .hasMessageContaining("choose another with --home");
    }

    @Test
    void cacheIsKeptForTheSameRuntimeAndRebuiltForAnother() throws Exception {
        Path bundle = Files.writeString(folder.resolve("a.jar"), "1");
        FrameworkCache cache = new FrameworkCache(folder.resolve("home"));

        assertThat(cache.prepare(List.of(bundle))).isFalse();
        Path left = Files.writeString(cache.folder().resolve("left"), "x");
        assertThat(cache.prepare(List.of(bundle))).isTrue();
        assertThat(left).exists();

        Files.writeString(bundle, "22");
        assertThat(cache.prepare(List.of(bundle))).isFalse();
        assertThat(left).doesNotExist();
    }
}
