package io.dalbox.events.internal;

import io.dalbox.store.Store;

/** Lets the database believe that the disk is full. */
final class FullDisk {

    private static final long ROOM = 1_000_000;

    private final Store store;

    FullDisk(Store store) {
        this.store = store;
    }

    /** The database must not grow from now on. */
    void fill() {
        store.write(tx -> tx.query(
                "PRAGMA max_page_count="
                        + tx.one("PRAGMA page_count", row -> row.getLong(1)).orElseThrow(),
                row -> row.getLong(1)));
    }

    void free() {
        store.write(tx -> tx.query("PRAGMA max_page_count=" + ROOM, row -> row.getLong(1)));
    }
}
