package io.dalbox.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.data.DatabaseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PluginDatabaseTest {

    private static final String NOTE = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);";

    @TempDir
    private Path home;

    private SqliteStore core;
    private PluginFiles files;
    private PluginDatabase database;

    @BeforeEach
    void open() {
        core = SqliteStore.open(home);
        files = new PluginFiles(home);
        database = new PluginDatabase(files, "notes");
    }

    @AfterEach
    void close() {
        files.close();
        core.close();
    }

    @Test
    void eachPluginHasItsOwnFile() {
        PluginDatabase other = new PluginDatabase(files, "other");
        database.migrate(List.of(NOTE));
        other.migrate(List.of(NOTE));
        write(database, "mine");

        assertThat(texts(database)).containsExactly("mine");
        assertThat(texts(other)).isEmpty();
        assertThat(home.resolve("data/plugins/notes.db")).exists();
        assertThat(home.resolve("data/plugins/other.db")).exists();
    }

    @Test
    void nothingIsOpenedForAPluginThatNeverAsks() {
        database.release();
        assertThat(home.resolve("data/plugins")).doesNotExist();
    }

    @Test
    void bothVersionsOfAPluginMayWriteWhileOneReplacesTheOther() {
        PluginDatabase next = new PluginDatabase(files, "notes");
        database.migrate(List.of(NOTE));
        write(database, "old");
        next.migrate(List.of(NOTE, "ALTER TABLE note ADD COLUMN tone TEXT;"));
        write(next, "new");
        write(database, "last of the old");
        database.release();
        write(next, "newest");

        assertThat(texts(next)).containsExactly("old", "new", "last of the old", "newest");
        assertThatThrownBy(() -> texts(database))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the plugin is stopping");
    }

    @Test
    void whatWasWrittenIsThereForTheNextVersion() {
        database.migrate(List.of(NOTE));
        write(database, "kept");
        database.release();

        PluginDatabase next = new PluginDatabase(files, "notes");
        next.migrate(List.of(NOTE));
        assertThat(texts(next)).containsExactly("kept");
    }

    @Test
    void anOlderVersionIsToldThatANewerOneWasHere() {
        database.migrate(List.of(NOTE, "ALTER TABLE note ADD COLUMN tone TEXT;"));
        assertThatThrownBy(() -> database.migrate(List.of(NOTE)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("a newer version has used it");
    }

    @ParameterizedTest
    @CsvSource({"unicode61, subtitle*", "trigram, 部电影"})
    void textIsSearched(String tokenizer, String wanted) {
        database.migrate(List.of("CREATE VIRTUAL TABLE page USING fts5(body, tokenize = '" + tokenizer + "');"));
        database.write(tx -> tx.update("INSERT INTO page (body) VALUES (?)", "媒体库已更新，新增三部电影。 Subtitles found"));
        assertThat(database.<Optional<Integer>>read(
                        tx -> tx.one("SELECT 1 FROM page WHERE page MATCH ?", row -> 1, wanted)))
                .isPresent();
        assertThat(database.<Optional<Integer>>read(
                        tx -> tx.one("SELECT 1 FROM page WHERE page MATCH ?", row -> 1, "nothing")))
                .isEmpty();
    }

    private static void write(PluginDatabase database, String text) {
        database.write(tx -> tx.update("INSERT INTO note (text) VALUES (?)", text));
    }

    private static List<String> texts(PluginDatabase database) {
        return database.read(tx -> tx.query("SELECT text FROM note ORDER BY id", row -> row.getString(1)));
    }
}
