package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the folders hold, and who owns what: one file a plugin id, and one a symbolic name. The first file of the drop folder
 * keeps it; a dropped jar stands in for the shipped one of the same plugin. Only says what should be, does nothing.
 */
final class Catalog {

    static final String SHIPPED = "shipped";
    static final String DROPPED = "dropped";

    private final Map<String, Entry> dropped = new LinkedHashMap<>();
    private final Map<String, Entry> shipped = new LinkedHashMap<>();
    private final Map<String, Objection> refused = new TreeMap<>();

    /**
     * A verified jar in a folder.
     *
     * @param source {@code shipped} or {@code dropped}
     * @param file its name
     */
    record Entry(String source, String file, Stored jar) {
        String key() {
            return jar.facts().key();
        }
    }

    /**
     * What should be.
     *
     * @param owners the entry of each plugin id, or symbolic name of a library
     * @param refused why files of the drop folder are left out, by file name
     */
    record Plan(Map<String, Entry> owners, Map<String, Objection> refused) {}

    void put(Entry entry) {
        (entry.source.equals(SHIPPED) ? shipped : dropped).put(entry.file, entry);
        refused.remove(entry.file);
    }

    void refuse(String file, Objection objection) {
        refused.put(file, objection);
    }

    void remove(String file) {
        dropped.remove(file);
        refused.remove(file);
    }

    /** Returns the dropped file that holds a plugin or library. */
    Optional<Entry> droppedOwner(String key) {
        return Optional.ofNullable(plan().owners.get(key)).filter(e -> e.source.equals(DROPPED));
    }

    Optional<Entry> shippedOwner(String key) {
        return shipped.values().stream().filter(e -> e.key().equals(key)).findFirst();
    }

    Plan plan() {
        Map<String, Entry> owners = new LinkedHashMap<>();
        Map<String, Entry> names = new LinkedHashMap<>();
        Map<String, Objection> objections = new TreeMap<>(refused);
        for (Entry entry : dropped.values()) {
            // A file that is broken now but was good before keeps its good version: the owner is in the middle of
            // something.
            objection(entry, owners, names).ifPresent(reason -> objections.putIfAbsent(entry.file, reason));
        }
        for (Entry entry : shipped.values()) {
            if (!owners.containsKey(entry.key())) {
                objection(entry, owners, names).ifPresent(reason -> objections.putIfAbsent(entry.file, reason));
            }
        }
        return new Plan(owners, objections);
    }

    private static Optional<Objection> objection(Entry entry, Map<String, Entry> owners, Map<String, Entry> names) {
        Entry sameKey = owners.get(entry.key());
        if (sameKey != null) {
            return taken("The id '" + entry.key() + "' is already taken by the file " + sameKey.file
                    + ". To update it, replace that file; to change over to this one, remove that file.");
        }
        String name = entry.jar.facts().symbolicName();
        Entry sameName = names.get(name);
        if (sameName != null) {
            return taken("The bundle name '" + name + "' is already taken by '" + sameName.key()
                    + "' in the file " + sameName.file
                    + ". Remove one of the two files, or give one another Bundle-SymbolicName.");
        }
        owners.put(entry.key(), entry);
        names.put(name, entry);
        return Optional.empty();
    }

    private static Optional<Objection> taken(String reason) {
        return Optional.of(new Objection(PluginFault.TAKEN, reason));
    }
}
