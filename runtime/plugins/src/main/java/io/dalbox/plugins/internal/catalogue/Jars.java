package io.dalbox.plugins.internal.catalogue;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.JarFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BiFunction;

/** Brings the jars of entries, from the network or from the folder of their index, and lets only those through that are named there. */
final class Jars {

    private final SourceTable table;
    private final JarFetcher fetcher;

    Jars(SourceTable table, JarFetcher fetcher) {
        this.table = table;
        this.fetcher = fetcher;
    }

    /**
     * Gives a jar to whoever takes it, who reads it to its end before using it.
     *
     * @param taker gets the bytes and the name of the file
     */
    <T> T take(Releases.Release release, BiFunction<InputStream, String, T> taker) {
        URI url = URI.create(Objects.requireNonNull(release.entry().url(), "a sound entry has a url"));
        if (!"file".equals(url.getScheme())) {
            try (JarFetcher.Fetched jar = fetcher.fetch(url.toString())) {
                return taker.apply(checked(jar.content(), release.entry()), jar.fileName());
            }
        }
        Path file = file(Path.of(url), release.source());
        try (InputStream in = Files.newInputStream(file)) {
            return taker.apply(checked(in, release.entry()), String.valueOf(file.getFileName()));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InputStream checked(InputStream in, Entry entry) {
        return new CheckedJar(
                in,
                entry.name() + " " + entry.version(),
                Objects.requireNonNull(entry.sha256(), "a sound entry has a hash"),
                entry.size());
    }

    // Looked at again, since a link may have been put there after the index was read.
    private Path file(Path file, String source) {
        String address = table.find(source)
                .map(kept -> kept.source().address())
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND, "The source of " + file.getFileName() + " was removed."));
        try {
            Path real = file.toRealPath();
            if (Documents.isFile(address) && real.startsWith(Documents.root(address)) && Files.isRegularFile(real)) {
                return real;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        throw new ActionException(
                ActionException.Kind.INVALID,
                "The jar " + file + " is no file below the folder of its index, so it is not read.");
    }

    private static ActionException unreadable(Path file, IOException e) {
        String why = e instanceof java.nio.file.NoSuchFileException ? "it is not there" : e.getMessage();
        return new ActionException(
                ActionException.Kind.INVALID,
                "The jar " + file + " cannot be read: " + why
                        + ". Put it there, and give Dalbox the right to read it.");
    }
}
