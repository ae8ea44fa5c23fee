package io.dalbox.ml.internal.fetch;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.ml.internal.files.Source;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where packages come from.
 *
 * @param npm address of the npm registry; empty for none
 * @param maven address of the Maven repository; empty for none
 */
public record Registries(String npm, String maven) {

    private static final Logger LOG = LoggerFactory.getLogger(Registries.class);

    /** Cuts what stands after the addresses. */
    public Registries {
        npm = bare(npm);
        maven = bare(maven);
    }

    /** Returns these, with the others where there is none. */
    public Registries or(Registries others) {
        return new Registries(npm.isEmpty() ? others.npm : npm, maven.isEmpty() ? others.maven : maven);
    }

    /** Reads those that the build wrote down: what the clients of its machine were set to. */
    public static Registries read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("The addresses of registries cannot be read from {}: {}", file, e.toString());
            }
        }
        return new Registries(properties.getProperty("npm", ""), properties.getProperty("maven", ""));
    }

    /**
     * Returns the URL of a source: of the package, where it is in one.
     *
     * @throws ActionException if the registry is not known
     */
    String url(Source source) {
        return switch (source) {
            case Source.Web web -> web.url();
            case Source.Npm p ->
                known("npm_registry", npm) + "/" + p.name() + "/-/"
                        + p.name().substring(p.name().indexOf('/') + 1) + "-" + p.version() + ".tgz";
            case Source.Maven m ->
                known("maven_repository", maven) + "/" + m.group().replace('.', '/') + "/" + m.artifact() + "/"
                        + m.version() + "/" + m.artifact() + "-" + m.version() + ".jar";
        };
    }

    private static String known(String setting, String address) {
        if (address.isEmpty()) {
            throw new ActionException(
                    Kind.CONFLICT,
                    "The model comes from a registry whose address nobody gave: fill in the setting '" + setting
                            + "' of the plugin 'models', or give a file of your own for the model.");
        }
        return address;
    }

    private static String bare(String address) {
        return address.strip().replaceAll("/+$", "");
    }
}
