package io.dalbox.storage;

import java.util.List;
import java.util.Objects;

/**
 * The name of a file or folder on a mounted storage: {@code media:/films/a.mkv}.
 *
 * <p>There is one canonical form, and this class is the only place that makes it: no empty, {@code .} or {@code ..}
 * segment, no backslash, no control character, no trailing slash, at most {@value #MAX_SEGMENT_BYTES} bytes a segment and
 * {@value #MAX_BYTES} in all. Containment is decided by segments, never by string prefixes. Immutable.
 *
 * @param storage the mount's name: {@code [a-z][a-z0-9-]{0,30}}
 * @param segments the names from the root; empty for the root itself
 */
public record StoragePath(String storage, List<String> segments) implements Comparable<StoragePath> {

    /** The longest name of one file or folder, in UTF-8 bytes (the limit of common Linux file systems). */
    public static final int MAX_SEGMENT_BYTES = 255;

    /** The longest path, in UTF-8 bytes. */
    public static final int MAX_BYTES = 2048;

    /**
     * Checks and canonicalises.
     *
     * @throws IllegalArgumentException if a part is not allowed; the message says which and why
     */
    public StoragePath {
        segments = List.copyOf(segments);
        StoragePathSyntax.check(storage, segments);
    }

    /**
     * Reads the form that people and JSON use: {@code <storage>:/<segment>/<segment>}. A trailing slash is dropped.
     *
     * @throws IllegalArgumentException if it is not such a path; the message says what is wrong and what is expected
     */
    public static StoragePath parse(String text) {
        return StoragePathSyntax.parse(text);
    }

    /**
     * Returns the path of a child.
     *
     * @param name one segment
     * @throws IllegalArgumentException if the name is not allowed
     */
    public StoragePath resolve(String name) {
        return new StoragePath(
                storage,
                java.util.stream.Stream.concat(segments.stream(), java.util.stream.Stream.of(name))
                        .toList());
    }

    /**
     * Returns the folder that holds it.
     *
     * @throws IllegalStateException for the root
     */
    public StoragePath parent() {
        if (segments.isEmpty()) {
            throw new IllegalStateException("The root of storage " + storage + " has no parent");
        }
        return new StoragePath(storage, segments.subList(0, segments.size() - 1));
    }

    /** Returns the last segment, or an empty string for the root. */
    public String name() {
        return segments.isEmpty() ? "" : segments.getLast();
    }

    /** Returns whether {@code other} is this path or below it. */
    public boolean contains(StoragePath other) {
        return Objects.equals(storage, other.storage)
                && other.segments.size() >= segments.size()
                && other.segments.subList(0, segments.size()).equals(segments);
    }

    @Override
    public int compareTo(StoragePath other) {
        return toString().compareTo(other.toString());
    }

    /** Returns the canonical text, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return storage + ":/" + String.join("/", segments);
    }
}
