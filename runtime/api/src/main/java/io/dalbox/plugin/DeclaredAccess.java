package io.dalbox.plugin;

import io.dalbox.storage.StoragePath;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What a bundle declared with {@link Access}, as the host reads it.
 *
 * @param events types that it takes
 * @param actions that it calls
 * @param storages paths that it uses, with all below
 * @param hosts that it connects to
 */
public record DeclaredAccess(List<String> events, List<String> actions, List<String> storages, List<String> hosts) {

    private static final String ALL = "*";

    /** Copies the lists. */
    public DeclaredAccess {
        events = List.copyOf(events);
        actions = List.copyOf(actions);
        storages = List.copyOf(storages);
        hosts = List.copyOf(hosts);
    }

    /** Reads the manifest of a bundle; empty when it declares nothing, and so is not held to anything. */
    public static Optional<DeclaredAccess> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? Optional.empty()
                : revision.getDeclaredCapabilities(Access.NAMESPACE).stream()
                        .findFirst()
                        .map(DeclaredAccess::of);
    }

    private static DeclaredAccess of(BundleCapability capability) {
        return new DeclaredAccess(
                list(capability, "events"),
                list(capability, "actions"),
                list(capability, "storages"),
                list(capability, "hosts"));
    }

    private static List<String> list(BundleCapability capability, String name) {
        @Nullable Object value = capability.getAttributes().get(name);
        return switch (value) {
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case String one -> List.of(one.split("\\s*,\\s*"));
            case null, default -> List.of();
        };
    }

    /** Returns whether a type of event may be taken. */
    public boolean takes(String type) {
        return events.stream().anyMatch(pattern -> named(pattern, type));
    }

    /** Returns whether an action may be called. */
    public boolean calls(String plugin, String action) {
        return actions.stream().anyMatch(pattern -> named(pattern, plugin + "." + action));
    }

    /** Returns whether a file or folder may be used. */
    public boolean uses(StoragePath path) {
        return storages.stream().anyMatch(pattern -> pattern.equals(ALL) || contains(pattern, path));
    }

    /** Returns whether anything of a storage may be used. */
    public boolean usesSome(String storage) {
        return storages.stream().anyMatch(pattern -> pattern.equals(ALL) || pattern.startsWith(storage + ":"));
    }

    /** Returns whether a host may be connected to. */
    public boolean reaches(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        return hosts.stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> pattern.equals(ALL)
                        || pattern.equals(wanted)
                        || (pattern.startsWith("*.") && wanted.endsWith(pattern.substring(1))));
    }

    private static boolean named(String pattern, String name) {
        return pattern.equals(ALL)
                || pattern.equals(name)
                || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    private static boolean contains(String pattern, StoragePath path) {
        try {
            StoragePath folder = StoragePath.parse(pattern);
            return folder.equals(path) || folder.contains(path);
        } catch (IllegalArgumentException e) {
            // What is no path contains nothing.
            return false;
        }
    }
}
