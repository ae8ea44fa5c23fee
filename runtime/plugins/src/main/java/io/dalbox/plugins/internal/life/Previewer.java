package io.dalbox.plugins.internal.life;

import io.dalbox.plugin.DeclaredAccess;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.PluginInspector;
import io.dalbox.plugins.Plugins.Preview;
import io.dalbox.plugins.Plugins.Preview.Change;
import io.dalbox.plugins.Plugins.Preview.Changes;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.jar.Stored;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** Works out what a jar would change, without changing it. Only used by the conductor's thread. */
final class Previewer {

    private static final int MOST_TASKS = 100;

    private final BundleContext context;
    private final Deployer deployer;
    private final Starter starter;
    private final Inspectors inspectors;
    private final Obstacles obstacles;
    private final Contracts contracts;
    private final Actions actions;
    private final Tasks tasks;
    private final BiFunction<String, Bundle, Set<String>> settings;
    private final Approvals approvals;
    private final Signatures signatures;

    /** {@code settings} names the settings of a bundle. */
    Previewer(
            BundleContext context,
            Deployer deployer,
            Starter starter,
            Inspectors inspectors,
            Obstacles obstacles,
            Contracts contracts,
            Actions actions,
            Tasks tasks,
            BiFunction<String, Bundle, Set<String>> settings,
            Approvals approvals,
            Signatures signatures) {
        this.context = context;
        this.deployer = deployer;
        this.starter = starter;
        this.inspectors = inspectors;
        this.obstacles = obstacles;
        this.contracts = contracts;
        this.actions = actions;
        this.tasks = tasks;
        this.settings = settings;
        this.approvals = approvals;
        this.signatures = signatures;
    }

    /** {@code file} is the name that the jar has or would have in the folder. */
    Preview preview(Stored jar, String file) {
        String key = jar.facts().key();
        Hosted.@Nullable Running running =
                Optional.ofNullable(deployer.find(key)).map(h -> h.running).orElse(null);
        Version version = jar.facts().version();
        Version now = running == null ? null : running.jar().facts().version();
        Seen before = running == null || jar.facts().plugin().isEmpty() ? Seen.NONE : seen(key, running.bundle());
        Candidate candidate = judged(candidate(key, jar), new Catalog.Entry(Catalog.DROPPED, file, jar));
        String reason = candidate.reason;
        Change change = reason == null ? change(jar, running) : Change.REFUSED;
        return new Preview(
                jar.hash(),
                key,
                jar.facts().name(),
                jar.facts().plugin().isPresent() ? "plugin" : "library",
                version.toString(),
                signatures.shown(jar),
                now == null ? null : now.toString(),
                change,
                reason,
                candidate.fault,
                running == null ? List.of() : refreshed(running.bundle()),
                running == null || change == Change.NONE
                        ? null
                        : obstacles.to(running.bundle()).orElse(null),
                candidate.change.actions(),
                candidate.change.events(),
                Changes.between(before.settings, candidate.seen.settings),
                Changes.between(before.look.pages(), candidate.seen.look.pages()),
                candidate.change.broken(),
                running == null ? List.of() : cut(key),
                candidate.seen.access,
                candidate.seen.look.problems());
    }

    private record Candidate(
            @Nullable String reason, @Nullable PluginFault fault, ContractChange change, Seen seen) {}

    // Before anything else that may be wrong with it: whether it is let in at all.
    private Candidate judged(Candidate resolved, Catalog.Entry entry) {
        return approvals
                .refusal(entry)
                .map(why -> new Candidate(why.reason(), why.fault(), resolved.change, resolved.seen))
                .orElse(resolved);
    }

    /** What can be seen of a resolved bundle without entering it. */
    private record Seen(
            Set<String> settings,
            PluginInspector.Look look,
            @Nullable DeclaredAccess access) {
        static final Seen NONE = new Seen(Set.of(), new PluginInspector.Look(List.of(), List.of()), null);
    }

    private Seen seen(String key, Bundle bundle) {
        return new Seen(
                settings.apply(key, bundle),
                inspectors.look(key, bundle),
                DeclaredAccess.of(bundle).orElse(null));
    }

    private Candidate candidate(String key, Stored jar) {
        Bundle installed = context.getBundle(jar.location());
        if (installed != null) {
            // The very same jar is installed, so it resolves.
            return of(key, jar, installed);
        }
        Bundle bundle;
        try {
            bundle = starter.prepare(key, jar);
        } catch (Failure e) {
            return new Candidate(e.getMessage(), e.fault(), ContractChange.NONE, Seen.NONE);
        }
        try {
            return of(key, jar, bundle);
        } finally {
            starter.uninstall(key, bundle);
        }
    }

    private Candidate of(String key, Stored jar, Bundle bundle) {
        if (jar.facts().plugin().isEmpty()) {
            return new Candidate(null, null, ContractChange.NONE, Seen.NONE);
        }
        ContractChange change = contracts.to(key, bundle);
        PluginFault fault = change.refusal().isPresent() ? PluginFault.BREAKING : null;
        return new Candidate(change.refusal().orElse(null), fault, change, seen(key, bundle));
    }

    private List<String> cut(String plugin) {
        Set<String> once = actions.of(plugin).stream()
                .filter(action -> action.longRunning() && !action.resumable())
                .map(Actions.Description::name)
                .collect(Collectors.toSet());
        return once.isEmpty()
                ? List.of()
                : tasks.list(TaskState.RUNNING, plugin, MOST_TASKS, null).items().stream()
                        .filter(task -> once.contains(task.action()))
                        .map(task -> task.title() == null ? task.action() : task.title())
                        .toList();
    }

    private static Change change(Stored jar, Hosted.@Nullable Running running) {
        if (running == null) {
            return Change.INSTALL;
        }
        if (running.jar().hash().equals(jar.hash())) {
            return Change.NONE;
        }
        boolean older = jar.facts().version().compareTo(running.jar().facts().version()) < 0;
        return older ? Change.DOWNGRADE : Change.UPDATE;
    }

    private List<String> refreshed(Bundle bundle) {
        return starter.alsoRefreshed(bundle).stream()
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
    }
}
