package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The plugins' databases that are open, each once: while a new version is started beside the one before, both use the same. The last
 * that lets go closes it. Thread-safe.
 *
 * <p>Immediate, so that there is one of these for as long as the bundle runs, whoever comes and goes.
 */
@Component(service = PluginDatabases.class, immediate = true)
public final class PluginDatabases {

    /** What an id may be; it becomes the name of a file. */
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    private final Path home;
    private final Map<String, Shared> open = new ConcurrentHashMap<>();

    /** For the home that the framework runs in. Opens nothing yet. */
    @Activate
    public PluginDatabases(BundleContext context) {
        this(Path.of(Objects.requireNonNull(
                context.getProperty("dalbox.home"), "The framework property dalbox.home is not set")));
    }

    /** For a home, for tests and tools. */
    public PluginDatabases(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** Opens a plugin's database or joins those who have it open. Waits while it is being closed. */
    SqliteFile take(String plugin) {
        if (!ID.matcher(plugin).matches()) {
            throw new DatabaseException("\"" + plugin + "\" is no plugin id, and so cannot have a database");
        }
        return Objects.requireNonNull(open.compute(plugin, (id, shared) -> {
                    if (shared == null) {
                        return new Shared(open(id), 1);
                    }
                    return new Shared(shared.file, shared.users + 1);
                }))
                .file;
    }

    /** Lets go of what was taken. */
    void release(String plugin) {
        open.computeIfPresent(plugin, (id, shared) -> {
            if (shared.users > 1) {
                return new Shared(shared.file, shared.users - 1);
            }
            shared.file.close();
            return null;
        });
    }

    private SqliteFile open(String plugin) {
        Path file = DatabasePlace.plugin(home, plugin);
        NativeLibrary.prepare(home.resolve("cache"));
        return new SqliteFile(file, Tuning.plugin(plugin));
    }

    private record Shared(SqliteFile file, int users) {}
}
