package io.dalbox.tesseract.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A folder in which Tesseract finds the data of a language under the name it expects.
 *
 * @param folder holds {@code <language>.traineddata}: a link to the file that was given, or what it unpacks to
 * @param language the language
 */
record LanguageData(Path folder, String language) {

    /** No language is as large; what unpacks to more is no such data. */
    private static final long LARGEST = 512L << 20;

    static synchronized LanguageData prepare(Path cache, String language, Path file) throws IOException {
        String stamp = Integer.toHexString(Objects.hash(
                file.toAbsolutePath().toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis()));
        Path folder = cache.resolve(language + "." + stamp);
        Path data = folder.resolve(language + ".traineddata");
        // A link may lead nowhere by now, and what was unpacked is whole when it has its name.
        if (!Files.exists(data)) {
            Files.createDirectories(cache);
            deleteOthers(cache, language);
            Files.createDirectories(folder);
            if (compressed(file)) {
                unpack(file, data);
            } else {
                Files.deleteIfExists(data);
                Files.createSymbolicLink(data, file.toAbsolutePath());
            }
        }
        return new LanguageData(folder, language);
    }

    private static boolean compressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    private static void unpack(Path file, Path data) throws IOException {
        Path part = data.resolveSibling("part");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
                var out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            long all = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all += n;
                if (all > LARGEST) {
                    throw new IOException(
                            file + " unpacks to more than " + (LARGEST >> 20) + " MiB: it is no language data");
                }
                out.write(buffer, 0, n);
            }
        }
        Files.move(part, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Another file of the language was used before. A reader that is open has read all of it. */
    private static void deleteOthers(Path cache, String language) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, language + ".*")) {
            for (Path folder : folders) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    for (Path old : files) {
                        Files.delete(old);
                    }
                }
                Files.delete(folder);
            }
        }
    }
}
