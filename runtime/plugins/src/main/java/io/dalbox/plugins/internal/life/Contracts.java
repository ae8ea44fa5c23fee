package io.dalbox.plugins.internal.life;

import io.dalbox.events.EventTypes;
import io.dalbox.plugins.ContractWatcher.Affected;
import io.dalbox.plugins.ContractWatcher.Contract;
import io.dalbox.plugins.internal.actions.ActionTable;
import io.dalbox.plugins.internal.actions.ContractReader;
import io.dalbox.plugins.internal.actions.Core;
import java.util.List;
import org.osgi.framework.Bundle;

/** What plugins offer and would offer, and who is concerned by the difference. */
final class Contracts {

    private final EventTypes types;
    private final ActionTable table;
    private final ContractReader reader;
    private final Watchers watchers;
    private final Ledger ledger;
    private final PluginEvents events;

    Contracts(Core core, ActionTable table, Ledger ledger) {
        this.types = core.eventTypes();
        this.table = table;
        this.reader = new ContractReader(core.schemas());
        this.watchers = new Watchers(core.context());
        this.ledger = ledger;
        this.events = new PluginEvents(core.journal(), core.eventTypes(), core.schemas(), core.lanes());
    }

    /** Compares what a plugin offers now, if anything, with what a resolved bundle would offer. */
    ContractChange to(String plugin, Bundle candidate) {
        Contract next = reader.read(plugin, candidate);
        return ContractChange.between(offered(plugin), next, watchers.affected(plugin, next));
    }

    /** Returns what would no longer work without a plugin. */
    List<Affected> dependents(String plugin) {
        return watchers.affected(plugin, null);
    }

    /** Tells the watchers, while neither version runs. */
    void replacing(String plugin, ContractChange change) {
        if (change.any()) {
            watchers.replacing(plugin, change.after());
        }
    }

    /** Tells the watchers that the former version comes back. */
    void restoring(String plugin, ContractChange change) {
        if (change.any()) {
            watchers.replacing(plugin, change.before());
        }
    }

    /** Notes and publishes that the change was made. */
    void changed(String plugin, String version, String previous, ContractChange change) {
        if (change.any()) {
            ledger.history(plugin, "host", "contract of " + version, change.words());
        }
        events.changed(change.event(plugin, version, previous));
    }

    private Contract offered(String plugin) {
        List<EventTypes.Type> own =
                types.all().stream().filter(type -> type.owner().equals(plugin)).toList();
        return new Contract(table.of(plugin), own);
    }
}
