package io.dalbox.web.internal.inbox;

import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened meanwhile and needs the owner's attention. Derived from the journal and from the plugins' states whenever somebody
 * asks, so that nothing is kept twice; only what a person has read and dismissed is kept. Thread-safe.
 */
public final class Inbox {

    /** Longer ago it is no news; the journal itself may keep less. */
    private static final Duration KEPT = Duration.ofDays(30);
    /** Of one type; what came before them is in the list of events. */
    private static final int MOST_OF_TYPE = 100;

    private static final int MOST = 200;

    private static final Map<String, String> KINDS = Map.of(
            "core.task.failed", "task",
            "core.delivery.dead", "delivery",
            "core.flow.cut", "flow",
            "core.plugin.changed", "flow",
            "core.compute.abandoned", "compute",
            "core.compute.out-of-memory", "compute");

    /** The kinds that a person may mute. */
    static final Set<String> ALL = Set.of("task", "delivery", "flow", "plugin", "compute");

    private final Journal journal;
    private final Supplier<List<PluginInfo>> plugins;
    private final SeenStore seen;
    private final Clock clock;

    /** An inbox over the journal and the plugins that there are. */
    public Inbox(Store store, Journal journal, Supplier<List<PluginInfo>> plugins, Clock clock) {
        this.journal = journal;
        this.plugins = plugins;
        this.seen = new SeenStore(store);
        this.clock = clock;
    }

    /** Returns what a person is told of, newest first; states that hold now come first of all. */
    List<Notification> of(String user) {
        Seen before = seen.of(user);
        List<Notification> all = new ArrayList<>();
        plugins.get().stream().filter(Inbox::inTrouble).forEach(plugin -> all.add(of(plugin, before)));
        Instant oldest = clock.instant().minus(KEPT);
        List<JournalEvent> events = new ArrayList<>();
        for (String type : KINDS.keySet()) {
            journal.newest(0, MOST_OF_TYPE, type).stream()
                    .filter(event -> !event.info().time().isBefore(oldest) && matters(event))
                    .forEach(events::add);
        }
        events.sort(Comparator.comparingLong(JournalEvent::sequence).reversed());
        events.forEach(event -> all.add(of(event, before)));
        return all.stream()
                .filter(one -> !before.muted().contains(one.kind())
                        && !before.dismissed().contains(one.id()))
                .limit(MOST)
                .toList();
    }

    List<String> muted(String user) {
        return seen.of(user).muted();
    }

    void readAll(String user) {
        // The sequence first: what comes meanwhile is news.
        long last = journal.last();
        List<String> troubles =
                plugins.get().stream().filter(Inbox::inTrouble).map(Inbox::name).toList();
        seen.change(user, before -> before.readAll(last, troubles));
    }

    void read(String user, List<String> ids) {
        seen.change(user, before -> before.reading(ids));
    }

    void dismiss(String user, List<String> ids) {
        seen.change(user, before -> before.dismissing(ids));
    }

    void mute(String user, List<String> kinds) {
        seen.change(user, before -> before.muting(kinds));
    }

    /** A plugin that was replaced is only news when it broke something. */
    private static boolean matters(JournalEvent event) {
        return !event.info().type().equals("core.plugin.changed")
                || !event.data().path("flows_broken").isEmpty();
    }

    private static boolean inTrouble(PluginInfo plugin) {
        return plugin.state() == PluginState.FAILED || plugin.state() == PluginState.QUARANTINED || waits(plugin);
    }

    /** A jar that waits for an approval, or for its signer to be trusted, also while the version before runs on. */
    private static boolean waits(PluginInfo plugin) {
        return plugin.fault() == PluginFault.UNAPPROVED || plugin.fault() == PluginFault.UNTRUSTED;
    }

    private static String word(PluginInfo plugin) {
        return (waits(plugin) ? PluginState.WAITING : plugin.state()).word();
    }

    private static String name(PluginInfo plugin) {
        // Of what waits the detail names the version; the row's is that of what runs.
        String which = waits(plugin) ? String.valueOf(plugin.detail()) : plugin.version();
        return "plugin/" + plugin.id() + "/" + which + "/" + word(plugin);
    }

    private static Notification of(PluginInfo plugin, Seen seen) {
        String id = name(plugin);
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("plugin", plugin.id()).put("name", plugin.name()).put("version", plugin.version());
        data.put("detail", plugin.detail());
        return new Notification(
                id, "plugin", word(plugin), null, data, seen.read().contains(id));
    }

    private static Notification of(JournalEvent event, Seen seen) {
        String id = event.info().id();
        String type = event.info().type();
        boolean read = event.sequence() <= seen.through() || seen.read().contains(id);
        return new Notification(
                id, KINDS.getOrDefault(type, "task"), type, event.info().time(), event.data(), read);
    }
}
