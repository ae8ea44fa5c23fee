package io.dalbox.plugins.internal.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
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

            @Override
            public void together() {
                batches.add(List.copyOf(heard));
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

    @Test
    void whatArrivesTogetherIsToldTogether() throws Exception {
        drops.start(Set.of());
        put("a.jar", "a!");
        put("b.jar", "b!");
        put("c.jar", "c!");
        awaitHeard("take a.jar", "take b.jar", "take c.jar");
        Awaitility.await().untilAsserted(() -> assertThat(batches).hasSize(1));
    }

    @Test
    void fileOfTheNextVersionUnderAnotherNameBelongsToTheOneThatGoes() throws Exception {
        put("a-1.jar", "a!");
        drops.start(Set.of(folder.resolve("a-1.jar")));
        Files.delete(folder.resolve("a-1.jar"));
        Thread.sleep(20);
        put("a-2.jar", "a!");
        awaitHeard("gone a-1.jar", "take a-2.jar");
        Awaitility.await().untilAsserted(() -> assertThat(batches).hasSize(1));
    }

    @Test
    void fileThatIsStillOnItsWayDoesNotHoldTheOthersForLong() throws Exception {
        drops.start(Set.of());
        Path slow = folder.resolve("slow.jar");
        put("a.jar", "a!");
        for (int i = 0; i < 200 && batches.isEmpty(); i++) {
            Files.writeString(slow, "slice", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Thread.sleep(10);
        }
        assertThat(batches).containsExactly(List.of("take a.jar"));
    }

    private void put(String name, String content) throws IOException {
        Path draft = Files.writeString(folder.resolve(name + ".draft"), content);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitHeard(String... wanted) {
        Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly(wanted));
    }
}
