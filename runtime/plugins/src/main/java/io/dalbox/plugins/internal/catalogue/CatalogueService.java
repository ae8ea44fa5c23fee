package io.dalbox.plugins.internal.catalogue;

import io.dalbox.action.ActionException;
import io.dalbox.action.Lane;
import io.dalbox.lanes.Schedules;
import io.dalbox.lanes.Work;
import io.dalbox.net.HttpFetcher;
import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.JarFetcher;
import io.dalbox.plugins.JarRefused;
import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import io.dalbox.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The catalogue. Its sources are read when somebody asks, and once a day by a schedule that looks each hour which are due: a box
 * that is on for two hours a day would else never learn of an update, and one that starts must not wait for the network.
 */
@Component(service = Catalogue.class)
public final class CatalogueService implements Catalogue {

    private static final Duration FRESH = Duration.ofDays(1);

    /** A yes for more jars than this is not remembered; they are then fetched again. */
    private static final int MOST_SEEN = 64;

    private final Sources sources;
    private final Shelf shelf;
    private final Jars jars;
    private final Plugins plugins;
    private final Listeners listeners;
    private final Schedules.Registration schedule;

    /** Which jars were previewed as what their entry says, by entry. */
    private final Set<Releases.Release> seen = ConcurrentHashMap.newKeySet();

    /** Begins to look after the sources; reads none. */
    @Activate
    public CatalogueService(
            @Reference Store store,
            @Reference Plugins plugins,
            @Reference JarFetcher fetcher,
            @Reference HttpFetcher http,
            @Reference Schedules schedules) {
        this(store, plugins, fetcher, http, schedules, InstantSource.system());
    }

    CatalogueService(
            Store store,
            Plugins plugins,
            JarFetcher fetcher,
            HttpFetcher http,
            Schedules schedules,
            InstantSource clock) {
        SourceTable table = new SourceTable(store);
        this.plugins = plugins;
        this.listeners = new Listeners(plugins);
        this.sources = new Sources(table, new Federation(new Documents(http)), clock, listeners::tell);
        this.shelf = new Shelf(table, plugins);
        this.jars = new Jars(table, fetcher);
        this.schedule = schedules.add(
                Work.CORE,
                new Schedules.Timing("Read the plugin catalogue", "1h", "", false, Duration.ofMinutes(10), Lane.IO),
                () -> sources.refreshOlderThan(FRESH));
    }

    @Deactivate
    void close() {
        schedule.close();
        listeners.close();
    }

    @Override
    public List<Source> sources() {
        return sources.list();
    }

    @Override
    public Source add(String address) {
        return sources.add(address);
    }

    @Override
    public Source refresh(String source) {
        return sources.refresh(source);
    }

    @Override
    public void remove(String source) {
        sources.remove(source);
    }

    @Override
    public Page list(Query query) {
        return shelf.list(query);
    }

    @Override
    public Optional<Detail> find(String id) {
        return shelf.find(id);
    }

    @Override
    public Plugins.Preview preview(String id, @Nullable String version) {
        return preview(shelf.release(id, version));
    }

    private Plugins.Preview preview(Releases.Release release) {
        Entry entry = release.entry();
        Plugins.Preview preview = jars.take(release, plugins::preview);
        if (!preview.id().equals(entry.id())
                || !preview.version().equals(entry.parsed().toString())) {
            throw new ActionException(
                    ActionException.Kind.INVALID,
                    "The index says that the jar is " + entry.id() + " " + entry.version() + ", but it is "
                            + preview.id() + " " + preview.version()
                            + ". Nothing was installed. Tell the owner of the source.");
        }
        if (preview.change() != Plugins.Preview.Change.REFUSED) {
            if (seen.size() >= MOST_SEEN) {
                seen.clear();
            }
            seen.add(release);
        }
        return preview;
    }

    @Override
    public PluginInfo install(String id, @Nullable String version, @Nullable String hash, String caller) {
        Releases.Release release = shelf.release(id, version);
        String wanted = Objects.requireNonNull(release.entry().sha256(), "a sound entry has a hash");
        if (hash != null && !hash.equalsIgnoreCase(wanted)) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "The catalogue names another jar for '" + id + "' by now. Look at that one first.");
        }
        if (seen.contains(release)) {
            try {
                return plugins.installPreviewed(wanted, caller);
            } catch (ActionException e) {
                if (e.kind() != ActionException.Kind.NOT_FOUND) {
                    throw e;
                }
                // Too long ago: fetched again below.
            }
        }
        Plugins.Preview preview = preview(release);
        if (preview.change() == Plugins.Preview.Change.REFUSED) {
            throw new JarRefused(
                    Objects.requireNonNullElse(preview.fault(), PluginFault.UNSUITABLE),
                    String.valueOf(preview.reason()));
        }
        return plugins.installPreviewed(wanted, caller);
    }

    @Override
    public Plugins.Registration listen(Runnable listener) {
        return listeners.add(listener);
    }
}
