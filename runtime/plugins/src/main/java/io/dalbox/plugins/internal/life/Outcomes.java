package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What has become of a plugin or library: its row, what is remembered of it, and who is let in. Each step that the life cycle takes
 * ends here. One plugin is in the hands of one thread at a time.
 */
final class Outcomes {

    private final Starter starter;
    private final Inspectors inspectors;
    private final Ledger ledger;
    private final Board board;

    Outcomes(Starter starter, Inspectors inspectors, Ledger ledger, Board board) {
        this.starter = starter;
        this.inspectors = inspectors;
        this.ledger = ledger;
        this.board = board;
    }

    /** Starts a prepared version; nobody is let in yet. */
    Hosted.Running start(Hosted h, Stored jar, Bundle bundle) throws Failure {
        h.inspected = inspectors.inspect(h.key, bundle);
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

    /** Has a library in place. */
    void resolved(Hosted library, Hosted.Running next) {
        library.running = next;
        ledger.versions(library.key, versions(library, next.jar().hash(), null, null));
        show(library, PluginState.RESOLVED, null);
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
