package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.HeapReader;
import io.dalbox.plugins.internal.actions.ActionTable;
import io.dalbox.plugins.internal.actions.Calls;
import io.dalbox.plugins.internal.actions.Core;
import io.dalbox.plugins.internal.folder.DropFolder;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.NotComplete;
import io.dalbox.plugins.internal.jar.Refusal;
import io.dalbox.plugins.internal.settings.SettingsService;
import io.dalbox.plugins.internal.trust.TrustFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Boots the plugins, follows the drop folder, and stops them. */
public final class PluginHost {

    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    /** Less than the launcher gives the whole runtime to stop. */
    private static final Duration STOP = Duration.ofSeconds(18);

    final Conductor conductor = new Conductor(this::tidy);
    final Board board = new Board();
    final Places places;
    final Ledger ledger;
    final Deployer deployer;
    final Lifecycle lifecycle;
    final Outcomes outcomes;
    final Approvals approvals;
    final Previewer previewer;
    final Intake intake;
    final LeakAudit leaks;
    final ActionTable table;
    final HealthGate health;
    final Contracts contracts;
    final JarStore jars;
    final Describer describer;
    final Trash trash;
    final TrustFolder trusted;
    final Signatures signatures;
    private final BundleContext context;
    private final Starter starter;
    private final Inspectors inspectors;
    private final DropFolder drops;
    private final ServiceRegistration<CollisionHook> collisions;
    private final TrustWatch trustWatch;
    private volatile boolean settled;
    private volatile boolean stopped;

    /** Puts the parts together; nothing runs before {@link #boot}. */
    public PluginHost(
            Places places,
            Core core,
            ActionTable table,
            Calls calls,
            ServiceComponentRuntime components,
            Ledger ledger,
            SettingsService settings)
            throws IOException {
        this.places = places;
        this.context = core.context();
        this.table = table;
        this.ledger = ledger;
        this.trusted = new TrustFolder(places.trust(), LOG::warn);
        this.signatures = new Signatures(ledger, trusted);
        this.jars = new JarStore(places.store(), signatures::note);
        this.leaks = new LeakAudit(LeakAudit.LATER, this::leaked);
        this.health = new HealthGate(components, new OwnChecks(context));
        this.inspectors = new Inspectors(context, core.log());
        this.starter = new Starter(core, table, calls, health, ledger, leaks, settings::push);
        this.contracts = new Contracts(core, table, ledger);
        this.approvals = new Approvals(ledger, places.policy(), signatures);
        this.outcomes = new Outcomes(starter, inspectors, ledger, board);
        Obstacles obstacles = new Obstacles(starter, b -> jars.owns(b.getLocation()));
        Replacement replacement =
                new Replacement(starter, contracts, outcomes, new Probation(conductor, health), obstacles);
        this.lifecycle = new Lifecycle(starter, ledger, jars, board, approvals, outcomes, replacement);
        Libraries libraries =
                new Libraries(starter, lifecycle, outcomes, replacement, obstacles, ledger, jars, approvals);
        this.deployer = new Deployer(lifecycle, libraries, starter, board, ledger, jars, places.safe());
        this.previewer = new Previewer(
                context,
                deployer,
                starter,
                inspectors,
                obstacles,
                contracts,
                table,
                core.tasks(),
                settings::names,
                approvals,
                signatures);
        this.describer = new Describer(context, jars, health, leaks, ledger, signatures);
        this.trash = new Trash(places);
        this.intake = new Intake(jars, ledger, context);
        this.drops = new DropFolder(places.drops(), new DropIntake(places.drops(), intake::fresh, this::change));
        this.trustWatch = new TrustWatch(
                trusted, () -> conductor.later("The change of whom is trusted", deployer::retryUntrusted));
        // A candidate may have the name and version of the bundle it replaces; the catalog sees to one owner a name.
        CollisionHook hook = (type, target, candidates) -> candidates.removeIf(b -> jars.owns(b.getLocation()));
        this.collisions = context.registerService(CollisionHook.class, hook, null);
    }

