package io.dalbox.plugins.internal.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private DropFolder drops;

    @BeforeEach
    void open() throws IOException {
        drops = new DropFolder(folder, new DropFolder.Receiver() {
            @Override
            public boolean take(Path file, boolean last) {
                try {
                    boolean whole = Files.readString(file).endsWith("!");
                    if (whole || last) {
                        heard.add((whole ? "take " : "broken ") + file.getFileName());
                    }
                    return whole;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void gone(String name) {
                heard.add("gone " + name);
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        drops.close();
    }

    @Test
    void hearsOfWholeFilesChangesAndRemovals() throws Exception {
        drops.start(Set.of());
        put("a.jar", "one!");
        awaitHeard("take a.jar");
        put("a.jar", "two!");
        awaitHeard("take a.jar", "take a.jar");
        Files.delete(folder.resolve("a.jar"));
        awaitHeard("take a.jar", "take a.jar", "gone a.jar");
    }

    @Test
    void halfFileIsWaitedForAndThenCalledBroken() throws Exception {
        drops.start(Set.of());
        Files.writeString(folder.resolve("half.jar"), "half");
        awaitHeard("broken half.jar");
        Files.writeString(folder.resolve("half.jar"), "whole!");
        awaitHeard("broken half.jar", "take half.jar");
    }

    @Test
    void doesNotTakeOtherNamesOrWhatIsKnown() throws Exception {
        put("known.jar", "known!");
        drops.start(Set.of(folder.resolve("known.jar")));
        put(".hidden.jar", "x!");
        put("b.jar.part", "x!");
        put("b.tmp", "x!");
        put("b.jar", "x!");
        awaitHeard("take b.jar");
        Files.delete(folder.resolve("known.jar"));
        awaitHeard("take b.jar", "gone known.jar");
    }

    @Test
    void folderThatIsNotMountedUninstallsNothing() throws Exception {
        put("a.jar", "a!");
        drops.start(Set.of(folder.resolve("a.jar")));
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);
        Files.move(aside, folder);
        put("b.jar", "b!");
        awaitHeard("take b.jar");
    }

    private void put(String name, String content) throws IOException {
        Path draft = Files.writeString(folder.resolve(name + ".draft"), content);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitHeard(String... wanted) {
        Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly(wanted));
    }
}
