package io.dalbox.web.internal.stream;

import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.Flow;
import io.dalbox.flows.Flows;
import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.Plugins;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.Tasks;
import io.dalbox.web.internal.auth.Revocations;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Hears of every change once and passes it to all open streams, without ever waiting for one of them. Thread-safe. */
public final class Hub implements AutoCloseable {

    private static final int MOST_READERS = 64;
    private static final int MOST_WAITING = 1000;
    private static final int REMEMBERED = 500;

    private final String boot =
            Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    private final Journal journal;
    private final Recent recent = new Recent(REMEMBERED);
    private final Set<Reader> readers = new LinkedHashSet<>();
    private final Map<String, String> shownVersions = new HashMap<>();
    private final List<AutoCloseable> registrations = new ArrayList<>();
    private long number;
    private boolean closed;

    /** Begins to listen. */
    public Hub(
            Journal journal,
            Deliveries deliveries,
            Tasks tasks,
            Plugins plugins,
            Catalogue catalogue,
            Flows flows,
            Revocations revocations) {
        this.journal = journal;
        plugins.list().forEach(plugin -> shows(plugin, false));
        keep(journal.listen(this::event));
        keep(tasks.listen(this::task));
        keep(plugins.listen(this::plugin));
        keep(catalogue.listen(() -> tell(new Change.OfCatalogue())));
        keep(flows.listen(this::flow));
        keep(deliveries.listen(this::delivery));
        revocations.listen(affected -> end(affected::test));
    }

    /** Returns where a reader stands that has seen everything until now. */
    public String cursor() {
        return now().toString();
    }

    // The journal is asked without our lock: it calls us from its writer, and must never wait for itself.
    private Cursor now() {
        long sequence = journal.last();
        synchronized (this) {
            return new Cursor(sequence, boot, number);
        }
    }

    /**
     * Opens a reader.
     *
     * @param missed what it has to be told first; empty when that is no longer known
     */
    record Opened(Reader reader, Cursor now, Optional<List<Numbered>> missed) {}

    Opened open(Caller caller, Cursor from) {
        Cursor now = now();
        synchronized (this) {
            if (closed || readers.size() >= MOST_READERS) {
                throw ProblemException.unavailable("There are " + MOST_READERS + " open streams already.", 10);
            }
            Reader reader = new Reader(caller, MOST_WAITING);
            readers.add(reader);
            return new Opened(reader, now, from.boot().equals(boot) ? recent.since(from.number()) : Optional.empty());
        }
    }

    synchronized void remove(Reader reader) {
        readers.remove(reader);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable registration : registrations.reversed()) {
            registration.close();
        }
        synchronized (this) {
            closed = true;
        }
        end(caller -> true);
    }

    private synchronized void end(Predicate<Caller> affected) {
        readers.stream().filter(reader -> affected.test(reader.caller())).forEach(Reader::close);
    }

    private synchronized void event(JournalEvent event) {
        Numbered change = new Numbered(0, new Change.OfEvent(event));
        readers.forEach(reader -> reader.add(change));
    }

    /** Tells the other pages of a user that the sidebar or the home page is arranged differently now. */
    public void arranged(String user) {
        tell(new Change.OfArrangement(user));
    }

    private void task(Task task, boolean removed) {
        tell(new Change.OfTask(task, removed));
    }

    private void flow(Flow flow, boolean removed) {
        tell(new Change.OfFlow(flow, removed));
    }

    private void delivery(DeliveryRecord delivery) {
        tell(new Change.OfDelivery(delivery));
    }

    private synchronized void plugin(PluginInfo plugin, boolean removed) {
        tell(new Change.OfPlugin(plugin, removed));
        if (shows(plugin, removed)) {
            tell(new Change.OfPages(plugin.id()));
        }
    }

    private synchronized void tell(Change change) {
        number++;
        Numbered numbered = new Numbered(number, change);
        recent.add(numbered);
        readers.forEach(reader -> reader.add(numbered));
    }

    // Pages are there while a plugin is live; another version may have others.
    private boolean shows(PluginInfo plugin, boolean removed) {
        boolean live = !removed && plugin.state() == PluginState.LIVE;
        String before = live ? shownVersions.put(plugin.id(), plugin.version()) : shownVersions.remove(plugin.id());
        return live || before != null;
    }

    private void keep(AutoCloseable registration) {
        registrations.add(registration);
    }
}