    /** Starts the plugins in the background. */
    public void boot() {
        inspectors.open();
        conductor.later("The start of the plugins", this::start);
    }

    boolean settled() {
        return settled;
    }

    /** Stops all plugins, last first, within a bound. Safe to call twice. */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            drops.close();
        } catch (IOException e) {
            LOG.warn("The drop folder's watcher could not be closed: {}", e.toString());
        }
        trustWatch.close();
        conductor.later("The stop of the plugins", this::stopAll);
        conductor.close(STOP);
        inspectors.close();
        collisions.unregister();
    }

    private void start() {
        Set<Path> seen = new HashSet<>();
        try {
            for (String id : ledger.quarantineUnfinished()) {
                LOG.warn("Dalbox went down while it started the plugin {}; it is in quarantine now", id);
            }
            for (Path folder : places.shipped()) {
                scan(Catalog.SHIPPED, folder, seen);
            }
            scan(Catalog.DROPPED, places.drops(), seen);
            deployer.sweep(context);
            deployer.reconcile();
            deployer.collectJars();
        } finally {
            deployer.endSurvey();
            settled = true;
            drops.start(seen);
            if (places.policy() == Policy.SIGNED) {
                trustWatch.start();
            }
        }
    }

    private void scan(String source, Path folder, Set<Path> seen) {
        for (Path file : jarsIn(folder, ledger.owners())) {
            String name = file.getFileName().toString();
            try {
                deployer.catalog().put(new Catalog.Entry(source, name, intake.known(file)));
                seen.add(file);
            } catch (Refusal e) {
                deployer.catalog().refuse(name, Objection.of(e));
                seen.add(file);
            } catch (NoSuchFileException e) {
                LOG.debug("{} is gone again", file);
            } catch (NotComplete | IOException e) {
                // The watcher looks again: it may still be on its way.
                LOG.warn("{} cannot be taken yet: {}", file, e.getMessage());
            }
        }
    }

    // Who owned an id before keeps it; otherwise the order of names decides, so that every start decides alike.
    private static List<Path> jarsIn(Path folder, Set<String> owners) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = new ArrayList<>(
                    files.filter(f -> DropFolder.counts(f.getFileName().toString()))
                            .toList());
            jars.sort(Comparator.comparing(
                            (Path f) -> !owners.contains(f.getFileName().toString()))
                    .thenComparing(Path::getFileName));
            return jars;
        } catch (IOException e) {
            LOG.error("The folder {} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }

    private void stopAll() {
        List<Hosted> all = new ArrayList<>(deployer.all()).reversed();
        // All at once, so that their users leave at the same time and not one bound after the other.
        all.forEach(h -> table.gate(h.key).close(false));
        for (Hosted h : all) {
            Hosted.Running running = h.running;
            if (running != null && !h.library()) {
                lifecycle.halt(h, running);
            }
        }
    }

    /** Returns the reader of the heap, which is a bundle of its own. */
    HeapReader heap() {
        ServiceReference<HeapReader> reference = context.getServiceReference(HeapReader.class);
        HeapReader heap = reference == null ? null : context.getService(reference);
        if (heap == null) {
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE, "The reader of the heap is not there right now.");
        }
        return heap;
    }

    private void change(String what, Consumer<Catalog> change) {
        conductor.later(what, () -> {
            change.accept(deployer.catalog());
            deployer.reconcile();
        });
    }

    private void tidy() {
        starter.tidy();
    }

    private void leaked(String id, int versions) {
        conductor.later("The leak audit of " + id, () -> {
            @Nullable Hosted h = deployer.find(id);
            if (h != null) {
                h.leaks = versions;
                outcomes.show(h, h.state, h.detail, h.fault);
            }
        });
    }
}
