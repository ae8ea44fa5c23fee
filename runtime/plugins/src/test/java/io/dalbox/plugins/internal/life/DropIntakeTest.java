package io.dalbox.plugins.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.Stored;
import io.dalbox.plugins.testing.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the folder tells comes later than what people do through the API. */
class DropIntakeTest {

    @TempDir
    Path home;

    private final Catalog catalog = new Catalog();
    private final List<Consumer<Catalog>> waiting = new ArrayList<>();
    private JarStore store;
    private Path folder;
    private Path file;
    private DropIntake intake;

    @BeforeEach
    void open() throws Exception {
        store = new JarStore(Files.createDirectories(home.resolve("store")), (hash, signature) -> {});
        folder = Files.createDirectories(home.resolve("plugins"));
        file = folder.resolve("box.jar");
        intake = new DropIntake(folder, store::take, (what, change) -> waiting.add(change));
    }

    @Test
    void whatIsDroppedIsPutAndWhatIsGoneRemoved() throws Exception {
        write("1.0.0");
        assertThat(intake.take(file, false)).isTrue();
        happen();
        assertThat(versions()).containsExactly("1.0.0");
        Files.delete(file);
        intake.gone("box.jar");
        happen();
        assertThat(versions()).isEmpty();
    }

    @Test
    void aFileThatIsThereAgainIsNotRemoved() throws Exception {
        intake.gone("box.jar");
        install("1.0.0");
        happen();
        assertThat(versions()).containsExactly("1.0.0");
    }

    @Test
    void aFileThatWasReplacedSinceIsNotPut() throws Exception {
        write("1.0.0");
        intake.take(file, false);
        install("2.0.0");
        happen();
        assertThat(versions()).containsExactly("2.0.0");
    }

    @Test
    void aFileThatWasRemovedSinceIsNotPut() throws Exception {
        write("1.0.0");
        intake.take(file, false);
        Files.delete(file);
        happen();
        assertThat(versions()).isEmpty();
    }

    @Test
    void aFileOfAFolderThatIsNotMountedAnyMoreIsPut() throws Exception {
        write("1.0.0");
        intake.take(file, false);
        Files.delete(file);
        Files.delete(folder);
        happen();
        assertThat(versions()).containsExactly("1.0.0");
    }

    /** As the API does it: all at once. */
    private void install(String version) throws Exception {
        catalog.put(new Catalog.Entry(Catalog.DROPPED, "box.jar", write(version)));
    }

    private Stored write(String version) throws Exception {
        Files.deleteIfExists(file);
        Files.write(file, PluginJar.plugin("box", version, "greeter").bytes());
        return store.take(file);
    }

    private void happen() {
        intake.together();
        waiting.forEach(change -> change.accept(catalog));
        waiting.clear();
    }

    private List<String> versions() {
        return catalog.plan().owners().values().stream()
                .map(entry -> entry.jar().facts().version().toString())
                .toList();
    }
}
