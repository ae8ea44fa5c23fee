package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.Plugins.Preview;
import io.dalbox.plugins.Plugins.Preview.Change;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.jar.Stored;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** Works out what a jar would change, without changing it. Only used by the conductor's thread. */
final class Previewer {

    private final BundleContext context;
    private final Deployer deployer;
    private final Starter starter;
    private final Contracts contracts;

    Previewer(BundleContext context, Deployer deployer, Starter starter, Contracts contracts) {
        this.context = context;
        this.deployer = deployer;
        this.starter = starter;
        this.contracts = contracts;
    }

    Preview preview(Stored jar) {
        String key = jar.facts().key();
        Hosted.@Nullable Running running =
                Optional.ofNullable(deployer.find(key)).map(h -> h.running).orElse(null);
        Version version = jar.facts().version();
        Version now = running == null ? null : running.jar().facts().version();
        Candidate candidate = candidate(key, jar);
        String reason = candidate.reason;
        return new Preview(
                key,
                jar.facts().name(),
                version.toString(),
                now == null ? null : now.toString(),
                reason == null ? change(jar, running) : Change.REFUSED,
                reason,
                running == null ? List.of() : refreshed(running.bundle()),
                candidate.change.actions(),
                candidate.change.events(),
                candidate.change.broken());
    }

    private record Candidate(@Nullable String reason, ContractChange change) {}

    private Candidate candidate(String key, Stored jar) {
        Bundle installed = context.getBundle(jar.location());
        if (installed != null) {
            // The very same jar is installed, so it resolves.
            return new Candidate(null, contracts.to(key, installed));
        }
        Bundle bundle;
        try {
            bundle = starter.prepare(key, jar);
        } catch (Failure e) {
            return new Candidate(e.getMessage(), ContractChange.NONE);
        }
        try {
            ContractChange change = jar.facts().plugin().isPresent() ? contracts.to(key, bundle) : ContractChange.NONE;
            return new Candidate(change.refusal().orElse(null), change);
        } finally {
            starter.uninstall(key, bundle);
            starter.refresh(List.of(bundle));
        }
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
