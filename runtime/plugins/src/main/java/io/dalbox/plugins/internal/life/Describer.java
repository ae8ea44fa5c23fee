package io.dalbox.plugins.internal.life;

import io.dalbox.plugin.DeclaredAccess;
import io.dalbox.plugin.Plugin;
import io.dalbox.plugins.PluginDetail;
import io.dalbox.plugins.Signers;
import io.dalbox.plugins.internal.jar.JarStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Looks at what a bundle is made of and what it is wired to. Enters none of its code; thread-safe. */
final class Describer {

    private static final int HISTORY = 50;
    private static final String SERVLET_PATTERN = "osgi.http.whiteboard.servlet.pattern";

    private final BundleContext context;
    private final JarStore jars;
    private final HealthGate health;
    private final LeakAudit leaks;
    private final Ledger ledger;
    private final Signatures signatures;

    Describer(
            BundleContext context,
            JarStore jars,
            HealthGate health,
            LeakAudit leaks,
            Ledger ledger,
            Signatures signatures) {
        this.context = context;
        this.jars = jars;
        this.health = health;
        this.leaks = leaks;
        this.ledger = ledger;
        this.signatures = signatures;
    }

    /** Describes what is installed as {@code id}: a plugin's id, or a library's symbolic name. */
    PluginDetail describe(String id) {
        @Nullable Bundle bundle = installed(id);
        @Nullable BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        @Nullable
        Path jar = bundle == null ? null : jars.jarOf(bundle.getLocation()).orElse(null);
        return new PluginDetail(
                id,
                bundle == null ? id : bundle.getSymbolicName(),
                jar == null ? null : hash(jar),
                jar == null ? 0 : jar.toFile().length(),
                jar == null ? null : signature(jar),
                taken(jar),
                Instant.now(),
                bundle == null ? List.of() : health.checks(id, bundle),
                bundle == null ? List.of() : services(bundle),
                wiring == null ? List.of() : wires(wiring.getRequiredWires(null), BundleWire::getProvider),
                wiring == null ? List.of() : wires(wiring.getProvidedWires(null), BundleWire::getRequirer),
                bundle == null ? null : DeclaredAccess.of(bundle).orElse(null),
                leaks.describe(id),
                ledger.history(id, HISTORY));
    }

    private Signers.@Nullable Signature signature(Path jar) {
        return jars.find(hash(jar)).map(signatures::shown).orElse(null);
    }

    private static String hash(Path jar) {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    // While a version is replaced both are installed; the one that runs is what is asked for.
    private @Nullable Bundle installed(String id) {
        return Arrays.stream(context.getBundles())
                .filter(b -> jars.owns(b.getLocation()))
                .filter(b -> id.equals(key(b)))
                .max(Comparator.comparingInt(Bundle::getState))
                .orElse(null);
    }

    private static String key(Bundle bundle) {
        @Nullable BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(Plugin.NAMESPACE)) {
                if (capability.getAttributes().get(Plugin.NAMESPACE) instanceof String id) {
                    return id;
                }
            }
        }
        return String.valueOf(bundle.getSymbolicName());
    }

    private static @Nullable Instant taken(@Nullable Path jar) {
        try {
            return jar == null ? null : Files.getLastModifiedTime(jar).toInstant();
        } catch (IOException e) {
            return null;
        }
    }

    private static List<PluginDetail.Service> services(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        return references == null
                ? List.of()
                : Arrays.stream(references).map(Describer::service).toList();
    }

    private static PluginDetail.Service service(ServiceReference<?> reference) {
        Object types = reference.getProperty(Constants.OBJECTCLASS);
        @Nullable Object pattern = reference.getProperty(SERVLET_PATTERN);
        Bundle @Nullable [] users = reference.getUsingBundles();
        return new PluginDetail.Service(
                types instanceof String[] names ? List.of(names) : List.of(),
                pattern instanceof String[] several
                        ? String.join(", ", several)
                        : pattern instanceof String one ? one : null,
                users == null
                        ? List.of()
                        : Arrays.stream(users)
                                .map(Bundle::getSymbolicName)
                                .distinct()
                                .sorted()
                                .toList());
    }

    private static List<PluginDetail.Wire> wires(List<BundleWire> wires, Function<BundleWire, BundleRevision> other) {
        Map<String, PluginDetail.Wire> found = new TreeMap<>();
        Map<String, TreeSet<String>> what = new TreeMap<>();
        for (BundleWire wire : wires) {
            var revision = other.apply(wire);
            String name = revision.getSymbolicName();
            what.computeIfAbsent(name, n -> new TreeSet<>()).add(named(wire.getCapability()));
            found.put(name, new PluginDetail.Wire(name, revision.getVersion().toString(), List.of()));
        }
        List<PluginDetail.Wire> all = new ArrayList<>();
        found.forEach((name, wire) -> all.add(
                new PluginDetail.Wire(name, wire.version(), List.copyOf(what.getOrDefault(name, new TreeSet<>())))));
        return all;
    }

    // A capability's main attribute is named as its namespace.
    private static String named(BundleCapability capability) {
        Object main = capability.getAttributes().get(capability.getNamespace());
        return main == null ? capability.getNamespace() : String.valueOf(main);
    }
}
