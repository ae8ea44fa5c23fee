package io.dalbox.plugins.internal.jar;

import io.dalbox.plugin.Plugin;
import io.dalbox.plugins.internal.jar.ManifestReader.Clause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * What an index says of a plugin and the runtime has no use for.
 *
 * @param license its name
 * @param contract the version of the plugin contract that it was built for
 */
public record ManifestExtras(
        @Nullable String license, @Nullable String contract) {

    /** Reads a jar that {@link JarStore#facts} has taken. */
    public static ManifestExtras read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            List<Clause> licenses = clauses(headers, "Bundle-License");
            return new ManifestExtras(
                    licenses.isEmpty() ? null : licenses.getFirst().name(), contract(headers));
        }
    }

    private static @Nullable String contract(Attributes headers) {
        return clauses(headers, Constants.PROVIDE_CAPABILITY).stream()
                .filter(clause -> clause.name().equals(Plugin.NAMESPACE))
                .map(clause -> clause.attributes().get("contract"))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<Clause> clauses(Attributes headers, String name) {
        String header = headers.getValue(name);
        return header == null ? List.of() : ClauseParser.parse(header);
    }
}
