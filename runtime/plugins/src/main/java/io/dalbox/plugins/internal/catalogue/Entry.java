package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.internal.jar.ContractFit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * A version of a plugin as an index has it; this is also how it is kept.
 *
 * @param id the plugin's id
 * @param version one that can be read
 * @param name for people
 * @param description in a sentence
 * @param license its name
 * @param homepage an http or https URL
 * @param url of the jar, in full; {@code null} when faulty
 * @param sha256 of the jar in hex; {@code null} when faulty
 * @param size of the jar in bytes; {@code null} when the index does not say
 * @param contract the version of the plugin contract that it was built for; {@code null} when the index does not say
 * @param changelog what was new, in this version or in earlier ones
 * @param fault why it cannot be installed, or {@code null}
 */
record Entry(
        String id,
        String version,
        String name,
        @Nullable String description,
        @Nullable String license,
        @Nullable String homepage,
        @Nullable String url,
        @Nullable String sha256,
        @Nullable Long size,
        @Nullable String contract,
        List<Catalogue.Note> changelog,
        @Nullable String fault) {

    Entry {
        changelog = List.copyOf(changelog);
    }

    /** Returns why it cannot be installed on this runtime, which may have been updated since the index was read. */
    Optional<String> objection() {
        return fault != null || contract == null ? Optional.ofNullable(fault) : ContractFit.objection(id, contract);
    }

    Version parsed() {
        return Version.parseVersion(version);
    }
}
