package io.dalbox.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A bundle that writes the one-time set-up link into the home, where the test outside the container finds it. */
public final class SetupLinkProbe implements BundleActivator {

    /** The file, below the home. */
    static final String FILE = "data/setup-link";

    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        Path file = Path.of(context.getProperty("dalbox.home")).resolve(FILE);
        context.addServiceListener(
                event -> write(event.getServiceReference(), file), "(objectClass=io.dalbox.web.SetupLink)");
    }

    @Override
    public void stop(BundleContext context) {}

    static InputStream bundle() throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "io.dalbox.it.probe");
        headers.putValue("Bundle-Activator", SetupLinkProbe.class.getName());
        headers.putValue("Import-Package", "org.osgi.framework");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = SetupLinkProbe.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream code = SetupLinkProbe.class.getResourceAsStream("/" + name)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void write(ServiceReference<?> link, Path file) {
        Object path = link.getProperty("dalbox.setup.path");
        if (path == null || Files.exists(file)) {
            return;
        }
        try {
            Path part = Files.writeString(file.resolveSibling("setup-link.part"), path.toString());
            Files.move(part, file); // whoever waits for the file finds all of it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
