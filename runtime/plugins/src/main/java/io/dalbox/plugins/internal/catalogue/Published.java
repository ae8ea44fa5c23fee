package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugins.internal.jar.JarFacts;
import io.dalbox.plugins.internal.jar.JarStore;
import io.dalbox.plugins.internal.jar.ManifestExtras;
import io.dalbox.plugins.internal.jar.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's jar as an index says it.
 *
 * @param jar the file
 * @param id the plugin's id
 * @param facts what its manifest says
 * @param license its name, or {@code null}
 * @param contract the version of the plugin contract that it was built for, or {@code null}
 * @param sha256 of its bytes, in hex
 * @param size in bytes
 * @param changelog what lies beside it, or {@code null}
 */
record Published(
        Path jar,
        String id,
        JarFacts facts,
        @Nullable String license,
        @Nullable String contract,
        String sha256,
        long size,
        @Nullable String changelog) {

    /** What the file with the changes is called, after the jar's name without {@code .jar}. */
    private static final String CHANGELOG = ".changelog.txt";

    /**
     * Reads a jar and what lies beside it.
     *
     * @return empty for a library
     * @throws IndexException if no Dalbox would take it
     */
    static Optional<Published> read(Path jar) throws IndexException {
        try {
            JarFacts facts = JarStore.facts(jar);
            if (facts.plugin().isEmpty()) {
                return Optional.empty();
            }
            ManifestExtras extras = ManifestExtras.read(jar);
            return Optional.of(new Published(
                    jar,
                    facts.key(),
                    facts,
                    extras.license(),
                    extras.contract(),
                    hash(jar),
                    Files.size(jar),
                    changelog(jar)));
        } catch (Refusal e) {
            throw new IndexException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IndexException("It cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable String changelog(Path jar) throws IOException {
        String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "") + CHANGELOG;
        Path file = jar.resolveSibling(name);
        return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : null;
    }

    private static String hash(Path jar) throws IOException {
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = Files.newInputStream(jar);
                OutputStream none = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(none);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
