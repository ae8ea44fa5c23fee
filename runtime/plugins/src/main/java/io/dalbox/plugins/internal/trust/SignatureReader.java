package io.dalbox.plugins.internal.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds out how a jar is signed by reading all of it. */
public final class SignatureReader {

    private SignatureReader() {}

    /**
     * Reads a jar.
     *
     * @throws SecurityException if it was changed since it was signed
     */
    public static Signature read(Path jar) throws IOException {
        SignatureCollector collector = new SignatureCollector();
        try (JarFile zip = new JarFile(jar.toFile(), true)) {
            var entries = zip.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                collector.add(entry);
            }
            return collector.result(zip.getManifest());
        }
    }
}
