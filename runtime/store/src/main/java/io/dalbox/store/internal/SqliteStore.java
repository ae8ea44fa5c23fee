package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Work;
import io.dalbox.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The store on one SQLite file in the home's {@code data} folder. */
@Component(service = Store.class)
public final class SqliteStore implements Store, AutoCloseable {

    private final SqliteFile file;

    /**
     * Opens the database of the home that the framework runs in.
     *
     * @throws DatabaseException if it cannot be used; the message says what to do
     */
    @Activate
    public SqliteStore(BundleContext context) {
        this(Path.of(Objects.requireNonNull(
                context.getProperty("dalbox.home"), "The framework property dalbox.home is not set")));
    }

    private SqliteStore(Path home) {
        Path place = DatabasePlace.core(home);
        NativeLibrary.prepare(home.resolve("cache"));
        this.file = new SqliteFile(place, Tuning.CORE);
    }

    /**
     * Opens the database of a home, for tests and tools.
     *
     * @param home the folder that has, or gets, {@code data/dalbox.db}
     */
    public static SqliteStore open(Path home) {
        return new SqliteStore(home.toAbsolutePath().normalize());
    }

    @Override
    public <T> T read(Work<T> work) {
        return file.read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return file.write(work);
    }

    @Override
    public void migrate(String area, List<String> steps) {
        file.migrate(area, steps);
    }

    /** Returns how many works wait for the writer. */
    int waiting() {
        return file.waiting();
    }

    /** Waits for the writes that are under way, then puts everything into the one file. */
    @Override
    @Deactivate
    public void close() {
        file.close();
    }
}
