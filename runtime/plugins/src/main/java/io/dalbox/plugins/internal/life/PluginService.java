package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.ContractWatcher;
import io.dalbox.plugins.JarRefused;
import io.dalbox.plugins.PluginDetail;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.Plugins;
import io.dalbox.plugins.internal.jar.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;

/** The plugins, for the rest of the core. */
public final class PluginService implements Plugins {

    /** A stop and a start with all their bounds. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    /** How long who asks for a plugin waits until it is known which ones there are. */
    private static final Duration SURVEY = Duration.ofSeconds(10);

    private static final Duration INSTALL_LIMIT = Duration.ofSeconds(15);

    private final PluginHost host;
    private final FolderChanges folder;
    private final Previewed previewed;

    /** A face of a host. */
    public PluginService(PluginHost host) {
        this.host = host;
        this.folder = new FolderChanges(host.places, host.intake, host.trash);
        this.previewed = new Previewed(host.jars);
    }

    @Override
    public List<PluginInfo> list() {
        return host.board.list();
    }

    @Override
    public Optional<PluginInfo> find(String id) {
        return host.board.find(id);
    }

    @Override
    public Optional<PluginInfo> findSettled(String id) {
        awaitSurvey();
        return Plugins.super.findSettled(id);
    }

    @Override
    public Optional<PluginInfo> examine(String id) {
        awaitSurvey();
        return find(id).map(this::withHealthOfNow);
    }

