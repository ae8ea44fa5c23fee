package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.jar.Stored;
import org.osgi.framework.Bundle;

/**
 * Puts one version of a plugin in the place of another, and the other one back when that does not go well. Only used by the
 * conductor's thread.
 */
final class Replacement {

    private final Starter starter;
    private final Contracts contracts;
    private final Outcomes outcomes;
    private final Probation probation;
    private final Obstacles obstacles;

    Replacement(Starter starter, Contracts contracts, Outcomes outcomes, Probation probation, Obstacles obstacles) {
        this.starter = starter;
        this.contracts = contracts;
        this.outcomes = outcomes;
        this.probation = probation;
        this.obstacles = obstacles;
    }

    /** Replaces the version that runs, unless the other one does not resolve, start or stay well. */
    void replace(Hosted h, Hosted.Running old, Stored jar) {
        Bundle bundle;
        ContractChange change;
        try {
            obstacles.check(old.bundle());
            bundle = starter.prepare(h.key, jar);
            change = compatible(h, bundle);
        } catch (Failure e) {
            outcomes.refused(h, old, jar, e);
            return;
        }
        outcomes.stopping(h, true);
        starter.quiesce(h.key, old, true);
        contracts.replacing(h.key, change);
        try {
            Hosted.Running next = outcomes.start(h, jar, bundle);
            h.previous = old.jar();
            h.hints = change.hints(next.version());
            outcomes.live(h, next, null);
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

    /** What does not fit is uninstalled again. */
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
            outcomes.show(h, PluginState.LIVE, Words.message(why), why.fault());
            return;
        }
        ContractChange change = contracts.to(h.key, bundle);
        outcomes.stopping(h, true);
        starter.quiesce(h.key, bad, true);
        contracts.replacing(h.key, change);
        h.previous = null;
        try {
            Hosted.Running again = outcomes.start(h, good, bundle);
            outcomes.live(h, again, null);
            contracts.changed(h.key, again.version(), bad.version(), change);
            starter.discard(h.key, bad);
            outcomes.refused(h, again, bad.jar(), why);
        } catch (Failure e) {
            starter.discard(h.key, new Hosted.Running(good, bundle, null));
            starter.discard(h.key, bad);
            h.running = null;
            outcomes.failed(h, bad.jar(), why);
        }
    }

    private void back(Hosted h, Hosted.Running old, Stored jar, Failure why) {
        try {
            h.running = null;
            Hosted.Running again = outcomes.start(h, old.jar(), old.bundle());
            outcomes.live(h, again, null);
            outcomes.refused(h, again, jar, why);
        } catch (Failure e) {
            starter.discard(h.key, old);
            outcomes.failed(
                    h,
                    jar,
                    new Failure(
                            why.fault(),
                            Words.message(why) + " Version " + old.jar().facts().version()
                                    + ", which ran before, could not be started again either: " + Words.message(e)));
        }
    }

    /** Starts a version in the framework, without showing it yet; after a failure nothing of it is left. */
    Hosted.Running begin(Hosted h, Stored jar) throws Failure {
        Bundle bundle = starter.prepare(h.key, jar);
        compatible(h, bundle);
        try {
            return outcomes.start(h, jar, bundle);
        } catch (Failure e) {
            starter.uninstall(h.key, bundle);
            throw e;
        }
    }
}
