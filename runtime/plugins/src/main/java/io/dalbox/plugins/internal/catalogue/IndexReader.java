package io.dalbox.plugins.internal.catalogue;

import java.nio.charset.StandardCharsets;

/** Reads one format of an index. */
interface IndexReader {

    /**
     * Reads an index.
     *
     * @param content its bytes, of bounded size
     * @param place where it lies
     * @throws IndexException if it is none; an entry that is wrong is only a fault of the index
     */
    Index read(byte[] content, Place place) throws IndexException;

    /** Returns the reader for some content, by its first character. */
    static IndexReader of(byte[] content) throws IndexException {
        String start = new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        if (start.startsWith("{")) {
            return new JsonIndexReader();
        }
        // UTF-16 has zeros between its letters.
        if (start.replace("\0", "").contains("<")) {
            return new OsgiIndexReader();
        }
        throw new IndexException("This is no index: it is neither OSGi repository XML nor a JSON object."
                + " Is it the address of the index, and not of a page about it?");
    }
}
