package io.dalbox.pages.internal;

import io.dalbox.store.Store;
import java.util.List;

/** The tables of this bundle. */
final class PageTables {

    private static final List<String> STEPS = List.of("""
            CREATE TABLE pages_file (
              plugin TEXT NOT NULL,
              file TEXT NOT NULL,
              hash TEXT NOT NULL,
              content TEXT NOT NULL,
              PRIMARY KEY (plugin, file)
            );
            CREATE TABLE pages_choice (
              user_id TEXT NOT NULL,
              kind TEXT NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (user_id, kind)
            );
            """, """
            CREATE TABLE pages_checked (
              plugin TEXT NOT NULL PRIMARY KEY,
              hash TEXT NOT NULL,
              faults TEXT NOT NULL
            );
            """);

    private PageTables() {}

    static void make(Store store) {
        store.migrate("pages", STEPS);
    }
}
