package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers under which names jars were previewed, so that just those can be installed by their hash. Their bytes stay in the
 * store until the next boot clears it. Thread-safe.
 */
final class Previewed {

    /** Nobody looks at more at a time. */
    private static final int MOST = 64;

    private final JarStore jars;
    private final Map<String, String> names = new LinkedHashMap<>();

    Previewed(JarStore jars) {
        this.jars = jars;
    }

    synchronized void add(FolderChanges.Spooled spooled) {
        names.remove(spooled.jar().hash());
        names.put(spooled.jar().hash(), spooled.name());
        if (names.size() > MOST) {
            names.remove(names.keySet().iterator().next());
        }
    }

    synchronized String name(String hash) {
        String name = names.get(hash);
        if (name == null) {
            throw gone();
        }
        return name;
    }

    synchronized List<Stored> of(String key) {
        return names.keySet().stream()
                .flatMap(hash -> jars.find(hash).stream())
                .filter(jar -> jar.facts().key().equals(key))
                .toList();
    }

    Stored jar(String hash) {
        return jars.find(hash).orElseThrow(Previewed::gone);
    }

    private static ActionException gone() {
        return new ActionException(
                ActionException.Kind.NOT_FOUND,
                "The jar that was looked at is not kept any more. Choose the file or the address again.");
    }
}
