package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.DescriptorChecker;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginInspector;
import java.io.IOException;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Checks a plugin's descriptors before it starts: all but whether its actions exist, which only the started plugin knows; those
 * faults are shown on its pages.
 */
@Component
public final class DescriptorInspector implements PluginInspector {

    private final Assets assets;
    private final DescriptorChecker checker = new DescriptorChecker();

    /** Finds the icons through the framework. */
    @Activate
    public DescriptorInspector(BundleContext context) {
        this.assets = Assets.of(context);
    }

    @Override
    public List<PluginInfo.Problem> inspect(String id, Bundle bundle) {
        try {
            return checker.check(id, UiFolder.read(bundle), assets.icons()).faults().stream()
                    .map(Faults::problem)
                    .toList();
        } catch (IOException e) {
            return List.of(new PluginInfo.Problem("dalbox/ui", 0, 0, "The pages cannot be read: " + e.getMessage()));
        }
    }
}
