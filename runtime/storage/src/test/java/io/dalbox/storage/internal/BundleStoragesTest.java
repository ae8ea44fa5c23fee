package io.dalbox.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.plugin.DeclaredAccess;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleStoragesTest {

    @TempDir
    Path temp;

    @Test
    void bundleUsesWhatItDeclaredAndNothingBesideIt() throws Exception {
        Storages storages = storages("media:/films");
        StoragePath inside = StoragePath.parse("media:/films/a/b.mkv");
        storages.open(inside, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                .close();
        assertThat(storages.info(inside)).isPresent();
        assertThat(storages.list(StoragePath.parse("media:/films"))).hasSize(1);
        for (String path : List.of("media:/", "media:/filmsX", "media:/music/a.flac")) {
            StoragePath outside = StoragePath.parse(path);
            assertThatThrownBy(() -> storages.info(outside))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("does not declare");
            assertThatThrownBy(() -> storages.move(inside, outside)).isInstanceOf(AccessDeniedException.class);
        }
        assertThat(storages.names()).containsExactly("media");
    }

    @Test
    void starIsAllAndNothingIsNothing() throws Exception {
        assertThat(storages("*").info(StoragePath.parse("media:/x"))).isEmpty();
        assertThat(storages().names()).isEmpty();
        assertThatThrownBy(() -> storages("no path").usableBytes(StoragePath.parse("media:/x")))
                .isInstanceOf(AccessDeniedException.class);
    }

    private Storages storages(String... declared) {
        return new BundleStorages(
                new MountedStorages(Map.of("media", new LocalMount(temp.resolve("media")))),
                new DeclaredAccess(List.of(), List.of(), List.of(declared), List.of()));
    }
}
