package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/**
 * Takes one plugin from the state it is in to the one it should be in.
 *
 * <pre>
 * installing -> starting -> live -> stopping -> live (next version, or this one again)
 *                  |                   `-> stopped | disabled | gone
 *                  `-> failed | quarantined
 * </pre>
 *
 * Only used by the conductor's thread.
 */
final class Lifecycle {

    private final Starter starter;
    private final Ledger ledger;
    private final JarStore jars;
    private final Board board;
    private final Contracts contracts;
    private final Approvals approvals;
    private final Probation probation;
    private final Predicate<Bundle> ours;

    /** {@code ours} tells the bundles that are plugins or libraries from those of the runtime. */
    Lifecycle(
            Starter starter,
            Ledger ledger,
            JarStore jars,
            Board board,
            Contracts contracts,
            Approvals approvals,
            Probation probation,
            Predicate<Bundle> ours) {
        this.starter = starter;
        this.ledger = ledger;
        this.jars = jars;
        this.board = board;
        this.contracts = contracts;
        this.approvals = approvals;
        this.probation = probation;
        this.ours = ours;
    }

    /** Brings a plugin to what its folder and its owner want. */
    void apply(Hosted h) {
        Stored wanted = h.entry.jar();
        Ledger.Versions known =
                ledger.versions(h.key).orElse(new Ledger.Versions(h.entry.file(), null, null, null, null));
        h.previous = jars.find(known.previous()).orElse(null);
        if (!ledger.enabled(h.key, h.entry.source())) {
            stop(h, PluginState.DISABLED, null);
            return;
        }
        @Nullable Objection objection = approvals.objection(h.entry).orElse(null);
        if (objection != null) {
            await(h, objection, jars.find(known.live()).orElse(h.shipped));
            return;
        }
        Ledger.@Nullable Quarantine quarantine = ledger.quarantine(h.key).orElse(null);
        if (quarantine != null && quarantine.hash().equals(wanted.hash())) {
            quarantined(h, known, quarantine);
        } else if (h.running != null && h.running.jar().hash().equals(wanted.hash())) {
            show(h, PluginState.LIVE, h.detail, h.fault);
        } else if (h.running != null) {
            replace(h, h.running, wanted);
        } else if (wanted.hash().equals(known.refused()) && known.live() != null) {
            startKnown(h, known.live(), known.reason(), null);
        } else {
            first(h, wanted);
        }
    }

    /** Returns the version that should run: what the folder holds, unless something keeps that one out. */
    Stored next(Hosted h) {
        Stored wanted = h.entry.jar();
        Stored now = h.running == null ? wanted : h.running.jar();
        boolean kept = !ledger.enabled(h.key, h.entry.source())
                || approvals.waits(h.entry)
                || ledger.quarantine(h.key)
                        .filter(q -> q.hash().equals(wanted.hash()))
                        .isPresent();
        return kept ? now : wanted;
    }

    /** Starts a version in the framework, without showing it yet; after a failure nothing of it is left. */
    Hosted.Running begin(Hosted h, Stored jar) throws Failure {
        Bundle bundle = starter.prepare(h.key, jar);
        try {
            ContractChange change = contracts.to(h.key, bundle);
            if (change.refusal().isPresent()) {
                throw new Failure(PluginFault.BREAKING, change.refusal().get());
            }
            return start(h, jar, bundle);
        } catch (Failure e) {
            starter.uninstall(h.key, bundle);
            throw e;
        }
    }

    /** Has a library in place. */
    void resolved(Hosted library, Hosted.Running next) {
        library.running = next;
        ledger.versions(library.key, versions(library, next.jar().hash(), null, null));
        show(library, PluginState.RESOLVED, null);
    }

    // Something else than the quarantined version may run: the one before it.
    private void quarantined(Hosted h, Ledger.Versions known, Ledger.Quarantine quarantine) {
        boolean other = known.live() != null && !known.live().equals(quarantine.hash());
        if (h.running != null && !h.running.jar().hash().equals(quarantine.hash())) {
            show(h, PluginState.LIVE, quarantine.reason(), PluginFault.CRASHED);
        } else if (other && jars.find(known.live()).isPresent()) {
            startKnown(h, known.live(), quarantine.reason(), PluginFault.CRASHED);
        } else {
            stop(h, PluginState.QUARANTINED, quarantine.reason(), null);
        }
    }

    /** Stops it and keeps it from running. */
    void stop(Hosted h, PluginState state, @Nullable String detail) {
        stop(h, state, detail, null);
    }

    /** Stops it and keeps it from running, and says what kind of thing the reason is. */
    void stop(Hosted h, PluginState state, @Nullable String detail, @Nullable PluginFault fault) {
        Hosted.Running running = h.running;
        if (running != null) {
            stopping(h, false);
            starter.quiesce(h.key, running, false);
            h.running = null;
            starter.discard(h.key, running);
        }
        starter.stopped(h.key);
        show(h, state, detail, fault);
    }

