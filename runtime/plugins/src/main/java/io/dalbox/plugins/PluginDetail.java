package io.dalbox.plugins;

import io.dalbox.plugin.DeclaredAccess;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin or library in full, for the person who looks after the box.
 *
 * @param id as in {@link PluginInfo}
 * @param bundle its symbolic name
 * @param hash SHA-256 of the jar that is installed, in hex; {@code null} when none is
 * @param size of that jar in bytes
 * @param signature how the jar that is installed is signed; {@code null} when none is
 * @param installed when that jar was taken; {@code null} when none is installed
 * @param checked when its components were looked at
 * @param checks its components
 * @param services what it registers
 * @param uses the bundles it is wired to
 * @param users the bundles that are wired to it
 * @param access what it declared that it uses of others; {@code null} when it declared nothing and may use all
 * @param former versions that are still in memory
 * @param history what was done with it, newest first
 */
public record PluginDetail(
        String id,
        String bundle,
        @Nullable String hash,
        long size,
        Signers.@Nullable Signature signature,
        @Nullable Instant installed,
        Instant checked,
        List<Check> checks,
        List<Service> services,
        List<Wire> uses,
        List<Wire> users,
        @Nullable DeclaredAccess access,
        List<Former> former,
        List<Entry> history) {

    /** Copies the lists. */
    public PluginDetail {
        checks = List.copyOf(checks);
        services = List.copyOf(services);
        uses = List.copyOf(uses);
        users = List.copyOf(users);
        former = List.copyOf(former);
        history = List.copyOf(history);
    }

    /**
     * A component.
     *
     * @param name its name
     * @param state {@code ok}, {@code waiting} or {@code error}
     * @param detail what it waits for or what went wrong; {@code null} when it is well
     */
    public record Check(String name, String state, @Nullable String detail) {}

    /**
     * A registered service.
     *
     * @param interfaces the types it is registered as
     * @param pattern the addresses of a servlet, else {@code null}
     * @param users the names of the bundles that use it
     */
    public record Service(List<String> interfaces, @Nullable String pattern, List<String> users) {

        /** Copies the lists. */
        public Service {
            interfaces = List.copyOf(interfaces);
            users = List.copyOf(users);
        }
    }

    /**
     * Another bundle that it is wired to.
     *
     * @param bundle the symbolic name
     * @param version of that bundle
     * @param what the packages and capabilities
     */
    public record Wire(String bundle, String version, List<String> what) {

        /** Copies the list. */
        public Wire {
            what = List.copyOf(what);
        }
    }

    /**
     * A former version whose classes are still in memory.
     *
     * @param version of the bundle
     * @param since when it was replaced or removed
     * @param holders the threads that are seen to use it
     * @param ways what holds it, once {@link Plugins#explainLeaks} has looked
     * @param open what its objects hold open, likewise
     */
    public record Former(
            String version,
            Instant since,
            List<String> holders,
            List<HeapReader.Way> ways,
            List<HeapReader.Opened> open) {

        /** Copies the lists. */
        public Former {
            holders = List.copyOf(holders);
            ways = List.copyOf(ways);
            open = List.copyOf(open);
        }
    }

    /**
     * Something that was done.
     *
     * @param time when
     * @param who a user, or {@code host}
     * @param what in a few words
     * @param outcome what came of it
     */
    public record Entry(Instant time, String who, String what, String outcome) {}
}
