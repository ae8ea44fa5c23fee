package io.dalbox.store.internal;

import io.dalbox.data.Work;
import java.nio.file.Path;
import java.util.List;

/** An open SQLite file: one writer, some readers, and the steps that made its tables. Thread-safe. */
final class SqliteFile implements AutoCloseable {

    private final Readers readers;
    private final Writer writer;
    private final Migrations migrations;

    /**
     * Opens it.
     *
     * @throws io.dalbox.data.DatabaseException if it cannot be used; the message says what to do
     */
    SqliteFile(Path file, Tuning tuning) {
        Session first = Session.writing(file, tuning);
        this.readers = new Readers(file, tuning);
        this.writer = new Writer(first, file, tuning, readers::reading);
        this.migrations = new Migrations(this, tuning);
    }

    <T> T read(Work<T> work) {
        return readers.run(work);
    }

    <T> T write(Work<T> work) {
        return writer.run(work);
    }

    void migrate(String area, List<String> steps) {
        migrations.run(area, steps);
    }

    /** Returns how many works wait for the writer. */
    int waiting() {
        return writer.waiting();
    }

    /** Waits for what is under way, then puts everything into the one file. */
    @Override
    public void close() {
        // The readers go first, so that the writer's checkpoint can take in the whole log.
        readers.close();
        writer.close();
    }
}
