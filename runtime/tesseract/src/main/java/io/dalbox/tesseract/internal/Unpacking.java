package io.dalbox.tesseract.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A set of files from a jar in a folder named by their content, so another version never meets half of the former one. What other
 * versions left is deleted; libraries in use stay mapped.
 *
 * @param cache where the folders are
 * @param name how they begin
 */
record Unpacking(Path cache, String name) {

    Path unpack(Class<?> of, List<String> files) throws IOException {
        Path folder = cache.resolve(name + "-" + hash(of, files));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            deleteOthers();
            Path part = Files.createTempDirectory(cache, name + "-part");
            for (String file : files) {
                try (InputStream in = open(of, file)) {
                    write(in, part.resolve(file.substring(file.lastIndexOf('/') + 1)));
                }
            }
            rename(part, folder);
        }
        return folder;
    }

    private static String hash(Class<?> of, List<String> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : files) {
                try (InputStream in = new DigestInputStream(open(of, file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static InputStream open(Class<?> of, String resource) throws IOException {
        InputStream in = of.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("The jar with " + of.getName() + " has no " + resource);
        }
        return in;
    }

    /** Forced before the folder gets its name: after a power cut what is there must be whole. */
    private static void write(InputStream in, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private static void rename(Path part, Path folder) throws IOException {
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process of the same home was quicker; its files are the same.
            delete(part);
        }
    }

    private void deleteOthers() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(cache, name + "-*")) {
            for (Path folder : found) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