    /** Stops and starts the version that runs, or tries what the folder holds once more. */
    void restart(Hosted h) {
        Hosted.Running running = h.running;
        ledger.quarantine(h.key, null);
        @Nullable Objection waits = approvals.objection(h.entry).orElse(null);
        if (running == null
                || (waits == null && !running.jar().hash().equals(h.entry.jar().hash()))) {
            forgetRefusal(h);
            apply(h);
            return;
        }
        stopping(h, true);
        starter.quiesce(h.key, running, true);
        try {
            live(h, start(h, running.jar(), running.bundle()), null);
            if (waits != null) {
                show(h, PluginState.LIVE, waits.reason(), waits.fault());
            }
        } catch (Failure e) {
            h.running = null;
            starter.discard(h.key, running);
            failed(h, running.jar(), e);
        }
    }

    /** Stops it because Dalbox stops: it stays installed, and comes back. */
    void halt(Hosted h, Hosted.Running running) {
        stopping(h, false);
        starter.quiesce(h.key, running, false);
        h.running = null;
        show(h, PluginState.STOPPED, null);
    }

    /** Takes it away for good. */
    void remove(Hosted h) {
        stop(h, PluginState.STOPPED, null);
        starter.forget(h.key);
        board.remove(h.key);
    }

    /** Lets what ran run on, and keeps what the folder holds out until it is approved, or signed by somebody trusted. */
    private void await(Hosted h, Objection why, @Nullable Stored known) {
        if (h.running == null && known != null) {
            first(h, known);
        }
        if (h.running != null) {
            show(h, PluginState.LIVE, why.reason(), why.fault());
        } else if (known == null) {
            stop(h, why.state(), why.reason(), why.fault());
        }
    }

    /** Starts the version that worked, since the one in the folder does not. */
    private void startKnown(Hosted h, @Nullable String hash, @Nullable String reason, @Nullable PluginFault fault) {
        Stored live = jars.find(hash).orElse(null);
        if (live == null) {
            first(h, h.entry.jar());
            return;
        }
        Ledger.@Nullable Versions known = ledger.versions(h.key).orElse(null);
        first(h, live);
        if (h.running != null) {
            if (known != null) {
                ledger.versions(h.key, known);
            }
            show(h, PluginState.LIVE, reason, fault);
        }
    }

    private void first(Hosted h, Stored jar) {
        show(h, PluginState.INSTALLING, null);
        Bundle bundle;
        try {
            bundle = starter.prepare(h.key, jar);
        } catch (Failure e) {
            failed(h, jar, e);
            return;
        }
        try {
            live(h, start(h, jar, bundle), null);
        } catch (Failure e) {
            starter.uninstall(h.key, bundle);
            failed(h, jar, e);
        }
    }

    private void replace(Hosted h, Hosted.Running old, Stored jar) {
        Bundle bundle;
        ContractChange change;
        try {
            refuseIfStable(old);
            bundle = starter.prepare(h.key, jar);
            change = compatible(h, bundle);
        } catch (Failure e) {
            refused(h, old, jar, e);
            return;
        }
        stopping(h, true);
        starter.quiesce(h.key, old, true);
        contracts.replacing(h.key, change);
        try {
            Hosted.Running next = start(h, jar, bundle);
            h.previous = old.jar();
            h.hints = change.hints(next.version());
            live(h, next, null);
            contracts.changed(h.key, next.version(), old.version(), change);
            starter.discard(h.key, old);
            // Of the old version nothing but its jar, since this is held for as long as the probation lasts.
            Stored good = old.jar();
            probation.watch(h.key, next.bundle(), () -> h.running == next, why -> giveBack(h, next, good, why));
        } catch (Failure e) {
            contracts.restoring(h.key, change);
            starter.discard(h.key, new Hosted.Running(jar, bundle, null));
            back(h, old, jar, e);
        }
    }

    private ContractChange compatible(Hosted h, Bundle candidate) throws Failure {
        ContractChange change = contracts.to(h.key, candidate);
        if (change.refusal().isPresent()) {
            starter.uninstall(h.key, candidate);
            throw new Failure(PluginFault.BREAKING, change.refusal().get());
        }
        return change;
    }

    /** Takes a version back that did not stay well; the one before it is installed anew. */
    private void giveBack(Hosted h, Hosted.Running bad, Stored good, Failure why) {
        Bundle bundle;
        try {
            bundle = starter.prepare(h.key, good);
        } catch (Failure e) {
            show(h, PluginState.LIVE, Words.message(why), why.fault());
            return;
        }
        ContractChange change = contracts.to(h.key, bundle);
        stopping(h, true);
        starter.quiesce(h.key, bad, true);
        contracts.replacing(h.key, change);
        h.previous = null;
        try {
            Hosted.Running again = start(h, good, bundle);
            live(h, again, null);
            contracts.changed(h.key, again.version(), bad.version(), change);
            starter.discard(h.key, bad);
            refused(h, again, bad.jar(), why);
        } catch (Failure e) {
            starter.discard(h.key, new Hosted.Running(good, bundle, null));
            starter.discard(h.key, bad);
            h.running = null;
            failed(h, bad.jar(), why);
        }
    }

