package io.dalbox.plugins.internal.logs;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Tells the log service to keep no entries of its own. It would keep the last hundred as objects, and each exception among
 * them keeps the classes on its stack: every version of a plugin that ever logged one would stay in memory.
 */
public final class ReaderMemory {

    private static final String PID = "org.ops4j.pax.logging";
    private static final String FILE = "org.ops4j.pax.logging.logback.config.file";
    private static final String SIZE = "org.ops4j.pax.logging.logReaderServiceSize";

    private ReaderMemory() {}

    /** Tells it, and repeats what the launcher told it otherwise. */
    public static void empty(ConfigurationAdmin admin, BundleContext context) throws IOException {
        Dictionary<String, Object> properties = new Hashtable<>();
        @Nullable String file = context.getProperty(FILE);
        if (file != null) {
            properties.put(FILE, file);
        }
        properties.put(SIZE, "0");
        admin.getConfiguration(PID, "?").updateIfDifferent(properties);
    }
}
