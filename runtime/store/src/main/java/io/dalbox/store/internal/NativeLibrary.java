package io.dalbox.store.internal;

import io.dalbox.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the driver unpacks its native library. The driver deletes its copy when the process ends well; copies that a killed
 * process left behind are deleted here, or each kill would cost a megabyte. A copy in use stays mapped after it is deleted.
 */
final class NativeLibrary {

    private static final String PROPERTY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    static void prepare(Path cache) {
        Path folder = cache.resolve("sqlite");
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "sqlite-*-libsqlitejdbc*")) {
                for (Path file : old) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException refused) {
            throw new StoreException(
                    "The folder " + folder + " cannot be written. Give the user that runs Dalbox the right to write it"
                            + " (" + refused + ")",
                    refused);
        }
        System.setProperty(PROPERTY, folder.toString());
    }
}
