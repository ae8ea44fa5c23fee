package io.dalbox.events.internal;

import io.dalbox.store.Store;
import java.util.List;

/** The tables of this bundle. */
final class Tables {

    private static final List<String> STEPS = List.of("""
            CREATE TABLE events_journal (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              source TEXT NOT NULL,
              type TEXT NOT NULL,
              time BIGINT NOT NULL,
              subject TEXT,
              causationid TEXT,
              hops INTEGER NOT NULL,
              data TEXT NOT NULL
            );
            CREATE INDEX events_journal_type ON events_journal (type, sequence);
            CREATE TABLE events_cursor (
              subscriber TEXT NOT NULL,
              type TEXT NOT NULL,
              sequence BIGINT NOT NULL,
              PRIMARY KEY (subscriber, type)
            );
            """, """
            CREATE INDEX events_journal_cause ON events_journal (causationid, sequence) WHERE causationid IS NOT NULL;
            CREATE INDEX events_journal_subject ON events_journal (subject, sequence) WHERE subject IS NOT NULL;
            CREATE TABLE events_delivery (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              subscriber TEXT NOT NULL,
              event TEXT NOT NULL,
              sequence BIGINT NOT NULL,
              type TEXT NOT NULL,
              state TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              created BIGINT NOT NULL,
              updated BIGINT NOT NULL,
              due BIGINT,
              duration DOUBLE PRECISION NOT NULL,
              error TEXT,
              task TEXT,
              detail TEXT,
              envelope TEXT,
              beside INTEGER NOT NULL
            );
            CREATE UNIQUE INDEX events_delivery_event ON events_delivery (event, subscriber);
            CREATE INDEX events_delivery_state ON events_delivery (state, id);
            CREATE INDEX events_delivery_subscriber ON events_delivery (subscriber, state, id);
            CREATE INDEX events_delivery_place ON events_delivery (subscriber, sequence);
            CREATE INDEX events_delivery_due ON events_delivery (subscriber, due) WHERE due IS NOT NULL;
            CREATE TABLE events_type (
              type TEXT NOT NULL,
              version INTEGER NOT NULL,
              data_schema TEXT NOT NULL,
              PRIMARY KEY (type, version)
            );
            CREATE TABLE events_retention (
              type TEXT NOT NULL PRIMARY KEY,
              days INTEGER,
              megabytes INTEGER
            );
            """);

    private Tables() {}

    /** Makes them, or brings them up to date. */
    static void prepare(Store store) {
        store.migrate("events", STEPS);
    }
}
