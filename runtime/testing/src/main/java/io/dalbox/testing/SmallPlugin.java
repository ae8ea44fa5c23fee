package io.dalbox.testing;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds a plugin of the classes of one package on the class path with bnd, as an author's build does. */
public final class SmallPlugin {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    private SmallPlugin() {}

    /**
     * A plugin.
     *
     * @param id its id
     * @param version of its bundle
     * @param content the package with its classes
     */
    public static SmallPlugin of(String id, String version, String content) {
        return new SmallPlugin()
                .header("Bundle-SymbolicName", "sample." + id)
                .header("Bundle-Version", version)
                .header("Provide-Capability", "io.dalbox.plugin;io.dalbox.plugin=" + id)
                .header("-privatepackage", content)
                .header("Import-Package", "!org.jspecify.*,*")
                .header("-noimportjava", "true");
    }

    /** Sets a header or an instruction of bnd. */
    public SmallPlugin header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Makes the one class of the sample its activator. */
    public SmallPlugin activator(Class<?> type) {
        return header("Bundle-Activator", type.getName());
    }

    /** Adds a file. */
    public SmallPlugin file(String name, String content) {
        files.put(name, content);
        return this;
    }

    /** Returns the jar's bytes. */
    public byte[] bytes() throws Exception {
        try (Builder builder = new Builder()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (new File(entry).exists()
                        && entry.matches(
                                ".*((test-)?classes|dalbox[./-]api|osgi[./-]core|framework|component|jspecify).*")) {
                    builder.addClasspath(new File(entry));
                }
            }
            headers.forEach(builder::setProperty);
            try (Jar jar = builder.build();
                    ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new IllegalStateException(builder.getErrors().toString());
                }
                files.forEach((name, content) ->
                        jar.putResource(name, new EmbeddedResource(content.getBytes(StandardCharsets.UTF_8), 0)));
                jar.write(out);
                return out.toByteArray();
            }
        }
    }
}
