package io.dalbox.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.data.DatabaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PluginDatabaseTest {

    private static final List<String> STEPS = List.of("CREATE TABLE note (name TEXT PRIMARY KEY);");

    @TempDir
    private Path home;

    private PluginDatabases all;

    @BeforeEach
    void start() {
        all = new PluginDatabases(home);
    }

    @Test
    void eachPluginHasAFileOfItsOwnMadeAtFirstUse() {
        try (PluginDatabase notes = PluginDatabase.of(all, "notes");
                PluginDatabase photos = PluginDatabase.of(all, "photos")) {
            assertThat(home.resolve("data")).doesNotExist();
            notes.migrate(STEPS);
            photos.migrate(STEPS);
            add(notes, "a");
            assertThat(names(photos)).isEmpty();
            assertThat(names(notes)).containsExactly("a");
        }
        // Closed, all is in the one file.
        assertThat(home.resolve("data/plugins")).isDirectoryContaining(file -> file.endsWith("notes.db"));
        assertThat(home.resolve("data/plugins").toFile().list()).containsExactlyInAnyOrder("notes.db", "photos.db");
    }

    @Test
    void isAsSafeAsTheCoreAndSmaller() {
        try (PluginDatabase notes = PluginDatabase.of(all, "notes")) {
            assertThat(read(notes, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(read(notes, "PRAGMA cache_size")).isEqualTo("-500");
            assertThat(read(notes, "PRAGMA query_only")).isEqualTo("1");
            assertThat(written(notes, "PRAGMA synchronous")).isEqualTo("2");
            assertThat(written(notes, "PRAGMA cache_size")).isEqualTo("-1000");
        }
    }

    @Test
    void aNewVersionFindsWhatTheOneBeforeWrote() {
        PluginDatabase old = opened("a");
        old.close();
        try (PluginDatabase next = PluginDatabase.of(all, "notes")) {
            next.migrate(List.of(STEPS.getFirst(), "ALTER TABLE note ADD COLUMN body TEXT;"));
            assertThat(names(next)).containsExactly("a");
        }
    }

    @Test
    void twoVersionsSideBySideShareTheDatabase() {
        PluginDatabase old = opened("a");
        PluginDatabase next = PluginDatabase.of(all, "notes");
        next.migrate(STEPS);
        add(next, "b");
        assertThat(names(old)).containsExactly("a", "b");
        old.close();
        add(next, "c");
        assertThat(names(next)).containsExactly("a", "b", "c");
        next.close();
        assertThat(home.resolve("data/plugins").toFile().list()).containsExactly("notes.db");
    }

    @Test
    void whatHasStoppedIsToldSo() {
        PluginDatabase old = opened("a");
        old.close();
        old.close();
        assertThatThrownBy(() -> names(old))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("notes")
                .hasMessageContaining("stopped");
        PluginDatabase unused = PluginDatabase.of(all, "photos");
        unused.close();
        assertThatThrownBy(() -> unused.migrate(STEPS)).isInstanceOf(DatabaseException.class);
    }

    @Test
    void anOlderVersionIsToldThatANewerOneWasThere() {
        try (PluginDatabase next = PluginDatabase.of(all, "notes")) {
            next.migrate(List.of(STEPS.getFirst(), "ALTER TABLE note ADD COLUMN body TEXT;"));
        }
        try (PluginDatabase old = PluginDatabase.of(all, "notes")) {
            assertThatThrownBy(() -> old.migrate(STEPS))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("this version of the plugin notes knows only 1")
                    .hasMessageContaining("newer version");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Files.createDirectories(home.resolve("data/plugins"));
        Files.writeString(
                home.resolve("data/plugins/notes.db"), "not a database, and long enough to be looked at".repeat(50));
        try (PluginDatabase notes = PluginDatabase.of(all, "notes")) {
            assertThatThrownBy(() -> notes.migrate(STEPS))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("notes.db");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../dalbox", "a", "", "Notes", "a/b", "notes.db"})
    void whatIsNoPluginIdIsRefused(String id) {
        try (PluginDatabase strange = PluginDatabase.of(all, id)) {
            assertThatThrownBy(() -> strange.migrate(STEPS))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("no plugin id");
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void versionsThatComeAndGoAtOnceLoseNothing() throws Exception {
        opened("first").close();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> visits = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        try (PluginDatabase one = PluginDatabase.of(all, "notes")) {
                            add(one, "n" + i);
                        }
                    }))
                    .toList();
            for (Future<?> visit : visits) {
                visit.get();
            }
        }
        try (PluginDatabase last = PluginDatabase.of(all, "notes")) {
            assertThat(names(last)).hasSize(41);
        }
    }

    @Test
    void closingWaitsForTheReadUnderWay() throws Exception {
        PluginDatabase notes = opened("a");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> reading = threads.submit(() -> notes.read(tx -> {
                inside.countDown();
                await(goOn);
                return tx.one("SELECT name FROM note", row -> row.getString(1)).orElseThrow();
            }));
            inside.await();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(notes::close, threads);
            assertThat(closing).isNotDone();
            goOn.countDown();
            assertThat(reading.get()).isEqualTo("a");
            closing.get();
        }
    }

    @Test
    void itsThreadsHoldNothingOfThePluginThatOpenedIt() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (PluginDatabase notes = PluginDatabase.of(all, "notes")) {
            ClassLoader plugins = new ClassLoader(before) {};
            Thread.currentThread().setContextClassLoader(plugins);
            notes.migrate(STEPS);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("dalbox-data-notes"))
                    .hasSize(2)
                    .noneMatch(thread -> thread.getContextClassLoader() == plugins);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void textInAnyLanguageIsFoundByTrigrams() {
        try (PluginDatabase notes = PluginDatabase.of(all, "notes")) {
            notes.migrate(List.of("CREATE VIRTUAL TABLE page USING fts5 (body, tokenize = 'trigram');"));
            notes.write(
                    tx -> tx.update("INSERT INTO page (body) VALUES (?), (?)", "今天天气很好，我们去公园散步", "An Invoice of 2026"));
            assertThat(found(notes, "\"天气很\"")).containsExactly("今天天气很好，我们去公园散步");
            assertThat(found(notes, "\"voic\"")).containsExactly("An Invoice of 2026");
            assertThat(found(notes, "\"天气坏\"")).isEmpty();
        }
    }

    @Test
    void wordsAreFoundWithoutTheirAccents() {
        try (PluginDatabase notes = PluginDatabase.of(all, "notes")) {
            notes.migrate(
                    List.of(
                            "CREATE VIRTUAL TABLE page USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');"));
            notes.write(tx -> tx.update("INSERT INTO page (body) VALUES (?), (?)", "Crème brûlée", "天气 很好"));
            assertThat(found(notes, "creme")).containsExactly("Crème brûlée");
            // Without spaces Chinese is one word: it is found by how it begins.
            assertThat(found(notes, "天*")).containsExactly("天气 很好");
            assertThat(found(notes, "气")).isEmpty();
        }
    }

    private PluginDatabase opened(String name) {
        PluginDatabase notes = PluginDatabase.of(all, "notes");
        notes.migrate(STEPS);
        add(notes, name);
        return notes;
    }

    private static void add(PluginDatabase notes, String name) {
        notes.write(tx -> tx.update("INSERT INTO note (name) VALUES (?)", name));
    }

    private static List<String> names(PluginDatabase notes) {
        return notes.read(tx -> tx.query("SELECT name FROM note ORDER BY name", row -> row.getString(1)));
    }

    private static List<String> found(PluginDatabase notes, String words) {
        return notes.read(tx -> tx.query("SELECT body FROM page WHERE page MATCH ?", row -> row.getString(1), words));
    }

    private static String read(PluginDatabase notes, String sql) {
        return notes.read(tx -> tx.one(sql, row -> row.getString(1)).orElseThrow());
    }

    private static String written(PluginDatabase notes, String sql) {
        return notes.write(tx -> tx.one(sql, row -> row.getString(1)).orElseThrow());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
