package io.dalbox.store;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Work;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The database. Reads run at once on connections of their own; all writes go through one writer, which commits many waiting
 * ones together (group commit). A service; thread-safe; calls block.
 */
@ProviderType
public interface Store {

    /**
     * Reads from one consistent snapshot. A read inside a read sees the same snapshot. What the work throws, except
     * {@link java.sql.SQLException}, is thrown unchanged.
     *
     * @throws DatabaseException if the database fails
     */
    <T> T read(Work<T> work);

    /**
     * Writes: all or nothing. Durable when this returns. Works that wait together share a commit: a constraint that is only
     * checked by the commit (a deferred foreign key) would fail them all, so tables must not have one. Called from inside another write's work it fails, since the writer
     * cannot wait for itself: pass the {@link Tx} instead. What the work throws, except {@link java.sql.SQLException}, is thrown
     * unchanged, and nothing was written. Interrupting the caller does not end the wait.
     *
     * @throws DatabaseException if the work or the commit fails; nothing was written
     * @throws IllegalStateException if called inside the work of another write
     */
    <T> T write(Work<T> work);

    /**
     * Brings an area's tables up to date. Each step runs once, in order, in a transaction; steps are only ever appended.
     *
     * @param area the name of the bundle that owns the tables, such as {@code tasks}; its tables begin with it
     * @param steps SQL scripts; statements end with a semicolon at the end of a line
     * @throws DatabaseException if a step fails, or the database has more steps than are given (it was written by a newer version)
     */
    void migrate(String area, List<String> steps);
}
