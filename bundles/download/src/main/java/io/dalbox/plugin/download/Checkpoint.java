package io.dalbox.plugin.download;

import io.dalbox.storage.StoragePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a download needs to go on after any kind of end. Positions are only as far as the data had been forced to disk.
 *
 * @param part the partial file
 * @param target the file it will be
 * @param source what the server said the file is
 * @param segments how far each is
 * @param finishing whether everything is there and the rename to {@code target} may have begun
 */
public record Checkpoint(String part, String target, Source source, List<Span> segments, boolean finishing) {

    /**
     * A part of the file.
     *
     * @param start its first byte
     * @param end the byte after its last; negative when unknown
     * @param position the first byte that is missing
     */
    public record Span(long start, long end, long position) {}

    /**
     * The file as the server described it first; what comes later must be of the same.
     *
     * @param size in bytes; negative when unknown
     * @param ranges whether the server said that it sends ranges
     * @param etag its entity tag
     * @param lastModified its date
     * @param mimeType its media type
     */
    public record Source(
            long size,
            boolean ranges,
            @Nullable String etag,
            @Nullable String lastModified,
            String mimeType) {

        /** Returns what If-Range may hold (RFC 9110, section 13.1.5); {@code null} when nothing can tell two versions apart. */
        @Nullable
        String validator() {
            return etag != null && !etag.startsWith("W/") ? etag : lastModified;
        }

        /** Returns the same file on a server that is not to be asked for ranges. */
        Source withoutRanges() {
            return new Source(size, false, etag, lastModified, mimeType);
        }

        /** Returns whether another answer may be of the same file. */
        boolean sameFile(Source other) {
            return size == other.size && (etag == null || other.etag == null || etag.equals(other.etag));
        }
    }

    StoragePath partPath() {
        return StoragePath.parse(part);
    }

    StoragePath targetPath() {
        return StoragePath.parse(target);
    }

    Checkpoint with(List<Span> spans) {
        return new Checkpoint(part, target, source, spans, finishing);
    }

    Checkpoint finishingAs(StoragePath path) {
        return new Checkpoint(part, path.toString(), source, segments, true);
    }
}
