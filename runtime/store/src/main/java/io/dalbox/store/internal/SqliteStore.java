package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Work;
import io.dalbox.store.Store;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The store on one SQLite file in the home's {@code data} folder. */
@Component(service = Store.class)
public final class SqliteStore implements Store, AutoCloseable {

    private final Readers readers;
    private final Writer writer;
    private final Migrations migrations;

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
        Path file = DatabasePlace.prepare(home);
        NativeLibrary.prepare(home.resolve("cache"));
        Session first = Session.writing(file);
        this.readers = new Readers(file);
        this.writer = new Writer(first, file, readers::reading);
        this.migrations = new Migrations(this);
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
        return readers.run(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return writer.run(work);
    }

    @Override
    public void migrate(String area, List<String> steps) {
        migrations.run(area, steps);
    }

    /** Returns how many works wait for the writer. */
    int waiting() {
        return writer.waiting();
    }

    /** Waits for the writes that are under way, then puts everything into the one file. */
    @Override
    @Deactivate
    public void close() {
        // The readers go first, so that the writer's checkpoint can take in the whole log.
        readers.close();
        writer.close();
    }

    /** Says what a failure of the database means to the person who runs it. */
    static DatabaseException failure(Path file, SQLException cause) {
        return new DatabaseException(Failures.sentence(file, cause), cause);
    }
}
