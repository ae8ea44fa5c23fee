package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.Plugins.Preview.Obstacle;
import io.dalbox.plugins.internal.guard.Failure;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Finds what is not to be replaced while the process runs: parts of the runtime, and code that a process loads only once. */
final class Obstacles {

    private final Starter starter;
    private final Predicate<Bundle> ours;

    /** {@code ours} tells the bundles that are plugins or libraries from those of the runtime. */
    Obstacles(Starter starter, Predicate<Bundle> ours) {
        this.starter = starter;
        this.ours = ours;
    }

    /** Returns what replacing a bundle would take along that must stay. */
    Optional<Obstacle> to(Bundle old) {
        return Stream.concat(Stream.of(old), starter.alsoRefreshed(old).stream())
                .flatMap(bundle -> kind(old, bundle).map(kind -> new Obstacle(kind, bundle.getSymbolicName())).stream())
                .findFirst();
    }

    /** Refuses to replace what something is in the way of. */
    void check(Bundle old) throws Failure {
        Obstacle obstacle = to(old).orElse(null);
        if (obstacle != null) {
            throw new Failure(PluginFault.RUNTIME, words(obstacle) + " It takes over at the next start of Dalbox.");
        }
    }

    private Optional<Obstacle.Kind> kind(Bundle old, Bundle bundle) {
        if (bundle.getHeaders().get(Constants.BUNDLE_NATIVECODE) != null) {
            return Optional.of(Obstacle.Kind.NATIVE);
        }
        return bundle == old || ours.test(bundle) ? Optional.empty() : Optional.of(Obstacle.Kind.RUNTIME);
    }

    private static String words(Obstacle obstacle) {
        return switch (obstacle.kind()) {
            case NATIVE ->
                "Replacing it would load the native code of " + obstacle.bundle()
                        + " anew, which a process does only once.";
            case RUNTIME -> "Replacing it would restart " + obstacle.bundle() + ", a part of the runtime.";
        };
    }
}
