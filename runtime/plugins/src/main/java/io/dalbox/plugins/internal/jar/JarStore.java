package io.dalbox.plugins.internal.jar;

import io.dalbox.plugins.internal.trust.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps verified jars under the hash of their bytes, and the framework runs them from here: what an owner does to a file in
 * the folder can then never pull classes from under a running plugin. The bytes that were verified are the bytes that run,
 * since the copy is what is verified. Thread-safe.
 */
public final class JarStore {

    private static final String SUFFIX = ".jar";

    private final Path folder;
    /** Kept, since making a URI of a folder asks the disk whether it is one. */
    private final String place;

    private final BiConsumer<String, Signature> signed;

    /** A store in a folder, which is made; {@code signed} hears by its hash how each jar that is taken is signed. */
    public JarStore(Path folder, BiConsumer<String, Signature> signed) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.place = "reference:" + this.folder.toUri();
        this.signed = signed;
    }

    /**
     * Takes a copy of a jar and verifies it.
     *
     * @throws NotComplete if it is not a whole zip, or changed meanwhile
     * @throws Refusal if it will never be taken as it is
     */
    public Stored take(Path jar) throws IOException, NotComplete, Refusal {
        BasicFileAttributes before = attributes(jar);
        if (!JarCheck.hasDirectory(jar.toFile())) {
            throw new NotComplete("not a complete zip (its directory, at the end of the file, is missing)");
        }
        Path copy = Files.createTempFile(folder, ".taking", ".tmp");
        try {
            String hash = copy(jar, copy);
            BasicFileAttributes after = attributes(jar);
            if (after.size() != before.size()
                    || !after.lastModifiedTime().equals(before.lastModifiedTime())
                    || Files.size(copy) != before.size()) {
                throw new NotComplete("the file changed while it was read");
            }
            Path kept = path(hash);
            JarCheck.Checked checked = JarCheck.verify(copy);
            signed.accept(hash, checked.signature());
            if (!Files.exists(kept)) {
                Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Stored(hash, kept, checked.facts());
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Finds a jar that was taken before; its bytes are not read again. */
    public Optional<Stored> find(@Nullable String hash) {
        if (hash == null || !Files.isRegularFile(path(hash))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Stored(hash, path(hash), JarCheck.facts(path(hash))));
        } catch (IOException | Refusal e) {
            // Damaged since: taken again from the folder, if it is there.
            return Optional.empty();
        }
    }

    /** Reads what the manifest of a jar outside of the store says. */
    public static JarFacts facts(Path jar) throws IOException, Refusal {
        return JarCheck.facts(jar);
    }

    /** Returns whether a bundle location is one of this store. */
    public boolean owns(String location) {
        return location.startsWith(place);
    }

    /** Finds the jar that a bundle of this store was installed from. */
    public Optional<Path> jarOf(String location) {
        return owns(location)
                ? Optional.of(Path.of(java.net.URI.create(location.substring("reference:".length()))))
                : Optional.empty();
    }

    /** Deletes all jars but those with these hashes. */
    public void keepOnly(Set<String> hashes) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && !hashes.contains(name.substring(0, name.length() - SUFFIX.length()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path path(String hash) {
        return folder.resolve(hash + SUFFIX);
    }

    private static BasicFileAttributes attributes(Path jar) throws IOException, Refusal {
        BasicFileAttributes attributes =
                Files.readAttributes(jar, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw new Refusal("The file is a symbolic link, and links are not followed. Put the jar itself there.");
        }
        if (!attributes.isRegularFile()) {
            throw new Refusal("This is not a file. Put a jar there.");
        }
        if (attributes.size() > JarCheck.MAX_FILE) {
            throw new Refusal("The file has " + (attributes.size() >> 20) + " MiB; a plugin has at most "
                    + (JarCheck.MAX_FILE >> 20) + " MiB.");
        }
        return attributes;
    }

    private static String copy(Path from, Path to) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            in.transferTo(out);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new IOException(
                    "The jar cannot be read: " + e.getReason() + ". Give Dalbox the right to read the file.", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
