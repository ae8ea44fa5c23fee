package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.internal.actions.Contributions;
import io.dalbox.plugins.internal.jar.JarFacts;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** One plugin or library as the life cycle handles it. Touched by the conductor's thread, or by one that it waits for. */
final class Hosted {

    final String key;
    Catalog.Entry entry;

    /** Whether nothing was done with it yet. */
    boolean fresh = true;

    @Nullable
    Running running;

    @Nullable
    Stored previous;

    /** What comes with Dalbox and would run if the drop folder had no jar of it. */
    @Nullable
    Stored shipped;

    PluginState state = PluginState.INSTALLING;

    @Nullable
    String detail;

    @Nullable
    PluginFault fault;

    int leaks;
    List<PluginInfo.Problem> inspected = List.of();

    /** What its last replacement broke elsewhere. */
    List<PluginInfo.Problem> hints = List.of();

    Hosted(Catalog.Entry entry) {
        this.key = entry.key();
        this.entry = entry;
    }

    /** A version that is installed and, unless it is a library, started. */
    record Running(Stored jar, Bundle bundle, @Nullable Contributions contributions) {
        String version() {
            return jar.facts().version().toString();
        }
    }

    boolean library() {
        return entry.jar().facts().pluginId() == null;
    }

    PluginInfo row() {
        Running now = running;
        JarFacts facts = now == null ? entry.jar().facts() : now.jar.facts();
        List<PluginInfo.Problem> problems = new ArrayList<>(inspected);
        if (now != null && now.contributions != null) {
            problems.addAll(now.contributions.problems());
        }
        problems.addAll(hints);
        return new PluginInfo(
                key,
                facts.name(),
                facts.version().toString(),
                facts.description(),
                facts.author(),
                facts.homepage(),
                facts.icon(),
                library() ? "library" : "plugin",
                state,
                health(),
                detail,
                fault,
                entry.source(),
                entry.file(),
                false,
                leaks,
                previous == null ? null : previous.facts().version().toString(),
                List.copyOf(problems));
    }

    private String health() {
        return switch (state) {
            case LIVE -> "ok";
            case FAILED, QUARANTINED -> "error";
            case RESOLVED -> library() ? "ok" : "unknown";
            case INSTALLING, STARTING, STOPPING, STOPPED, DISABLED, WAITING -> "unknown";
        };
    }
}
