package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.Stored;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Takes one plugin from the state it is in to the one it should be in.
 *
 * <pre>
 * installing -> starting -> live -> stopping -> live (next version, or this one again)
 *                  |                   `-> stopped | disabled | gone
 *                  `-> failed | quarantined
 * </pre>
 *
 * Used by the conductor's thread, and for plugins that start side by side by those that it waits for.
 */
final class Lifecycle {

    private final Starter starter;
    private final Ledger ledger;
    private final JarStore jars;
    private final Board board;
    private final Approvals approvals;
    private final Outcomes outcomes;
    private final Replacement replacement;

    Lifecycle(
            Starter starter,
            Ledger ledger,
            JarStore jars,
            Board board,
            Approvals approvals,
            Outcomes outcomes,
            Replacement replacement) {
        this.starter = starter;
        this.ledger = ledger;
        this.jars = jars;
        this.board = board;
        this.approvals = approvals;
        this.outcomes = outcomes;
        this.replacement = replacement;
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
            outcomes.show(h, PluginState.LIVE, h.detail, h.fault);
        } else if (h.running != null) {
            replacement.replace(h, h.running, wanted);
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

    // Something else than the quarantined version may run: the one before it.
    private void quarantined(Hosted h, Ledger.Versions known, Ledger.Quarantine quarantine) {
        boolean other = known.live() != null && !known.live().equals(quarantine.hash());
        if (h.running != null && !h.running.jar().hash().equals(quarantine.hash())) {
            outcomes.show(h, PluginState.LIVE, quarantine.reason(), PluginFault.CRASHED);
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
            outcomes.stopping(h, false);
            starter.quiesce(h.key, running, false);
            h.running = null;
            starter.discard(h.key, running);
        }
        starter.stopped(h.key);
        outcomes.show(h, state, detail, fault);
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
        outcomes.stopping(h, true);
        starter.quiesce(h.key, running, true);
        try {
            outcomes.live(h, outcomes.start(h, running.jar(), running.bundle()), null);
            if (waits != null) {
                outcomes.show(h, PluginState.LIVE, waits.reason(), waits.fault());
            }
        } catch (Failure e) {
            h.running = null;
            starter.discard(h.key, running);
            outcomes.failed(h, running.jar(), e);
        }
    }

    /** Stops it because Dalbox stops: it stays installed, and comes back. */
    void halt(Hosted h, Hosted.Running running) {
        outcomes.stopping(h, false);
        starter.quiesce(h.key, running, false);
        h.running = null;
        outcomes.show(h, PluginState.STOPPED, null);
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
            outcomes.show(h, PluginState.LIVE, why.reason(), why.fault());
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
            outcomes.show(h, PluginState.LIVE, reason, fault);
        }
    }

    private void first(Hosted h, Stored jar) {
        outcomes.show(h, PluginState.INSTALLING, null);
        Bundle bundle;
        try {
            bundle = starter.prepare(h.key, jar);
        } catch (Failure e) {
            outcomes.failed(h, jar, e);
            return;
        }
        try {
            outcomes.live(h, outcomes.start(h, jar, bundle), null);
        } catch (Failure e) {
            starter.uninstall(h.key, bundle);
            outcomes.failed(h, jar, e);
        }
    }

    private void forgetRefusal(Hosted h) {
        ledger.versions(h.key)
                .ifPresent(
                        v -> ledger.versions(h.key, new Ledger.Versions(v.file(), v.live(), v.previous(), null, null)));
    }
}
