package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.internal.actions.ActionTable;
import io.dalbox.plugins.internal.actions.Calls;
import io.dalbox.plugins.internal.actions.Contributions;
import io.dalbox.plugins.internal.actions.Core;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Guarded;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.jar.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The steps between an installed jar and a live plugin, and back. Every step that enters the plugin's code has a bound; a
 * bundle is only ever started transiently, so the framework never starts one before this does.
 */
final class Starter {

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration LANES = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration UNINSTALL = Duration.ofSeconds(3);

    private final Core core;
    private final ActionTable table;
    private final Calls calls;
    private final Wirings wirings;
    private final HealthGate health;
    private final Ledger ledger;
    private final LeakAudit leaks;
    private final BiConsumer<String, Bundle> settings;
    private final Queue<Bundle> stale = new ConcurrentLinkedQueue<>();
    /** Bundles whose code did not come back: the framework waits for their lock, and all others would wait with it. */
    private final Set<Bundle> stuck = ConcurrentHashMap.newKeySet();

    Starter(
            Core core,
            ActionTable table,
            Calls calls,
            HealthGate health,
            Ledger ledger,
            LeakAudit leaks,
            BiConsumer<String, Bundle> settings) {
        this.core = core;
        this.table = table;
        this.calls = calls;
        this.wirings = new Wirings(core.context());
        this.health = health;
        this.ledger = ledger;
        this.leaks = leaks;
        this.settings = settings;
    }

    /** Installs and resolves; nothing of it has run after this. What it installed is gone again when it fails. */
    Bundle prepare(String id, Stored jar) throws Failure {
        Bundle bundle = install(jar);
        try {
            wirings.resolve(bundle);
            return bundle;
        } catch (Failure e) {
            uninstall(id, bundle);
            throw e;
        }
    }

    /** Installs without resolving, for libraries that may need each other. */
    Bundle install(Stored jar) throws Failure {
        return wirings.install(jar);
    }

    /** Resolves what is installed. */
    void resolve(Bundle bundle) throws Failure {
        wirings.resolve(bundle);
    }

    /** Resolves what the framework still has of these from its last run, all at once; whoever is left out is resolved by its start. */
    void resolveTogether(Collection<Stored> jars) {
        wirings.resolveTogether(jars);
    }

    /** Starts a prepared version and checks it. After a failure it is stopped again, still installed. */
    Hosted.Running start(String id, Stored jar, Bundle bundle) throws Failure {
        Contributions contributions = new Contributions(id, bundle, core, table, calls);
        core.lanes().open(id);
        table.gate(id).close(true);
        ledger.starting(id, jar.hash());
        try {
            settings.accept(id, bundle);
            contributions.declare();
            Guarded.call(id, "The start of the bundle", START, () -> {
                bundle.start(Bundle.START_TRANSIENT);
                return id;
            });
            health.settle(bundle);
            contributions.obtain(component -> health.failureOf(bundle, component)
                    .orElse("its constructor or its activate method failed; the plugin's log has the details."));
            // Only now: what is held is not made anew for each question.
            health.ask(id, bundle);
            return new Hosted.Running(jar, bundle, contributions);
        } catch (Failure e) {
            undo(id, bundle, contributions);
            throw e;
        } catch (RuntimeException | LinkageError e) {
            undo(id, bundle, contributions);
            throw new Failure("Its start failed: " + Words.of(e) + ".");
        }
    }

    private void undo(String id, Bundle bundle, Contributions contributions) {
        contributions.withdraw(true);
        halt(id, bundle);
        ledger.started(id);
    }

    /** Puts what it offers in place of what the version before offered; users wait until {@link #open}. */
    void show(Hosted.Running version) {
        if (version.contributions() != null) {
            version.contributions().show();
        }
    }

    /** Lets users in. */
    void open(String id, Hosted.Running version) {
        table.gate(id).open(version.bundle());
    }

    /** Keeps users out; {@code soon} says that another version will let them in. */
    void shut(String id, boolean soon) {
        table.gate(id).close(soon);
    }

    /** Stops a version that is shut: waits for those inside, takes its offers away, stops the bundle. */
    void quiesce(String id, Hosted.Running version, boolean replaced) {
        int left = table.gate(id).drain(DRAIN);
        if (left > 0) {
            core.log().warn(id, left + " call(s) did not end within " + DRAIN.toSeconds() + " s and were interrupted.");
        }
        if (version.contributions() != null) {
            version.contributions().withdraw(replaced);
        }
        halt(id, version.bundle());
    }

    /** Tells users that there is no version to wait for. */
    void stopped(String id) {
        table.stop(id);
    }

    /** Forgets a plugin that is gone for good. */
    void forget(String id) {
        table.forget(id);
    }

    /** Uninstalls a stopped version, and watches that its classes go once {@link #tidy} has let go of them. */
    void discard(String id, Hosted.Running version) {
        BundleWiring wiring = version.bundle().adapt(BundleWiring.class);
        @Nullable ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        uninstall(id, version.bundle());
        if (loader != null) {
            leaks.expectGone(id, version.version(), loader);
        }
    }

    /** Lets go of the classes of all that was uninstalled since the last time: one refresh for whatever a change replaced. */
    void tidy() {
        if (!stale.isEmpty()) {
            List<Bundle> all = List.copyOf(stale);
            stale.removeAll(all);
            wirings.refresh(all);
        }
    }

    /** Uninstalls; its classes go with the next {@link #tidy}. What is stuck stays until Dalbox starts anew. */
    void uninstall(String id, Bundle bundle) {
        if (stuck.contains(bundle)) {
            core.log()
                    .warn(
                            id,
                            "Code of it still runs and heeds no interrupt. It is gone after the next start of Dalbox.");
            return;
        }
        stale.add(bundle);
        try {
            Guarded.call(id, "The framework's uninstall", UNINSTALL, () -> {
                wirings.uninstall(bundle);
                return id;
            });
        } catch (Failure e) {
            core.log().warn(id, Words.message(e) + " It is gone after the next start of Dalbox.");
        }
    }

    /** Returns the bundles that wiring anew without this one would stop as well. */
    Collection<Bundle> alsoRefreshed(Bundle bundle) {
        Collection<Bundle> all = new ArrayList<>(wirings.closure(bundle));
        all.remove(bundle);
        return all;
    }

    private void halt(String id, Bundle bundle) {
        List<String> running = core.lanes().close(id, LANES);
        if (!running.isEmpty()) {
            core.log().warn(id, "Work that did not stop was abandoned: " + String.join(", ", running) + ".");
        }
        try {
            Guarded.call(id, "The stop of the bundle", STOP, () -> {
                bundle.stop(Bundle.STOP_TRANSIENT);
                return id;
            });
        } catch (Failure e) {
            if (e.hung()) {
                stuck.add(bundle);
            }
            core.log().warn(id, Words.message(e));
        }
    }
}
