package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.jar.JarStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what runs equal to what the catalog says. Only used by the conductor's thread, except for {@link #awaitSurvey}. */
final class Deployer {

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final Catalog catalog = new Catalog();
    private final Map<String, Hosted> hosted = new LinkedHashMap<>();
    private final SideBySide sideBySide = new SideBySide();
    private final Lifecycle lifecycle;
    private final Libraries libraries;
    private final Board board;
    private final Ledger ledger;
    private final JarStore jars;
    private final Starter starter;
    private final boolean safe;
    private final CountDownLatch surveyed = new CountDownLatch(1);
    private Set<String> refusedRows = Set.of();

    Deployer(
            Lifecycle lifecycle,
            Libraries libraries,
            Starter starter,
            Board board,
            Ledger ledger,
            JarStore jars,
            boolean safe) {
        this.lifecycle = lifecycle;
        this.libraries = libraries;
        this.starter = starter;
        this.board = board;
        this.ledger = ledger;
        this.jars = jars;
        this.safe = safe;
    }

    Catalog catalog() {
        return catalog;
    }

    @Nullable
    Hosted find(String id) {
        return hosted.get(id);
    }

    Collection<Hosted> all() {
        return hosted.values();
    }

    /** Removes bundles that the framework kept from its last run and nobody wants any more. */
    void sweep(BundleContext context) {
        Set<String> wanted = new HashSet<>();
        catalog.plan().owners().values().forEach(e -> wanted.add(e.jar().location()));
        for (Bundle bundle : context.getBundles()) {
            if (jars.owns(bundle.getLocation()) && !wanted.contains(bundle.getLocation())) {
                starter.uninstall(String.valueOf(bundle.getSymbolicName()), bundle);
            }
        }
        starter.tidy();
    }

    /**
     * Brings everything in line with the catalog. What changed since the last time is one change: libraries go first, together with
     * the plugins that use them, and all that was replaced goes with one refresh.
     */
    void reconcile() {
        Catalog.Plan plan = catalog.plan();
        List<Hosted> gone = new ArrayList<>(hosted.values())
                .reversed().stream()
                        .filter(h -> !plan.owners().containsKey(h.key))
                        .toList();
        gone.forEach(h -> hosted.remove(h.key));
        gone.stream().filter(h -> !h.library()).forEach(lifecycle::remove);
        Set<Hosted> changed = adopt(plan.owners().values());
        boolean libraryCame = false;
        if (safe) {
            changed.forEach(this::apply);
            gone.stream().filter(Hosted::library).forEach(lifecycle::remove);
        } else {
            gone.stream().filter(Hosted::library).forEach(h -> libraries.remove(h, hosted.values()));
            List<Hosted> came = changed.stream().filter(Hosted::library).toList();
            libraryCame = !came.isEmpty();
            changed.removeAll(came);
            changed.removeAll(libraries.apply(came, hosted.values()));
            List<Hosted> replaced =
                    changed.stream().filter(h -> h.running != null).toList();
            changed.removeAll(replaced);
            // Not before the libraries are in place, of which a plugin must get the newest.
            starter.resolveTogether(changed.stream().map(h -> h.entry.jar()).toList());
            sideBySide.each(changed, this::apply);
            replaced.forEach(this::apply);
        }
        if (libraryCame) {
            retryFailed();
        }
        refusals(plan.refused());
    }

    private Set<Hosted> adopt(Collection<Catalog.Entry> entries) {
        Set<Hosted> changed = new LinkedHashSet<>();
        for (Catalog.Entry entry : entries) {
            Hosted h = hosted.computeIfAbsent(entry.key(), key -> new Hosted(entry));
            if (h.fresh || !h.entry.equals(entry)) {
                if (h.fresh) {
                    // Whose turn has not come yet is not unknown.
                    board.put(h.row());
                }
                h.fresh = false;
                h.entry = entry;
                changed.add(h);
            }
        }
        endSurvey();
        return changed;
    }

    /** Lets those go on who wait for it; called also when it failed, since nothing better will be known. */
    void endSurvey() {
        surveyed.countDown();
    }

    /** Waits until there is a row for each plugin that the folders held at the start; returns whether that is so. */
    boolean awaitSurvey(Duration limit) {
        try {
            return surveyed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Deletes jars that nothing can come back to. */
    void collectJars() {
        Set<String> keep = ledger.hashes();
        catalog.plan().owners().values().forEach(e -> keep.add(e.jar().hash()));
        for (Hosted h : hosted.values()) {
            Optional.ofNullable(h.running).ifPresent(r -> keep.add(r.jar().hash()));
        }
        try {
            jars.keepOnly(keep);
            ledger.keepSignatures(keep);
        } catch (IOException e) {
            LOG.warn("Jars that are no longer used could not be deleted: {}", e.toString());
        }
    }

    /** Applies again, as after a change of the owner's mind. */
    void apply(Hosted h) {
        if (safe) {
            lifecycle.stop(
                    h,
                    PluginState.STOPPED,
                    "Dalbox runs in safe mode, without plugins. Start it without safe mode to run them.",
                    PluginFault.SAFE);
        } else if (h.library()) {
            libraries.apply(List.of(h), hosted.values());
        } else {
            h.shipped = catalog.shippedOwner(h.key).map(Catalog.Entry::jar).orElse(null);
            lifecycle.apply(h);
        }
    }

    /** Looks again at what only its signature kept out, as after a change of whom is trusted. */
    void retryUntrusted() {
        boolean libraryCame = false;
        for (Hosted h : hosted.values()) {
            if (h.fault != null && h.fault.ofSignature()) {
                apply(h);
                libraryCame |= h.library() && h.fault == null;
            }
        }
        if (libraryCame) {
            retryFailed();
        }
    }

    private void retryFailed() {
        for (Hosted h : hosted.values()) {
            if (h.state == PluginState.FAILED) {
                apply(h);
            }
        }
    }

    private void refusals(Map<String, Objection> refused) {
        for (String file : refusedRows) {
            if (!refused.containsKey(file)) {
                board.remove(file);
            }
        }
        refused.forEach((file, objection) -> board.put(refusal(file, objection)));
        refusedRows = Set.copyOf(refused.keySet());
    }

    private static PluginInfo refusal(String file, Objection objection) {
        return new PluginInfo(
                file,
                file,
                "",
                null,
                null,
                null,
                null,
                "plugin",
                PluginState.FAILED,
                "error",
                objection.reason(),
                objection.fault(),
                Catalog.DROPPED,
                file,
                false,
                0,
                null,
                List.of());
    }
}