    private void awaitSurvey() {
        if (!host.deployer.awaitSurvey(SURVEY)) {
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE,
                    "Dalbox has just started and still looks which plugins there are. Try again in a moment.");
        }
    }

    // A component may break long after the start, as by new settings; so its health is looked at when somebody asks.
    private PluginInfo withHealthOfNow(PluginInfo row) {
        if (row.state() != PluginState.LIVE) {
            return row;
        }
        return bundle(row.id())
                .flatMap(bundle -> host.health.fault(row.id(), bundle))
                .map(fault -> row.withHealth("error", fault))
                .orElse(row);
    }

    private static void refuseLibrary(Hosted h) {
        if (h.library()) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "'" + h.key
                            + "' is a library: it is there as long as its file is. Remove the file, or replace it.");
        }
    }

    @Override
    public Optional<Bundle> bundle(String id) {
        return host.table.bundle(id);
    }

    @Override
    public PluginInfo install(InputStream jar, String fileName, String caller) {
        return install(folder.spool(jar, fileName), caller);
    }

    @Override
    public PluginInfo installPreviewed(String hash, String caller) {
        return install(folder.copy(previewed.jar(hash), previewed.name(hash)), caller);
    }

    private PluginInfo install(FolderChanges.Spooled spooled, String caller) {
        host.conductor.now(INSTALL_LIMIT, () -> {
            Catalog catalog = host.deployer.catalog();
            // Only administrators install: what they send they have seen.
            admit(spooled, caller);
            String name = folder.place(spooled, catalog);
            catalog.put(new Catalog.Entry(Catalog.DROPPED, name, spooled.jar()));
            host.ledger.history(spooled.key(), caller, "install " + name, "taken");
            host.deployer.reconcile();
            return name;
        });
        return row(spooled.key());
    }

    private void admit(FolderChanges.Spooled spooled, String caller) {
        try {
            host.approvals.admit(new Catalog.Entry(Catalog.DROPPED, spooled.name(), spooled.jar()), caller);
        } catch (JarRefused e) {
            FolderChanges.discard(spooled);
            throw e;
        }
    }

    /** Returns the jars of a plugin or library that were looked at lately and not installed. */
    List<Stored> previewed(String id) {
        return previewed.of(id);
    }

    @Override
    public Preview preview(InputStream jar, String fileName) {
        FolderChanges.Spooled spooled = folder.spool(jar, fileName);
        try {
            Preview preview =
                    host.conductor.now(INSTALL_LIMIT, () -> host.previewer.preview(spooled.jar(), spooled.name()));
            previewed.add(spooled);
            return preview;
        } finally {
            FolderChanges.discard(spooled);
        }
    }

    @Override
    public Preview previewWaiting(String id) {
        return host.conductor.now(INSTALL_LIMIT, () -> {
            Catalog.Entry entry = waiting(id).entry;
            return host.previewer.preview(entry.jar(), entry.file());
        });
    }

    @Override
    public PluginInfo approve(String id, String hash, String caller) {
        host.conductor.now(INSTALL_LIMIT, () -> {
            Hosted h = waiting(id);
            host.approvals.refusal(h.entry).ifPresent(why -> {
                throw new ActionException(ActionException.Kind.CONFLICT, why.reason());
            });
            if (!h.entry.jar().hash().equals(hash)) {
                throw new ActionException(
                        ActionException.Kind.CONFLICT,
                        "The file " + h.entry.file() + " holds another jar by now. Look at that one first.");
            }
            host.approvals.approve(hash, caller);
            host.ledger.history(id, caller, "approve " + h.entry.jar().facts().version(), "taken");
            host.deployer.apply(h);
            return id;
        });
        return row(id);
    }

    private Hosted waiting(String id) {
        Hosted h = host.deployer.find(id);
        if (h == null) {
            throw unknown(id);
        }
        if (!host.approvals.waits(h.entry)) {
            throw new ActionException(ActionException.Kind.CONFLICT, "Nothing of '" + id + "' waits for an approval.");
        }
        return h;
    }

    @Override
    public List<ContractWatcher.Affected> dependents(String id) {
        if (host.board.find(id).isEmpty()) {
            throw unknown(id);
        }
        return host.contracts.dependents(id);
    }

    @Override
    public PluginInfo enable(String id) {
        return change(id, h -> {
            refuseLibrary(h);
            host.ledger.enable(id, h.entry.source(), true);
            host.deployer.apply(h);
        });
    }

    @Override
    public PluginInfo disable(String id) {
        return change(id, h -> {
            refuseLibrary(h);
            host.ledger.enable(id, h.entry.source(), false);
            host.deployer.apply(h);
        });
    }

    @Override
    public PluginInfo restart(String id) {
        return change(id, h -> {
            refuseLibrary(h);
            if (h.state == PluginState.DISABLED) {
                throw new ActionException(
                        ActionException.Kind.CONFLICT, "The plugin '" + id + "' is disabled. Enable it first.");
            }
            host.lifecycle.restart(h);
        });
    }

    @Override
    public PluginInfo rollback(String id) {
        return change(id, h -> {
            if (h.previous == null) {
                throw new ActionException(
                        ActionException.Kind.CONFLICT, "There is no earlier version of '" + id + "' to go back to.");
            }
            folder.putBack(h.key, h.entry, h.previous, host.deployer.catalog());
            host.ledger.history(id, "host", "roll back to " + h.previous.facts().version(), "asked");
            host.deployer.reconcile();
        });
    }

    @Override
    public void uninstall(String id) {
        host.conductor.now(LIMIT, () -> {
            Catalog catalog = host.deployer.catalog();
            Optional<Catalog.Entry> dropped = catalog.droppedOwner(id);
            if (dropped.isPresent()) {
                host.trash.take(dropped.get().file());
                catalog.remove(dropped.get().file());
            } else if (host.deployer.find(id) != null) {
                throw new ActionException(
                        ActionException.Kind.CONFLICT,
                        "The plugin '" + id
                                + "' is shipped with Dalbox and cannot be uninstalled. Disable it instead.");
            } else if (catalog.plan().refused().containsKey(id)) {
                host.trash.take(id);
                catalog.remove(id);
            } else {
                throw unknown(id);
            }
            host.ledger.history(id, "host", "uninstall", "done");
            host.deployer.reconcile();
            return id;
        });
    }

    @Override
    public List<Removed> removed() {
        return host.trash.list();
    }

    @Override
    public PluginInfo restore(String id, String caller) {
        String key = host.conductor.now(LIMIT, () -> {
            Removed removed = host.trash.newest(id);
            Catalog catalog = host.deployer.catalog();
            catalog.droppedOwner(id).ifPresent(owner -> {
                throw new ActionException(
                        ActionException.Kind.CONFLICT,
                        "The file " + owner.file() + " holds '" + id + "' by now. Uninstall that one first.");
            });
            String name = host.trash.putBack(removed);
            folder.look(name, catalog);
            catalog.droppedOwner(id)
                    .ifPresent(entry -> host.approvals.approve(entry.jar().hash(), caller));
            host.ledger.history(id, caller, "restore " + name, "taken");
            host.deployer.reconcile();
            return id;
        });
        return row(key);
    }

    @Override
    public void purge(String file) {
        host.trash.purge(file);
    }

    @Override
    public Optional<PluginDetail> describe(String id) {
        return find(id).map(row -> host.describer.describe(id));
    }

    @Override
    public Optional<Lease> lease(String id) {
        return host.table.lease(id);
    }

    @Override
    public boolean settled() {
        return host.settled();
    }

    @Override
    public int leaks(String id) {
        return host.leaks.collect(id);
    }

    @Override
    public List<PluginDetail.Former> explainLeaks(String id) {
        if (find(id).isEmpty()) {
            throw unknown(id);
        }
        if (host.leaks.collect(id) > 0) {
            try {
                host.leaks.explain(host.heap());
            } catch (IOException e) {
                throw new ActionException(
                        ActionException.Kind.UNAVAILABLE,
                        "What is in the memory cannot be read: " + e.getMessage()
                                + ". Check the free space of the home's cache folder.");
            }
        }
        return host.leaks.describe(id);
    }

    @Override
    public Registration listen(BiConsumer<PluginInfo, Boolean> listener) {
        return host.board.listen(listener);
    }

    private PluginInfo change(String id, Consumer<Hosted> change) {
        host.conductor.now(LIMIT, () -> {
            Hosted h = host.deployer.find(id);
            if (h == null) {
                throw unknown(id);
            }
            change.accept(h);
            return id;
        });
        return row(id);
    }

    private PluginInfo row(String id) {
        return examine(id).orElseThrow(() -> unknown(id));
    }

    private static ActionException unknown(String id) {
        return new ActionException(ActionException.Kind.NOT_FOUND, "There is no plugin '" + id + "' here.");
    }
}
