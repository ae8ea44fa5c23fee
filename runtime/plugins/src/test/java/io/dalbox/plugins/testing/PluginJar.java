package io.dalbox.plugins.testing;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a bundle of a package of sample classes, with bnd, as a plugin author's build does. */
public final class PluginJar {

    private final Map<String, String> headers = new LinkedHashMap<>();

    private PluginJar() {}

    /** A plugin of one of the packages below {@code io.dalbox.plugins.sample}. */
    public static PluginJar plugin(String id, String version, String sample) {
        PluginJar jar = library("sample." + id, version, sample);
        return jar.header(
                "Provide-Capability", "io.dalbox.plugin;io.dalbox.plugin=" + id + ";contract:Version=\"1.0\"");
    }

    /** A bundle that is no plugin. */
    public static PluginJar library(String name, String version, String sample) {
        return new PluginJar()
                .header("Bundle-SymbolicName", name)
                .header("Bundle-Version", version)
                .header("-privatepackage", "io.dalbox.plugins.sample." + sample)
                .header("-noimportjava", "true")
                .header("-contract", "*")
                .header("-fixupmessages", "\"*\"");
    }

    /** Sets a header or a bnd instruction; {@code null} removes it. */
    public PluginJar header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** Returns the jar's bytes. */
    public byte[] bytes() {
        try (Builder builder = new Builder()) {
            for (String entry : Framework4Tests.classPath()) {
                if (entry.matches(".*(test-classes|io.dalbox.api|osgi.core|component|metatype|jspecify).*")) {
                    builder.addClasspath(new File(entry));
                }
            }
            headers.forEach(builder::setProperty);
            builder.setProperty(Constants.CREATED_BY, "tests");
            try (Jar jar = builder.build();
                    ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new IllegalStateException(builder.getErrors().toString());
                }
                jar.write(out);
                return out.toByteArray();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Builds the bundle under test from its compiled classes, as the module's build will. */
    static void bundleOf(Path classes, Path bnd, Path target) {
        try (Builder builder = new Builder()) {
            for (String entry : Framework4Tests.classPath()) {
                if (!Path.of(entry).equals(classes)) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperties(bnd.toFile());
            builder.setProperty("Bundle-SymbolicName", "io.dalbox.plugins");
            builder.setProperty("Bundle-Version", "0.1.0");
            builder.setJar(classes.toFile());
            try (Jar jar = builder.build()) {
                jar.write(target.toFile());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