    private void back(Hosted h, Hosted.Running old, Stored jar, Failure why) {
        try {
            h.running = null;
            Hosted.Running again = start(h, old.jar(), old.bundle());
            live(h, again, null);
            refused(h, again, jar, why);
        } catch (Failure e) {
            starter.discard(h.key, old);
            failed(
                    h,
                    jar,
                    new Failure(
                            why.fault(),
                            Words.message(why) + " Version " + old.jar().facts().version()
                                    + ", which ran before, could not be started again either: " + Words.message(e)));
        }
    }

    /** Refuses to replace what would take a part of the runtime with it, or code that a process loads only once. */
    void refuseIfStable(Hosted.Running old) throws Failure {
        refuseIfNative(old.bundle());
        for (Bundle bundle : starter.alsoRefreshed(old.bundle())) {
            refuseIfNative(bundle);
            if (!ours.test(bundle)) {
                throw new Failure(
                        PluginFault.RUNTIME,
                        "Replacing it would restart " + bundle.getSymbolicName()
                                + ", a part of the runtime. It takes over at the next start of Dalbox.");
            }
        }
    }

    private static void refuseIfNative(Bundle bundle) throws Failure {
        if (bundle.getHeaders().get(Constants.BUNDLE_NATIVECODE) != null) {
            throw new Failure(
                    PluginFault.RUNTIME,
                    "Replacing it would load the native code of " + bundle.getSymbolicName()
                            + " anew, which a process does only once. It takes over at the next start of Dalbox.");
        }
    }

    private Hosted.Running start(Hosted h, Stored jar, Bundle bundle) throws Failure {
        h.inspected = starter.inspect(h.key, bundle);
        h.hints = List.of();
        show(h, PluginState.STARTING, null);
        return starter.start(h.key, jar, bundle);
    }

    /** Shows a started version and lets users in. */
    void live(Hosted h, Hosted.Running version, @Nullable String detail) {
        h.running = version;
        starter.show(version);
        show(h, PluginState.LIVE, detail);
        starter.open(h.key, version);
        ledger.live(
                h.key,
                versions(h, version.jar().hash(), null, null),
                "start " + version.jar().facts().version());
    }

    /** Keeps users out, before the row says so: who reads the row and then asks waits for the next version. */
    void stopping(Hosted h, boolean replaced) {
        starter.shut(h.key, replaced);
        show(h, PluginState.STOPPING, null);
    }

    /** Notes that a version did not become live; only the row of the one that runs on says that there is something newer. */
    void refused(Hosted h, Hosted.Running runs, Stored jar, Failure why) {
        String reason = "Version " + jar.facts().version() + " in " + h.entry.file() + " did not become live: "
                + Words.message(why) + " Version " + runs.jar().facts().version() + " runs on.";
        h.running = runs;
        show(h, h.library() ? PluginState.RESOLVED : PluginState.LIVE, reason, why.fault());
        // What only the next start can do is done by the next start.
        boolean later = why.fault() == PluginFault.RUNTIME;
        ledger.versions(h.key, versions(h, runs.jar().hash(), later ? null : jar.hash(), reason));
        ledger.history(h.key, "host", "update to " + jar.facts().version(), reason);
    }

    /** Notes that nothing of it runs. */
    void failed(Hosted h, Stored jar, Failure why) {
        String reason = Words.message(why);
        starter.stopped(h.key);
        ledger.history(h.key, "host", "start " + jar.facts().version(), reason);
        if (why.hung()) {
            // Trying it at every start would cost the same time each time.
            ledger.quarantine(h.key, new Ledger.Quarantine(jar.hash(), reason));
        }
        show(h, PluginState.FAILED, reason, why.fault());
    }

    private static Ledger.Versions versions(Hosted h, String live, @Nullable String refused, @Nullable String reason) {
        Stored previous = h.previous;
        return new Ledger.Versions(h.entry.file(), live, previous == null ? null : previous.hash(), refused, reason);
    }

    private void forgetRefusal(Hosted h) {
        ledger.versions(h.key)
                .ifPresent(
                        v -> ledger.versions(h.key, new Ledger.Versions(v.file(), v.live(), v.previous(), null, null)));
    }

    void show(Hosted h, PluginState state, @Nullable String detail) {
        show(h, state, detail, null);
    }

    /** Says where it is, why, and what kind of thing that is. */
    void show(Hosted h, PluginState state, @Nullable String detail, @Nullable PluginFault fault) {
        h.state = state;
        h.detail = detail;
        h.fault = fault;
        board.put(h.row());
    }
}
