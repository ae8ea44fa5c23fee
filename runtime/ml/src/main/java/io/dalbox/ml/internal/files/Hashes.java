package io.dalbox.ml.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Hashes of files, worked out again only for a file that has changed: another size, time or inode. Thread-safe. */
final class Hashes {

    private static final int CHUNK = 1 << 17;

    private record Stamp(
            long size, FileTime modified, @Nullable Object inode) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(facts.size(), facts.lastModifiedTime(), facts.fileKey());
        }
    }

    private record Known(Stamp stamp, String hash) {}

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    String of(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        Known last = known.get(file);
        if (last != null && last.stamp.equals(stamp)) {
            return last.hash;
        }
        String hash = compute(file);
        known.put(file, new Known(stamp, hash));
        return hash;
    }

    void forget(Path file) {
        known.remove(file);
    }

    private static String compute(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
