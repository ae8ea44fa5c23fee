package io.dalbox.pages.internal;

import io.dalbox.action.ActionException;
import io.dalbox.page.PageProvider;
import io.dalbox.pages.internal.descriptor.DescriptorChecker;
import io.dalbox.pages.internal.descriptor.DescriptorChecker.Checked;
import io.dalbox.pages.internal.descriptor.Fault;
import io.dalbox.pages.internal.template.Templates;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.Plugins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * The pages of all live plugins. A plugin's files are read when they are first asked for and again when its bundle changes; what
 * belongs to a plugin that is no longer live is forgotten at the next look. Thread-safe.
 */
final class PluginUis {

    /** Which state of a bundle was read: an update in place keeps the id and changes the time. */
    private record Stamp(long bundle, long modified, List<Long> providers) {}

    private record Loaded(Stamp stamp, PluginUi ui) {}

    /** How often a plugin may be replaced while its files are read, until who asks is told to come back. */
    private static final int LOOKS = 2;

    private final Plugins plugins;
    private final Providers providers;
    private final Computed computed;
    private final GoodFiles good;
    private final Lazy<DescriptorChecker> checker;
    private final Assets assets;
    private final Map<String, Loaded> loaded = new HashMap<>();

    PluginUis(
            Plugins plugins,
            Providers providers,
            Computed computed,
            GoodFiles good,
            Lazy<DescriptorChecker> checker,
            Assets assets) {
        this.plugins = plugins;
        this.providers = providers;
        this.computed = computed;
        this.good = good;
        this.checker = checker;
        this.assets = assets;
    }

    /**
     * Returns the pages of the plugins that are live now, by name. One that is being replaced counts with its pages of before: for
     * some milliseconds its entry must not leave the sidebar.
     */
    List<PluginUi> live() {
        List<PluginUi> uis = new ArrayList<>();
        List<PluginInfo> live = plugins.list().stream()
                .filter(info -> info.kind().equals("plugin"))
                .filter(info -> info.state() == PluginState.LIVE || info.state().passing())
                .toList();
        for (PluginInfo info : live) {
            Optional<PluginUi> now = info.state() == PluginState.LIVE ? find(info) : Optional.empty();
            now.or(() -> known(info.id())).ifPresent(uis::add);
        }
        forget(live);
        return uis;
    }

    private Optional<PluginUi> known(String id) {
        synchronized (loaded) {
            return Optional.ofNullable(loaded.get(id)).map(Loaded::ui);
        }
    }

    /**
     * Returns the pages of one plugin, if it is live; waits for a change that is under way.
     *
     * @throws ActionException {@code UNAVAILABLE} if the change takes longer: the plugin is not gone
     */
    Optional<PluginUi> find(String id) {
        for (int i = 0; i < LOOKS; i++) {
            PluginInfo row = plugins.findSettled(id).orElse(null);
            if (row == null || !(row.state() == PluginState.LIVE || row.state().passing())) {
                return Optional.empty();
            }
            Optional<PluginUi> ui = row.state() == PluginState.LIVE ? find(row) : Optional.empty();
            if (ui.isPresent()) {
                return ui;
            }
        }
        throw new ActionException(ActionException.Kind.UNAVAILABLE, "The plugin " + id + " is being replaced.");
    }

    /** Empty when it was replaced between the look at its row and the look at its files. */
    private Optional<PluginUi> find(PluginInfo info) {
        Bundle bundle = plugins.bundle(info.id()).orElse(null);
        if (bundle == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(find(info, bundle));
        } catch (IllegalStateException e) {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private PluginUi find(PluginInfo info, Bundle bundle) {
        Stamp stamp = new Stamp(bundle.getBundleId(), bundle.getLastModified(), providers.ids(bundle));
        synchronized (loaded) {
            Loaded known = loaded.get(info.id());
            if (known != null && known.stamp().equals(stamp)) {
                return known.ui();
            }
        }
        PluginUi ui = load(info, bundle);
        synchronized (loaded) {
            loaded.put(info.id(), new Loaded(stamp, ui));
        }
        return ui;
    }

    private void forget(List<PluginInfo> live) {
        Set<String> ids = Set.copyOf(live.stream().map(PluginInfo::id).toList());
        synchronized (loaded) {
            loaded.keySet().retainAll(ids);
        }
    }

    private PluginUi load(PluginInfo info, Bundle bundle) {
        List<Fault> faults = new ArrayList<>();
        SortedMap<String, String> files = new TreeMap<>();
        try {
            files.putAll(UiFolder.read(bundle));
        } catch (IOException e) {
            faults.add(new Fault("dalbox/ui", 0, 0, "the pages cannot be read from the jar: " + e.getMessage(), true));
        }
        for (PageProvider provider : providers.of(bundle)) {
            computed.ask(provider, files, faults);
        }
        Checked checked = checker.get().check(info.id(), files, assets.icons());
        faults.addAll(checked.faults());
        Set<String> faulty = checked.unusable();
        SortedMap<String, String> usable = new TreeMap<>(checked.sources());
        usable.keySet().removeAll(faulty);
        good.keep(info.id(), usable, faulty);
        if (!faulty.isEmpty()) {
            checked = withLastGood(info.id(), plain(usable), faulty);
        }
        return new PluginUi(
                info.id(), info.name(), info.icon(), checked.descriptors(), checked.texts(), List.copyOf(faults));
    }

    /** The faulty files as they were when they were last good; those that do not fit any more are left out. */
    private Checked withLastGood(String plugin, SortedMap<String, String> usable, Set<String> faulty) {
        SortedMap<String, String> mixed = new TreeMap<>(usable);
        faulty.forEach(file -> good.find(plugin, file).ifPresent(text -> mixed.put(plain(file), text)));
        return checker.get().check(plugin, mixed, assets.icons());
    }

    /** What is kept of a template is what it became: its macros may be gone or broken by now. */
    private static SortedMap<String, String> plain(SortedMap<String, String> sources) {
        SortedMap<String, String> plain = new TreeMap<>();
        sources.forEach((file, text) -> plain.put(plain(file), text));
        return plain;
    }

    private static String plain(String file) {
        return Templates.isTemplate(file) ? Templates.descriptor(file) : file;
    }
}
