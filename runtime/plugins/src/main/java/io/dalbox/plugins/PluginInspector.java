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
}
