package io.dalbox.plugins.internal.jar;

import io.dalbox.plugins.PluginFault;
import io.dalbox.plugins.internal.trust.Signature;
import io.dalbox.plugins.internal.trust.SignatureCollector;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a jar to its last byte: every entry's checksum, names that stay inside, counts and sizes within bounds. The platform
 * reads only the directory at the end of a zip, so without this a damaged class would be found while the plugin runs.
 */
final class JarCheck {

    /** The largest jar taken. */
    static final long MAX_FILE = 512L << 20;

    private static final long MAX_UNPACKED = 2L << 30;
    private static final int MAX_ENTRIES = 50_000;
    /** A signed jar has some lines for each entry. */
    private static final int MAX_MANIFEST = 8 << 20;

    private final byte[] buffer = new byte[64 << 10];
    private final Set<String> names = new HashSet<>();
    private final SignatureCollector signatures = new SignatureCollector();
    private long unpacked;

    private JarCheck() {}

    /**
     * Checks a whole jar.
     *
     * @throws NotComplete if it is not a whole zip
     * @throws Refusal if it is a zip, but not one to take
     */
    static Checked verify(Path jar) throws IOException, NotComplete, Refusal {
        // With verification: what was changed since it was signed is found while it is read, whatever the policy.
        try (JarFile zip = new JarFile(jar.toFile(), true)) {
            refuseLargeManifest(zip);
            JarCheck check = new JarCheck();
            check.entries(zip);
            @Nullable Manifest manifest = manifest(zip);
            return new Checked(ManifestReader.read(manifest), check.signatures.result(manifest));
        } catch (ZipException e) {
            throw new NotComplete("not a complete zip (" + e.getMessage() + ")");
        } catch (SecurityException e) {
            throw new Refusal(
                    PluginFault.DAMAGED,
                    "The jar was changed after it was signed (" + e.getMessage()
                            + "). Do not use this one; get it again from its author.");
        }
    }

    /**
     * A jar that may be taken.
     *
     * @param facts what its manifest says
     * @param signature how it is signed
     */
    record Checked(JarFacts facts, Signature signature) {}

    /** Reads the facts of a jar that was verified before. */
    static JarFacts facts(Path jar) throws IOException, Refusal {
        try (JarFile zip = new JarFile(jar.toFile(), false)) {
            return ManifestReader.read(manifest(zip));
        }
    }

    /** Returns whether the directory at the end of the zip can be read: the cheap part of {@link #verify}. */
    static boolean hasDirectory(File file) {
        try (ZipFile zip = new ZipFile(file)) {
            return zip.size() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    // Before anything is read: the verification of the platform begins with the whole manifest.
    private static void refuseLargeManifest(JarFile jar) throws Refusal {
        ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
        if (entry != null && entry.getSize() > MAX_MANIFEST) {
            throw new Refusal("The manifest is larger than 8 MiB. Build the jar again.");
        }
    }

    private static @Nullable Manifest manifest(JarFile jar) throws IOException, Refusal {
        refuseLargeManifest(jar);
        try {
            return jar.getManifest();
        } catch (IOException e) {
            throw new Refusal("The manifest cannot be read: " + e.getMessage() + ". Build the jar again.");
        }
    }

    private void entries(JarFile zip) throws IOException, NotComplete, Refusal {
        if (zip.size() > MAX_ENTRIES) {
            throw new Refusal(
                    PluginFault.UNSAFE,
                    "The jar has " + zip.size() + " entries; at most " + MAX_ENTRIES + " are taken.");
        }
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            name(entry.getName());
            content(zip, entry);
            signatures.add(entry);
        }
    }

    private void name(String name) throws Refusal {
        boolean outside = name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(0) >= 0
                || name.matches("[A-Za-z]:.*")
                || java.util.Arrays.asList(name.split("/")).contains("..");
        if (outside) {
            throw new Refusal(
                    PluginFault.UNSAFE,
                    "The entry '" + name + "' has a name that leads out of the jar. Do not use this jar.");
        }
        if (!names.add(name)) {
            throw new Refusal(PluginFault.UNSAFE, "The entry '" + name + "' is in the jar twice. Build the jar again.");
        }
    }

    private void content(ZipFile zip, ZipEntry entry) throws IOException, NotComplete, Refusal {
        CRC32 crc = new CRC32();
        try (InputStream in = zip.getInputStream(entry)) {
            int count;
            while ((count = in.read(buffer)) > 0) {
                crc.update(buffer, 0, count);
                unpacked += count;
                if (unpacked > MAX_UNPACKED) {
                    throw new Refusal(
                            PluginFault.UNSAFE, "The jar is larger than 2 GiB when unpacked. Do not use this jar.");
                }
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new NotComplete(
                    "not a complete zip (entry " + entry.getName() + " cannot be read: " + e.getMessage() + ")");
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new NotComplete("not a complete zip (entry " + entry.getName() + " has a wrong checksum)");
        }
    }
}
