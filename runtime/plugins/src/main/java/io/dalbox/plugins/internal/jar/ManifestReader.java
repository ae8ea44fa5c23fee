package io.dalbox.plugins.internal.jar;

import io.dalbox.plugin.Plugin;
import io.dalbox.plugins.PluginFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Reads what a plugin says of itself, and refuses what cannot run here. */
final class ManifestReader {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    private ManifestReader() {}

    static JarFacts read(@Nullable Manifest manifest) throws Refusal {
        if (manifest == null) {
            throw new Refusal("The jar has no manifest (META-INF/MANIFEST.MF), so it is not an OSGi bundle."
                    + " Build it with bnd, as 'dalbox plugin new' sets it up.");
        }
        Attributes headers = manifest.getMainAttributes();
        String symbolicName = symbolicName(headers);
        Version version = version(headers);
        @Nullable String id = pluginId(headers);
        String name = text(headers, Constants.BUNDLE_NAME);
        return new JarFacts(
                symbolicName,
                version,
                id,
                name != null ? name : id != null ? id : symbolicName,
                text(headers, Constants.BUNDLE_DESCRIPTION),
                author(headers),
                text(headers, Constants.BUNDLE_DOCURL),
                icon(headers),
                headers.getValue(Constants.FRAGMENT_HOST) != null);
    }

    private static String symbolicName(Attributes headers) throws Refusal {
        String header = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null) {
            throw new Refusal("The manifest has no Bundle-SymbolicName, so the jar is not an OSGi bundle."
                    + " Build it with bnd, as 'dalbox plugin new' sets it up.");
        }
        String name = header.split(";", 2)[0].strip();
        if (!SYMBOLIC_NAME.matcher(name).matches()) {
            throw new Refusal("Bundle-SymbolicName '" + shorten(name)
                    + "' has other characters than letters, digits and . _ - in it. Choose another name.");
        }
        return name;
    }

    private static Version version(Attributes headers) throws Refusal {
        String header = headers.getValue(Constants.BUNDLE_VERSION);
        if (header == null) {
            throw new Refusal("The manifest has no Bundle-Version. Give the bundle a version such as 1.0.0.");
        }
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    "Bundle-Version '" + shorten(header) + "' is not a version. Write it like 1.0.0 or 1.0.0.beta.");
        }
    }

    private static @Nullable String pluginId(Attributes headers) throws Refusal {
        List<Clause> clauses = clauses(headers.getValue(Constants.PROVIDE_CAPABILITY));
        List<Clause> own =
                clauses.stream().filter(c -> c.name.equals(Plugin.NAMESPACE)).toList();
        if (own.isEmpty()) {
            return null;
        }
        if (own.size() > 1) {
            throw new Refusal("The manifest has " + own.size()
                    + " capabilities io.dalbox.plugin; a jar is one plugin. Leave one @Plugin annotation.");
        }
        Map<String, String> attributes = own.getFirst().attributes;
        String id = attributes.getOrDefault(Plugin.NAMESPACE, "");
        if (!ID.matcher(id).matches()) {
            throw new Refusal("The plugin id '" + shorten(id) + "' is not allowed: 2 to 41 characters, a small letter"
                    + " first, then small letters, digits and '-'.");
        }
        contract(id, attributes.getOrDefault("contract", Plugin.CONTRACT));
        return id;
    }

    private static void contract(String id, String text) throws Refusal {
        Optional<String> objection = ContractFit.objection(id, text);
        if (objection.isPresent()) {
            throw new Refusal(PluginFault.CONTRACT, objection.get());
        }
    }

    private static @Nullable String author(Attributes headers) {
        List<Clause> developers = clauses(headers.getValue("Bundle-Developers"));
        if (!developers.isEmpty()) {
            Clause first = developers.getFirst();
            return shorten(first.attributes.getOrDefault("name", first.name));
        }
        return text(headers, Constants.BUNDLE_VENDOR);
    }

    private static @Nullable String icon(Attributes headers) {
        List<Clause> icons = clauses(headers.getValue("Bundle-Icon"));
        return icons.isEmpty() ? null : shorten(icons.getFirst().name);
    }

    private static @Nullable String text(Attributes headers, String name) {
        String value = headers.getValue(name);
        return value == null || value.isBlank() ? null : shorten(value.strip());
    }

    private static String shorten(String value) {
        return value.length() <= 500 ? value : value.substring(0, 500) + "…";
    }

    private static List<Clause> clauses(@Nullable String header) {
        return header == null ? List.of() : ClauseParser.parse(header);
    }

    /** One clause of a header: its first path and its attributes; directives and types are left out. */
    record Clause(String name, Map<String, String> attributes) {}
}
