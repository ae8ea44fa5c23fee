package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.jar.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** What the framework does with bundles before any of their code runs: install, resolve, refresh, with reasons for people. */
final class Wirings {

    private static final Pattern PACKAGE = Pattern.compile("\\(" + PackageNamespace.PACKAGE_NAMESPACE + "=([^)]+)\\)");
    private static final Pattern LOWEST = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Duration REFRESH_LIMIT = Duration.ofSeconds(10);

    private final BundleContext context;
    private final FrameworkWiring wiring;
    private final UsageCounts usages;

    Wirings(BundleContext context) {
        this.context = context;
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        this.wiring = framework.adapt(FrameworkWiring.class);
        this.usages = new UsageCounts(framework);
    }

    /** Installs from the store; the same jar twice is the same bundle. */
    Bundle install(Stored jar) throws Failure {
        try {
            return context.installBundle(jar.location());
        } catch (BundleException | RuntimeException e) {
            throw new Failure(PluginFault.UNSUITABLE, "The framework does not take the jar: " + e.getMessage() + ".");
        }
    }

    /**
     * Resolves without starting.
     *
     * @throws Failure naming what is missing
     */
    void resolve(Bundle bundle) throws Failure {
        boolean fragment = revision(bundle).getTypes() == BundleRevision.TYPE_FRAGMENT;
        if (!wiring.resolveBundles(List.of(bundle)) && !fragment) {
            throw new Failure(PluginFault.MISSING, reason(bundle));
        }
    }

    /**
     * Resolves as many of these jars as can be, of those that the framework has installed: it answers one question about many in far
     * less time than one about each. What cannot be resolved stays as it is, and says why when {@link #resolve} asks for it alone.
     */
    void resolveTogether(Collection<Stored> jars) {
        List<Bundle> installed = jars.stream()
                .map(jar -> context.getBundle(jar.location()))
                .filter(Objects::nonNull)
                .toList();
        if (!installed.isEmpty()) {
            wiring.resolveBundles(installed);
        }
    }

    /** Uninstalls; a bundle that is already gone is as wanted. */
    void uninstall(@Nullable Bundle bundle) {
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            throw new IllegalStateException("The framework cannot uninstall " + bundle + ": " + e.getMessage(), e);
        }
    }

    /** Returns the bundles that a refresh of these would stop and wire anew. */
    Collection<Bundle> closure(Bundle bundle) {
        return wiring.getDependencyClosure(List.of(bundle));
    }

    /** Wires anew what still uses the old content of these bundles, and waits for it. */
    void refresh(Collection<Bundle> bundles) {
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(bundles, event -> done.countDown());
        try {
            if (!done.await(REFRESH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The framework did not finish its refresh within " + REFRESH_LIMIT);
            }
            usages.forget(bundles);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String reason(Bundle bundle) {
        List<String> packages = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (BundleRequirement need : revision(bundle).getDeclaredRequirements(null)) {
            boolean optional =
                    Constants.RESOLUTION_OPTIONAL.equals(need.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
            boolean dynamic = "dynamic".equals(need.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
            if (!optional && !dynamic && wiring.findProviders(need).isEmpty()) {
                describe(need, packages, others);
            }
        }
        if (!packages.isEmpty()) {
            return "It needs " + (packages.size() == 1 ? "the package " : "the packages ")
                    + String.join(", ", packages)
                    + ", which nothing here provides. Drop the library that has "
                    + (packages.size() == 1 ? "it" : "them")
                    + " into the folder as well, or put it into the plugin's jar.";
        }
        if (!others.isEmpty()) {
            return "It needs " + String.join(", ", others) + ", which nothing here provides.";
        }
        return "Its imports cannot be satisfied together: " + frameworkReason(bundle);
    }

    private static void describe(BundleRequirement need, List<String> packages, List<String> others) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher name = PACKAGE.matcher(filter);
        if (name.find()) {
            Matcher lowest = LOWEST.matcher(filter);
            packages.add(name.group(1) + (lowest.find() ? " (" + lowest.group(1) + " or newer)" : ""));
        } else if (need.getNamespace().equals(BundleNamespace.BUNDLE_NAMESPACE)
                || need.getNamespace().equals("osgi.ee")
                || !filter.isEmpty()) {
            others.add(need.getNamespace() + " " + filter);
        }
    }

    // The framework only says why when asked for a class.
    private static String frameworkReason(Bundle bundle) {
        try {
            bundle.loadClass("io.dalbox.none.None");
            return "the framework gives no reason.";
        } catch (ClassNotFoundException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return String.valueOf(cause.getMessage());
        }
    }

    private static BundleRevision revision(Bundle bundle) {
        return bundle.adapt(BundleRevision.class);
    }
}
