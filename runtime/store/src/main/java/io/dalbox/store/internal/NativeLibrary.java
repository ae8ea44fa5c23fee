package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps the driver's native library unpacked in the cache.
 *
 * <p>Left alone, the driver unpacks it at every start and compares the copy byte by byte, which costs a tenth of a second, and
 * a killed process leaves its copy behind for ever. Where our copy cannot be loaded the driver falls back to its own way, in the
 * same folder.
 */
final class NativeLibrary {

    private NativeLibrary() {}

    /** One at a time: each opening of a database comes by here. */
    static synchronized void prepare(Path cache) {
        Path folder = cache.resolve("sqlite");
        String name = LibraryLoaderUtil.getNativeLibName();
        String kept = SQLiteJDBCLoader.getVersion() + "-" + name;
        try {
            Files.createDirectories(folder);
            deleteOthers(folder, kept);
            URL source = SQLiteJDBCLoader.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
            if (source != null) {
                unpack(source, folder.resolve(kept));
                System.setProperty("org.sqlite.lib.path", folder.toString());
                System.setProperty("org.sqlite.lib.name", kept);
            }
        } catch (IOException refused) {
            throw new DatabaseException(
                    "The folder " + folder + " cannot be written. Give the user that runs Dalbox the right to write it"
                            + " (" + refused + ")",
                    refused);
        }
        System.setProperty("org.sqlite.tmpdir", folder.toString());
    }

    /** Other versions, and what a killed process left. A copy in use stays mapped after it is deleted. */
    private static void deleteOthers(Path folder, String kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*sqlitejdbc*")) {
            for (Path file : files) {
                if (!file.endsWith(kept)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void unpack(URL source, Path target) throws IOException {
        URLConnection connection = source.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            long size = connection.getContentLengthLong();
            if (Files.isRegularFile(target) && size == Files.size(target)) {
                return;
            }
            Path part = target.resolveSibling("part-sqlitejdbc");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            // Forced before it gets its name: after a power cut a file of the right size must also be right inside.
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
