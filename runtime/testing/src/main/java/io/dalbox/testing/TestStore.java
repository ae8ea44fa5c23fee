package io.dalbox.testing;

import io.dalbox.data.Work;
import io.dalbox.store.Store;
import io.dalbox.store.internal.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real store in a home of its own: {@code @RegisterExtension final TestStore store = new TestStore();} gives each test a
 * fresh one and deletes it after. {@link #open()} does the same without JUnit. {@link #restart()} is what a restart of the
 * runtime does.
 */
public final class TestStore implements Store, BeforeEachCallback, AfterEachCallback, AutoCloseable {

    private @Nullable Path home;
    private @Nullable SqliteStore store;

    /** Opens one in a new folder; {@link #close} deletes it. */
    public static TestStore open() {
        TestStore made = new TestStore();
        made.start();
        return made;
    }

    /** Returns the home, which has the folder {@code data}. */
    public Path home() {
        return present(home);
    }

    /** Closes the store and opens the same file again. */
    public void restart() {
        present(store).close();
        store = SqliteStore.open(home());
    }

    @Override
    public <T> T read(Work<T> work) {
        return present(store).read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return present(store).write(work);
    }

    @Override
    public void migrate(String area, List<String> steps) {
        present(store).migrate(area, steps);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        present(store).close();
        store = null;
        delete(home());
    }

    private void start() {
        try {
            home = Files.createTempDirectory("dalbox-test");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        store = SqliteStore.open(home);
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "The store is not open: register this as an extension, or call TestStore.open()");
        }
        return value;
    }
}
