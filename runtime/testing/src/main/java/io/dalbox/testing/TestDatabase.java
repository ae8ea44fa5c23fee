package io.dalbox.testing;

import io.dalbox.data.Database;
import io.dalbox.data.Work;
import io.dalbox.store.internal.PluginDatabase;
import io.dalbox.store.internal.PluginDatabases;
import java.nio.file.Path;
import java.util.List;

/** A plugin's real database in a home that the test has made; opened again, it is what the next version of the plugin finds. */
public final class TestDatabase implements Database, AutoCloseable {

    private final PluginDatabase database;

    private TestDatabase(PluginDatabase database) {
        this.database = database;
    }

    /** Gives it; the file is made when it is first used. */
    public static TestDatabase open(Path home, String plugin) {
        return new TestDatabase(PluginDatabase.of(new PluginDatabases(home), plugin));
    }

    @Override
    public <T> T read(Work<T> work) {
        return database.read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return database.write(work);
    }

    @Override
    public void migrate(List<String> steps) {
        database.migrate(steps);
    }

    @Override
    public void close() {
        database.close();
    }
}
