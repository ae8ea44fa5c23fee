package io.dalbox.json.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the schemas of records from one start to the next, since deriving one takes a cold JVM more than a millisecond.
 *
 * <p>They are known by the class's name, its bundle and when that was installed. The file lies in the framework's own folder, which goes
 * when what is shipped changes, and with it what the core's classes look like. It is added to a line at a time, with
 * its checksum: what a power failure leaves of a line is not read. Thread-safe.
 */
final class DerivedBefore {

    private static final Logger LOG = LoggerFactory.getLogger(DerivedBefore.class);

    /** How many lines of bundles that are gone may stay. */
    private static final int MOST_STALE = 500;

    private final BundleContext context;
    private final Path file;
    private final Map<String, String> known;

    private DerivedBefore(BundleContext context, Path file) {
        this.context = context;
        this.file = file;
        this.known = read();
        context.addBundleListener(this::forget);
    }

    /** Opens the memory of this framework; nothing if it has no folder of its own. */
    static Optional<DerivedBefore> open(BundleContext context) {
        return Optional.ofNullable(context.getDataFile("schemas"))
                .map(file -> new DerivedBefore(context, file.toPath()));
    }

    /** Returns the schema that was derived from exactly this class, as JSON. */
    synchronized @Nullable String find(Class<?> type) {
        String key = key(type);
        return key == null ? null : known.get(key);
    }

    synchronized int size() {
        return known.size();
    }

    /** Keeps a schema that depends on nothing but the class's own bundle and what is shipped. */
    synchronized void keep(Class<?> type, String schema) {
        String key = key(type);
        if (key == null) {
            return;
        }
        known.put(key, schema);
        try {
            Files.writeString(file, line(key, schema), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.debug("The schema of {} is not remembered: {}", type.getName(), e.toString());
        }
    }

    // With each version of a plugin comes a bundle of its own; its lines in the file go at the next start.
    private synchronized void forget(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            String gone = event.getBundle().getBundleId() + " ";
            known.keySet().removeIf(key -> key.startsWith(gone));
        }
    }

    private static @Nullable String key(Class<?> type) {
        Bundle bundle = FrameworkUtil.getBundle(type);
        return bundle == null ? null : bundle.getBundleId() + " " + bundle.getLastModified() + " " + type.getName();
    }

    private Map<String, String> read() {
        Map<String, String> found = new HashMap<>();
        List<String> lines = new ArrayList<>();
        int stale = 0;
        try {
            // Not by a reader that fails at bytes which are no text: a power failure leaves any.
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                if (line.isEmpty()) {
                    continue;
                }
                String[] parts = line.split(" ", 5);
                if (parts.length < 5 || !isWhole(line, parts) || !isThere(parts)) {
                    stale++;
                } else {
                    found.put(parts[1] + " " + parts[2] + " " + parts[3], parts[4]);
                    lines.add(line);
                }
            }
            if (stale > MOST_STALE) {
                Path next = file.resolveSibling(file.getFileName() + ".next");
                Files.write(next, lines);
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("No schema was derived before");
        } catch (IOException e) {
            LOG.debug("What was derived before cannot be read: {}", e.toString());
        }
        return found;
    }

    private static boolean isWhole(String line, String[] parts) {
        return parts[0].equals(checksum(line.substring(parts[0].length() + 1)));
    }

    private boolean isThere(String[] parts) {
        try {
            Bundle bundle = context.getBundle(Long.parseLong(parts[1]));
            return bundle != null && bundle.getLastModified() == Long.parseLong(parts[2]);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    // A line that was cut off must not swallow the one after it, so each begins with a line break.
    private static String line(String key, String schema) {
        String text = key + " " + schema;
        return "\n" + checksum(text) + " " + text;
    }

    private static String checksum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
