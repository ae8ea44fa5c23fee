package io.dalbox.store.internal;

/**
 * What differs between databases; what keeps data safe does not.
 *
 * @param owner whose it is, as messages say it
 * @param threads how the names of its threads begin
 * @param readers connections that read at once
 * @param readerCache KiB of pages that each of them keeps
 * @param writerCache KiB of pages that the writer keeps
 */
record Tuning(String owner, String threads, int readers, int readerCache, int writerCache) {

    /** Reads take well under a millisecond; more connections would only hold more cache. */
    static final Tuning CORE = new Tuning("Dalbox", "dalbox-store", 4, 1000, 2000);

    /**
     * For the database of a plugin: at most 2 MiB of cache instead of 6. There are as many as plugins, most of them idle most of the
     * time, and what one keeps is seldom read by many at once; the system caches the file besides, and gives that back when memory is
     * short.
     */
    static Tuning plugin(String id) {
        return new Tuning("the plugin " + id, "dalbox-data-" + id, 2, 500, 1000);
    }
}
