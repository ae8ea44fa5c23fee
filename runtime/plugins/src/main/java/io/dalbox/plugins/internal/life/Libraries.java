package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Library bundles: installed and resolved, never started by the host. Plugins that are wired to a library are stopped before
 * it changes and started after. Only used by the conductor's thread.
 */
final class Libraries {

    private final Starter starter;
    private final Lifecycle lifecycle;
    private final Approvals approvals;

    Libraries(Starter starter, Lifecycle lifecycle, Approvals approvals) {
        this.starter = starter;
        this.lifecycle = lifecycle;
        this.approvals = approvals;
    }

    /** Installs a library, or its new version. */
    void apply(Hosted h, Collection<Hosted> all) {
        Hosted.Running old = h.running;
        if (old != null && old.jar().hash().equals(h.entry.jar().hash())) {
            lifecycle.show(h, PluginState.RESOLVED, h.detail, h.fault);
            return;
        }
        @Nullable Objection objection = approvals.objection(h.entry).orElse(null);
        if (objection != null) {
            PluginState state = old == null ? objection.state() : PluginState.RESOLVED;
            lifecycle.show(h, state, objection.reason(), objection.fault());
            return;
        }
        List<Hosted> users = old == null ? List.of() : users(old.bundle(), all);
        users.forEach(
                user -> lifecycle.stop(user, PluginState.STOPPED, "Its library " + h.key + " is being replaced."));
        if (old != null) {
            starter.discard(h.key, old);
            h.running = null;
        }
        try {
            Bundle bundle = starter.prepare(h.key, h.entry.jar());
            h.running = new Hosted.Running(h.entry.jar(), bundle, null);
            lifecycle.show(h, PluginState.RESOLVED, null);
        } catch (Failure e) {
            lifecycle.show(h, PluginState.FAILED, Words.message(e), e.fault());
        }
        users.forEach(lifecycle::apply);
    }

    /** Uninstalls a library; plugins that need it fail with the reason. */
    void remove(Hosted h, Collection<Hosted> all) {
        Hosted.Running old = h.running;
        List<Hosted> users = old == null ? List.of() : users(old.bundle(), all);
        users.forEach(user -> lifecycle.stop(user, PluginState.STOPPED, "Its library " + h.key + " was removed."));
        if (old != null) {
            starter.discard(h.key, old);
            h.running = null;
        }
        lifecycle.remove(h);
        users.forEach(lifecycle::apply);
    }

    private List<Hosted> users(Bundle library, Collection<Hosted> all) {
        Collection<Bundle> wired = starter.alsoRefreshed(library);
        return all.stream()
                .filter(h -> !h.library() && h.running != null && wired.contains(h.running.bundle()))
                .toList();
    }
}
