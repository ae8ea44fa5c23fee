package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.Depth;
import io.dalbox.pages.internal.descriptor.DescriptorChecker;
import io.dalbox.pages.internal.descriptor.DescriptorChecker.Checked;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginInspector;
import io.dalbox.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks a plugin's descriptors before it starts: all but whether its actions exist, which only the started plugin knows; those
 * faults are shown on its pages.
 */
@Component
public final class DescriptorInspector implements PluginInspector {

    private final Assets assets;
    private final CheckedBefore before;
    private final GoodFiles good;
    private final Lazy<DescriptorChecker> checker = new Lazy<>(() -> new DescriptorChecker(Depth.NAMES));

    /** For what a person reads before deciding, who can wait until CEL is loaded. */
    private final Lazy<DescriptorChecker> thorough = new Lazy<>(() -> new DescriptorChecker(Depth.TYPES));

    /** Finds the icons through the framework; nothing is read before the first plugin is inspected. */
    @Activate
    public DescriptorInspector(BundleContext context, @Reference Store store) {
        this(
                Assets.of(context),
                new CheckedBefore(
                        store,
                        context.getBundle().getVersion() + " "
                                + context.getBundle().getLastModified()),
                new GoodFiles(store));
    }

    DescriptorInspector(Assets assets, CheckedBefore before, GoodFiles good) {
        this.assets = assets;
        this.before = before;
        this.good = good;
    }

    @Override
    public List<PluginInfo.Problem> inspect(String id, Bundle bundle) {
        try {
            SortedMap<String, String> files = UiFolder.read(bundle);
            if (files.isEmpty()) {
                return List.of();
            }
            String hash = before.hash(assets.identity(), files);
            Optional<List<PluginInfo.Problem>> known = before.find(id, hash);
            return known.isPresent() ? known.get() : check(id, files, hash);
        } catch (IOException e) {
            return List.of(unreadable(e));
        }
    }

    @Override
    public Look look(String id, Bundle bundle) {
        try {
            Checked checked = thorough.get().check(id, UiFolder.read(bundle), assets.icons());
            return new Look(
                    checked.faults().stream().map(Faults::problem).toList(),
                    checked.descriptors().stream()
                            .flatMap(descriptor ->
                                    descriptor.json().path("pages").valueStream())
                            .map(page -> page.path("id").asString(""))
                            .toList());
        } catch (IOException e) {
            return new Look(List.of(unreadable(e)), List.of());
        }
    }

    private static PluginInfo.Problem unreadable(IOException e) {
        return new PluginInfo.Problem("dalbox/ui", 0, 0, "The pages cannot be read: " + e.getMessage());
    }

    private List<PluginInfo.Problem> check(String id, SortedMap<String, String> files, String hash) {
        Checked checked = checker.get().check(id, files, assets.icons());
        // Here and not only when a page is drawn: a version whose pages nobody has opened is a good one to fall back to
        // as well.
        SortedMap<String, String> usable = new TreeMap<>(checked.sources());
        usable.keySet().removeAll(checked.unusable());
        good.keep(id, usable, checked.unusable());
        List<PluginInfo.Problem> problems =
                checked.faults().stream().map(Faults::problem).toList();
        before.keep(id, hash, problems);
        return problems;
    }
}
