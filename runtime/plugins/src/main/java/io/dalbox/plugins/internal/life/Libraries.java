package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Library bundles: installed and resolved, never started by the host. A library is replaced together with the plugins that are wired
 * to it. Only used by the conductor's thread.
 */
final class Libraries {

    private final Starter starter;
    private final Lifecycle lifecycle;
    private final Outcomes outcomes;
    private final Obstacles obstacles;
    private final Ledger ledger;
    private final JarStore jars;
    private final Approvals approvals;
    private final LibrarySwap swap;

    Libraries(
            Starter starter,
            Lifecycle lifecycle,
            Outcomes outcomes,
            Replacement replacement,
            Obstacles obstacles,
            Ledger ledger,
            JarStore jars,
            Approvals approvals) {
        this.starter = starter;
        this.lifecycle = lifecycle;
        this.outcomes = outcomes;
        this.obstacles = obstacles;
        this.ledger = ledger;
        this.jars = jars;
        this.approvals = approvals;
        this.swap = new LibrarySwap(starter, lifecycle, outcomes, replacement, ledger);
    }

    /**
     * Installs libraries that came together, or their new versions.
     *
     * @return the plugins that were brought to what the folder holds along with them
     */
    Set<Hosted> apply(Collection<Hosted> changed, Collection<Hosted> all) {
        Map<Hosted, Hosted.Running> candidates = new LinkedHashMap<>();
        for (Hosted h : changed) {
            Stored wanted = wanted(h);
            @Nullable Objection objection = approvals.objection(h.entry).orElse(null);
            if (h.running != null && h.running.jar().hash().equals(wanted.hash())) {
                outcomes.show(h, PluginState.RESOLVED, h.detail, h.fault);
            } else if (objection != null && wanted.equals(h.entry.jar())) {
                PluginState state = h.running == null ? objection.state() : PluginState.RESOLVED;
                outcomes.show(h, state, objection.reason(), objection.fault());
            } else {
                install(h, wanted, candidates);
            }
        }
        resolve(candidates);
        List<Hosted> users = users(candidates.keySet(), all);
        if (!users.isEmpty()) {
            return swap.swap(candidates, users);
        }
        candidates.forEach(this::take);
        return Set.of();
    }

    /** Uninstalls a library; plugins that need it fail with the reason. */
    void remove(Hosted h, Collection<Hosted> all) {
        List<Hosted> users = users(List.of(h), all);
        users.forEach(user -> lifecycle.stop(user, PluginState.STOPPED, "Its library " + h.key + " was removed."));
        if (h.running != null) {
            starter.discard(h.key, h.running);
            starter.tidy();
            h.running = null;
        }
        lifecycle.remove(h);
        users.forEach(lifecycle::apply);
    }

    // What was refused in an earlier run is not tried at each start.
    private Stored wanted(Hosted h) {
        Stored jar = h.entry.jar();
        return h.running != null
                ? jar
                : ledger.versions(h.key)
                        .filter(known -> jar.hash().equals(known.refused()))
                        .flatMap(known -> jars.find(known.live()))
                        .orElse(jar);
    }

    private void install(Hosted h, Stored jar, Map<Hosted, Hosted.Running> candidates) {
        try {
            if (h.running != null) {
                obstacles.check(h.running.bundle());
            }
            candidates.put(h, new Hosted.Running(jar, starter.install(jar), null));
        } catch (Failure e) {
            refused(h, jar, e);
        }
    }

    // All are installed by now, since they may need each other.
    private void resolve(Map<Hosted, Hosted.Running> candidates) {
        for (Map.Entry<Hosted, Hosted.Running> candidate : List.copyOf(candidates.entrySet())) {
            try {
                starter.resolve(candidate.getValue().bundle());
            } catch (Failure e) {
                candidates.remove(candidate.getKey());
                starter.uninstall(candidate.getKey().key, candidate.getValue().bundle());
                refused(candidate.getKey(), candidate.getValue().jar(), e);
            }
        }
    }

    private void refused(Hosted h, Stored jar, Failure why) {
        if (h.running == null) {
            outcomes.show(h, PluginState.FAILED, Words.message(why), why.fault());
        } else {
            outcomes.refused(h, h.running, jar, why);
        }
    }

    private void take(Hosted h, Hosted.Running next) {
        if (h.running != null) {
            starter.discard(h.key, h.running);
        }
        outcomes.resolved(h, next);
    }

    private List<Hosted> users(Collection<Hosted> libraries, Collection<Hosted> all) {
        Collection<Bundle> wired = new ArrayList<>();
        for (Hosted h : libraries) {
            if (h.running != null) {
                wired.addAll(starter.alsoRefreshed(h.running.bundle()));
            }
        }
        return all.stream()
                .filter(h -> !h.library() && h.running != null && wired.contains(h.running.bundle()))
                .collect(Collectors.toList());
    }
}
