package io.dalbox.plugins.internal.catalogue;

import io.dalbox.data.Tx;
import io.dalbox.json.Json;
import io.dalbox.plugins.Catalogue;
import io.dalbox.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** The sources, and of each the last good index. */
final class SourceTable {

    private static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE catalogue_source (
              id TEXT PRIMARY KEY,
              address TEXT NOT NULL UNIQUE,
              name TEXT NOT NULL,
              added BIGINT NOT NULL,
              checked BIGINT NOT NULL,
              read BIGINT NOT NULL,
              etag TEXT,
              plugins INTEGER NOT NULL,
              faulty INTEGER NOT NULL,
              problem TEXT,
              faults TEXT NOT NULL
            );
            CREATE TABLE catalogue_entry (
              source TEXT NOT NULL,
              place INTEGER NOT NULL,
              plugin TEXT NOT NULL,
              words TEXT NOT NULL,
              entry TEXT NOT NULL,
              PRIMARY KEY (source, place)
            );
            CREATE INDEX catalogue_entry_plugin ON catalogue_entry (plugin);
            """);

    private static final String SELECT =
            "SELECT id, address, name, added, checked, read, etag, plugins, faulty, problem,"
                    + " faults FROM catalogue_source ";
    private static final String ENTRIES =
            "SELECT e.source, e.plugin, e.words, e.entry FROM catalogue_entry e JOIN catalogue_source s ON s.id = e.source ";
    private static final String ORDER = "ORDER BY s.added, s.id, e.place";
    private static final TypeReference<List<Catalogue.Fault>> FAULTS = new TypeReference<>() {};

    private final Store store;

    SourceTable(Store store) {
        this.store = store;
        store.migrate("catalogue", MIGRATIONS);
    }

    /**
     * A source as it is kept.
     *
     * @param etag by which its server knows the index again
     */
    record Kept(Catalogue.Source source, @Nullable String etag) {}

    List<Kept> list() {
        return store.read(tx -> tx.query(SELECT + "ORDER BY added, id", SourceTable::source));
    }

    Optional<Kept> find(String id) {
        return store.read(tx -> tx.one(SELECT + "WHERE id = ?", SourceTable::source, id));
    }

    /** Keeps a new source with its index; false when the address is kept already. */
    boolean add(Catalogue.Source source, @Nullable String etag, List<Entry> entries) {
        return store.write(tx -> {
            boolean known = tx.one(
                            "SELECT id FROM catalogue_source WHERE address = ?",
                            row -> row.getString(1),
                            source.address())
                    .isPresent();
            if (!known) {
                tx.update(
                        "INSERT INTO catalogue_source (name, checked, read, etag, plugins, faulty, problem, faults, added,"
                                + " address, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        values(source, etag));
                insert(tx, source.id(), entries);
            }
            return !known;
        });
    }

    /** Keeps another index of a source, which may be gone by now. */
    void replace(Catalogue.Source source, @Nullable String etag, List<Entry> entries) {
        store.write(tx -> {
            int changed = tx.update(
                    "UPDATE catalogue_source SET name = ?, checked = ?, read = ?, etag = ?, plugins = ?, faulty = ?,"
                            + " problem = ?, faults = ?, added = ?, address = ? WHERE id = ?",
                    values(source, etag));
            tx.update("DELETE FROM catalogue_entry WHERE source = ?", source.id());
            if (changed > 0) {
                insert(tx, source.id(), entries);
            }
            return changed;
        });
    }

    /** Notes that a source was asked for and is as it was, or why it could not be read. */
    void checked(String id, Instant when, @Nullable String problem) {
        store.write(tx -> problem == null
                ? tx.update(
                        "UPDATE catalogue_source SET checked = ?, read = ?, problem = NULL WHERE id = ?",
                        when.toEpochMilli(),
                        when.toEpochMilli(),
                        id)
                : tx.update(
                        "UPDATE catalogue_source SET checked = ?, problem = ? WHERE id = ?",
                        when.toEpochMilli(),
                        problem,
                        id));
    }

    boolean remove(String id) {
        return store.write(tx -> {
            tx.update("DELETE FROM catalogue_entry WHERE source = ?", id);
            return tx.update("DELETE FROM catalogue_source WHERE id = ?", id) > 0;
        });
    }

    /** Returns all entries, those of older sources first. */
    List<Listed> entries() {
        return store.read(tx -> tx.query(ENTRIES + ORDER, SourceTable::listed));
    }

    /** Returns the entries of a plugin, those of older sources first. */
    List<Listed> entries(String plugin) {
        return store.read(tx -> tx.query(ENTRIES + "WHERE e.plugin = ? " + ORDER, SourceTable::listed, plugin));
    }

    private static void insert(Tx tx, String source, List<Entry> entries) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entry entry : entries) {
            String words =
                    entry.name() + "\n" + entry.id() + "\n" + (entry.description() == null ? "" : entry.description());
            rows.add(new @Nullable Object[] {
                source,
                rows.size(),
                entry.id(),
                words.toLowerCase(Locale.ROOT),
                Json.mapper().writeValueAsString(entry)
            });
        }
        tx.updateAll("INSERT INTO catalogue_entry (source, place, plugin, words, entry) VALUES (?, ?, ?, ?, ?)", rows);
    }

    private static @Nullable Object[] values(Catalogue.Source source, @Nullable String etag) {
        return new @Nullable Object[] {
            source.name(),
            source.checked().toEpochMilli(),
            source.read().toEpochMilli(),
            etag,
            source.plugins(),
            source.faulty(),
            source.problem(),
            Json.mapper().writeValueAsString(source.faults()),
            source.added().toEpochMilli(),
            source.address(),
            source.id()
        };
    }

    private static Kept source(ResultSet row) throws SQLException {
        return new Kept(
                new Catalogue.Source(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("address"),
                        Instant.ofEpochMilli(row.getLong("added")),
                        Instant.ofEpochMilli(row.getLong("checked")),
                        Instant.ofEpochMilli(row.getLong("read")),
                        row.getInt("plugins"),
                        row.getInt("faulty"),
                        row.getString("problem"),
                        Json.mapper().readValue(row.getString("faults"), FAULTS)),
                row.getString("etag"));
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
