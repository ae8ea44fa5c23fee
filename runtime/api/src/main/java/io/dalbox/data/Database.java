package io.dalbox.data;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plugin's own database: one SQLite file in the home's {@code data} folder that outlives new versions of the plugin.
 *
 * <p>Each plugin that gets this service gets its own; opened when first used, closed when the plugin stops. Reads run at once, each on
 * one consistent snapshot; writes one after the other, durable when {@link #write} returns. With full-text search (FTS5). Thread-safe;
 * calls block.
 */
@ProviderType
public interface Database {

    /**
     * Reads from one consistent snapshot. A read inside a read sees the same snapshot. What the work throws, except
     * {@link java.sql.SQLException}, is thrown unchanged.
     *
     * @throws DatabaseException if the database fails
     */
    <T> T read(Work<T> work);

    /**
     * Writes: all or nothing. What the work throws, except {@link java.sql.SQLException}, is thrown unchanged, and nothing was written.
     * Works that wait together share a commit, so no table may have a deferred foreign key.
     *
     * @throws DatabaseException if the work or the commit fails; nothing was written
     * @throws IllegalStateException if called inside the work of another write
     */
    <T> T write(Work<T> work);

    /**
     * Brings the tables up to date. Each step runs once, in order, in a transaction; steps are only ever appended. Call it in the
     * constructor of the component that owns the tables.
     *
     * @param steps SQL scripts; statements end with a semicolon at the end of a line
     * @throws DatabaseException if a step fails, or the database has more steps than are given (a newer version wrote it)
     */
    void migrate(List<String> steps);
}
