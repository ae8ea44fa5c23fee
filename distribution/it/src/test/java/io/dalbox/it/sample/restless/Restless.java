package io.dalbox.it.sample.restless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Puts another version of itself into the drop folder whenever it is started. */
public final class Restless implements BundleActivator {

    @Override
    public void start(BundleContext context) throws IOException {
        Path drops = Path.of(System.getProperty("dalbox.home"), "plugins");
        String next = "1.0." + (context.getBundle().getVersion().getMicro() + 1);
        Path part = Files.write(
                drops.resolve(".restless.part"), copy(context.getBundle().getLocation(), next));
        Files.move(part, drops.resolve("restless.jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void stop(BundleContext context) {
        // nothing is left
    }

    private static byte[] copy(String location, String version) throws IOException {
        Path jar = Path.of(java.net.URI.create(location.substring("reference:".length())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : from.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(to);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }
}
