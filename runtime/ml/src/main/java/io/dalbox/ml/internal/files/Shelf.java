package io.dalbox.ml.internal.files;

import io.dalbox.ml.StoredModel.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of models: where the owner says, in the home's folder, in the distribution's. In a folder a file has its declared
 * name, with or without the beginning of its hash before it, so that two models may have files of
 * one name. Thread-safe; blocks.
 */
public final class Shelf {

    private static final int PREFIX = 12;

    private final Path installed;
    private final @Nullable Path shipped;
    private final Function<String, Optional<Path>> own;
    private final Hashes hashes = new Hashes();

    /**
     * Looks nowhere yet.
     *
     * @param installed the home's folder, which need not exist
     * @param shipped the distribution's folder
     * @param own the owner's file for a model, by its key
     */
    public Shelf(Path installed, @Nullable Path shipped, Function<String, Optional<Path>> own) {
        this.installed = installed;
        this.shipped = shipped;
        this.own = own;
    }

    /** Looks for a model's file. */
    public Place find(Declared model) throws IOException {
        Place damaged = Place.NOWHERE;
        for (Candidate candidate : candidates(model)) {
            if (Files.isRegularFile(candidate.path)) {
                Place place = judge(model, candidate);
                if (place.state().usable()) {
                    return place;
                }
                damaged = place;
            }
        }
        return damaged;
    }

    /** Returns where a fetched file of the model has its place. */
    public Path target(Declared model) {
        return installed.resolve(prefixed(model));
    }

    /** Deletes what was fetched; returns whether there was anything. */
    public boolean delete(Declared model) throws IOException {
        boolean deleted = false;
        for (Path path : List.of(target(model), installed.resolve(model.file()))) {
            deleted |= (path.equals(target(model)) || matches(model, path)) && Files.deleteIfExists(path);
            hashes.forget(path);
        }
        return deleted;
    }

    /** Returns the hash of a file. */
    public String hash(Path file) throws IOException {
        return hashes.of(file);
    }

    private boolean matches(Declared model, Path path) throws IOException {
        return Files.isRegularFile(path) && hashes.of(path).equals(model.sha256());
    }

    private record Candidate(State state, Path path) {}

    private List<Candidate> candidates(Declared model) {
        Candidate owners = own.apply(model.key())
                .map(path -> new Candidate(State.OWN, path))
                .orElse(null);
        if (model.sha256() == null) {
            Candidate put = new Candidate(State.INSTALLED, target(model));
            return owners == null ? List.of(put) : List.of(owners, put);
        }
        return Stream.of(
                        owners,
                        new Candidate(State.INSTALLED, target(model)),
                        new Candidate(State.INSTALLED, installed.resolve(model.file())),
                        shipped == null ? null : new Candidate(State.SHIPPED, shipped.resolve(prefixed(model))),
                        shipped == null ? null : new Candidate(State.SHIPPED, shipped.resolve(model.file())))
                .filter(Objects::nonNull)
                .toList();
    }

    private Place judge(Declared model, Candidate candidate) throws IOException {
        String wanted = model.sha256();
        // The size says it sooner, and spares the reading of what is wrong anyway.
        boolean same = wanted == null || Files.size(candidate.path) == model.size();
        String hash = same ? hashes.of(candidate.path) : null;
        return hash != null && (wanted == null || wanted.equals(hash))
                ? new Place(candidate.state, candidate.path, hash)
                : new Place(State.DAMAGED, candidate.path, null);
    }

    private static String prefixed(Declared model) {
        String hash = model.sha256();
        return (hash == null ? model.plugin() + "-" + model.name() : hash.substring(0, PREFIX)) + "-" + model.file();
    }
}
