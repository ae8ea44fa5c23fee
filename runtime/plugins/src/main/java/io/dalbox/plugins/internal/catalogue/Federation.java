package io.dalbox.plugins.internal.catalogue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the index of a source together with those that it refers to, as one (OSGi Compendium 8, section 132.5.3). All of them or
 * nothing: half a catalogue would look as if plugins were gone.
 */
final class Federation {

    /** A chain of referrals is a mistake long before this. */
    private static final int DEEPEST = 5;

    private static final int MOST = 20;

    private final Documents documents;

    Federation(Documents documents) {
        this.documents = documents;
    }

    /**
     * What was read.
     *
     * @param index all of it
     * @param etag by which the server knows it again; {@code null} when it does not, or when others belong to it
     */
    record Read(Index index, @Nullable String etag) {}

    private record Step(URI address, int depth) {}

    /**
     * Reads a source.
     *
     * @param etag of what is kept, or {@code null}
     * @return empty when it is what it was
     */
    Optional<Read> read(String address, @Nullable String etag) throws IndexException {
        Path root = Documents.isFile(address) ? root(address) : null;
        Document first = root == null ? documents.web(address, etag) : documents.file(Path.of(address), root);
        if (first.content() == null) {
            return Optional.empty();
        }
        Index top = index(first.content(), first.place());
        if (top.referrals().isEmpty()) {
            return Optional.of(new Read(top, first.etag()));
        }
        return Optional.of(new Read(all(top, first.place(), root), null));
    }

    private Index all(Index top, Place place, @Nullable Path root) throws IndexException {
        Gathering gathering = new Gathering();
        gathering.addAll(top);
        Set<URI> seen = new HashSet<>(Set.of(place.index()));
        Deque<Step> steps = new ArrayDeque<>(steps(top, place, DEEPEST));
        while (!steps.isEmpty()) {
            Step step = steps.remove();
            if (!seen.add(step.address())) {
                continue;
            }
            if (seen.size() > MOST) {
                throw new IndexException(
                        "The index refers to more than " + MOST + " others, which is more than is read.");
            }
            Document document = document(step.address(), root);
            byte[] content = document.content();
            if (content != null) {
                Index index = index(content, document.place());
                gathering.addAll(index);
                steps.addAll(steps(index, document.place(), step.depth()));
            }
        }
        return gathering.index(top.name(), List.of());
    }

    private Document document(URI address, @Nullable Path root) throws IndexException {
        return root != null && "file".equals(address.getScheme())
                ? documents.file(Path.of(address), root)
                : documents.web(address.toString(), null);
    }

    /** Every index on the way bounds the depth, so the smallest holds. */
    private static List<Step> steps(Index index, Place place, int allowed) throws IndexException {
        List<Step> steps = new ArrayList<>();
        for (Index.Referral referral : index.referrals()) {
            int depth = Math.min(referral.depth(), allowed);
            if (depth > 0) {
                try {
                    steps.add(new Step(place.resolve(referral.address()), depth - 1));
                } catch (IllegalArgumentException e) {
                    throw new IndexException("The index refers to another one, but " + e.getMessage() + ".");
                }
            }
        }
        return steps;
    }

    private static Index index(byte[] content, Place place) throws IndexException {
        return IndexReader.of(content).read(content, place);
    }

    private static Path root(String address) throws IndexException {
        try {
            return Documents.root(address);
        } catch (IOException e) {
            throw new IndexException("There is no file " + address + " on the server.");
        }
    }
}
