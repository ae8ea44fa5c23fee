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

    Previewer(BundleContext context, Deployer deployer, Starter starter) {
        this.context = context;
        this.deployer = deployer;
        this.starter = starter;
    }

    Preview preview(Stored jar) {
        String key = jar.facts().key();
        Hosted.@Nullable Running running =
                Optional.ofNullable(deployer.find(key)).map(h -> h.running).orElse(null);
        Version version = jar.facts().version();
        Version now = running == null ? null : running.jar().facts().version();
        String reason = refusal(key, jar);
        return new Preview(
                key,
                jar.facts().name(),
                version.toString(),
                now == null ? null : now.toString(),
                reason == null ? change(jar, running) : Change.REFUSED,
                reason,
                running == null ? List.of() : refreshed(running.bundle()));
    }

    private @Nullable String refusal(String key, Stored jar) {
        if (context.getBundle(jar.location()) != null) {
            return null; // the very same jar is installed, so it resolves
        }
        try {
            starter.uninstall(key, starter.prepare(key, jar));
            return null;
        } catch (Failure e) {
            return e.getMessage();
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
