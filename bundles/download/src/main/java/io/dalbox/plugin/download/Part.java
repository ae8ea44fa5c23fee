package io.dalbox.plugin.download;

import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** The partial file of a download: its name holds the place for the final one, against other downloads. */
record Part(Storages storages, StoragePath path) {

    static final String SUFFIX = ".part";
    private static final int MOST_NAMES = 10_000;

    /** A new partial file and the name that its file will have. */
    record Claim(Part part, StoragePath target) {}

    /** Makes the partial file for the first name in a folder that neither a file nor another download has. */
    static Claim claim(Storages storages, StoragePath folder, String name) throws IOException {
        for (int number = 1; number <= MOST_NAMES; number++) {
            StoragePath target = folder.resolve(FileNames.numbered(name, number));
            if (storages.info(target).isEmpty()) {
                StoragePath part = folder.resolve(target.name() + SUFFIX);
                try {
                    storages.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                            .close();
                    return new Claim(new Part(storages, part), target);
                } catch (FileAlreadyExistsException e) {
                    // Another download holds this name; the next number is free or held again.
                    continue;
                }
            }
        }
        throw new IOException("There are too many files called " + name + " in " + folder);
    }

    FileChannel write() throws IOException {
        return storages.open(path, Set.of(StandardOpenOption.WRITE));
    }

    boolean exists() throws IOException {
        return storages.info(path).isPresent();
    }

    long size() throws IOException {
        return storages.info(path).map(FileInfo::size).orElse(0L);
    }

    void delete() throws IOException {
        storages.delete(path);
    }

    /** Cuts it, so that nothing of an earlier try is left behind the end. */
    void truncate(long size) throws IOException {
        try (FileChannel channel = write()) {
            channel.truncate(size);
        }
    }

    void force() throws IOException {
        try (FileChannel channel = write()) {
            channel.force(true);
        }
    }

    /** Returns the SHA-256 in lower-case hexadecimal. An interrupt ends it with an {@link IOException}. */
    String sha256() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        try (FileChannel channel = storages.open(path, Set.of(StandardOpenOption.READ))) {
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
