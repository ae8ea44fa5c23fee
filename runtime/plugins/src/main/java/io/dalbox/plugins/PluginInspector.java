package io.dalbox.plugins;

import java.util.List;
import org.osgi.framework.Bundle;

/**
 * Looks at a plugin's files before it starts: a service of whoever understands them (pages: descriptors). Problems are shown on
 * the plugin's row; they do not keep the plugin from starting.
 */
@FunctionalInterface
public interface PluginInspector {

    /** Returns what is wrong; the bundle is resolved but not started. */
    List<PluginInfo.Problem> inspect(String id, Bundle bundle);

    /** Looks at a version that may never run, and notes nothing about it. */
    default Look look(String id, Bundle bundle) {
        return new Look(List.of(), List.of());
    }

    /**
     * What was seen.
     *
     * @param problems what is wrong
     * @param pages the ids of its pages
     */
    record Look(List<PluginInfo.Problem> problems, List<String> pages) {

        /** Copies the lists. */
        public Look {
            problems = List.copyOf(problems);
            pages = List.copyOf(pages);
        }
    }
}
