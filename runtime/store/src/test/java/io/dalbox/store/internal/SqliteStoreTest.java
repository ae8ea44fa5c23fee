package io.dalbox.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.data.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.JDBC;

@Timeout(60)
class SqliteStoreTest {

    @TempDir
    private Path home;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(home);
        store.migrate("test", List.of("CREATE TABLE test_item (id INTEGER PRIMARY KEY, name TEXT UNIQUE, body BLOB);"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsWrittenIsRead() {
        long id = store.write(
                tx -> tx.insert("INSERT INTO test_item (name, body) VALUES (?, ?)", "a", new byte[] {1, 2}));
        assertThat(store.<Optional<String>>read(tx -> tx.one(
                        "SELECT name, body FROM test_item WHERE id = ?",
                        row -> row.getString(1) + row.getBytes(2).length,
                        id)))
                .contains("a2");
        assertThat(store.<Optional<Integer>>read(
                        tx -> tx.one("SELECT 1 FROM test_item WHERE name = ?", row -> 1, "none")))
                .isEmpty();
    }

    @Test
    void runsAsItShould() {
        assertThat(setting("journal_mode")).isEqualTo("wal");
        assertThat(store.<String>write(tx ->
                        tx.one("PRAGMA synchronous", row -> row.getString(1)).orElseThrow()))
                .isEqualTo("2");
        assertThat(setting("foreign_keys")).isEqualTo("1");
        assertThat(setting("mmap_size")).isEqualTo("0");
        assertThat(setting("query_only")).isEqualTo("1");
        assertThat(home.resolve("data/dalbox.db")).exists();
    }

    @Test
    void aFailedWorkTakesBackOnlyItself() throws Exception {
        insert("taken");
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        inOneBatch(
                () -> write("good 1", order),
                () -> {
                    assertThatThrownBy(() -> store.write(tx -> {
                                tx.update("INSERT INTO test_item (name) VALUES ('half')");
                                tx.afterCommit(() -> order.add("never"));
                                return tx.update("INSERT INTO test_item (name) VALUES ('taken')");
                            }))
                            .isInstanceOf(DatabaseException.class)
                            .hasMessageContaining("UNIQUE");
                },
                () -> write("good 2", order));
        assertThat(names()).containsExactlyInAnyOrder("taken", "good 1", "good 2");
        assertThat(order).containsExactlyInAnyOrder("good 1", "good 2");
    }

    @Test
    void aCommitThatFailsFailsAllOfItsBatchAndNoMore() throws Exception {
        store.migrate(
                "late",
                List.of(
                        "CREATE TABLE late_item (parent INTEGER REFERENCES test_item (id) DEFERRABLE INITIALLY DEFERRED);"));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        inOneBatch(
                () -> assertThatThrownBy(() -> write("innocent", order))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("FOREIGN KEY"),
                // Such a key is only checked by the commit.
                () -> assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO late_item VALUES (99)")))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("FOREIGN KEY"));
        assertThat(names()).isEmpty();
        assertThat(order).isEmpty();
        write("next", order);
        assertThat(names()).containsExactly("next");
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        IllegalArgumentException own = new IllegalArgumentException("mine");
        assertThatThrownBy(() -> store.write(tx -> {
                    tx.update("INSERT INTO test_item (name) VALUES ('x')");
                    throw own;
                }))
                .isSameAs(own);
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> store.read(tx -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void actionsAfterTheCommitSeeItAndComeBeforeTheCallerGoesOn() {
        List<Integer> seen = new ArrayList<>();
        store.write(tx -> {
            tx.afterCommit(() -> seen.add(names().size()));
            tx.afterCommit(() -> {
                throw new IllegalStateException("must not matter");
            });
            tx.afterCommit(() -> seen.add(2));
            return tx.update("INSERT INTO test_item (name) VALUES ('x')");
        });
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void aWriteInsideAWriteIsRefused() {
        assertThatThrownBy(() -> store.write(tx -> store.write(inner -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside another write");
        insert("still works");
    }

    @Test
    void aTransactionEndsWithItsWork() {
        List<io.dalbox.data.Tx> leaked = new ArrayList<>();
        store.write(leaked::add);
        assertThatThrownBy(() -> leaked.getFirst().update("DELETE FROM test_item"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReadSeesOneSnapshot() {
        int seen = store.read(tx -> {
            int before = tx.query("SELECT name FROM test_item", row -> row.getString(1))
                    .size();
            insert("meanwhile");
            assertThat(names()).isEmpty();
            return before
                    + tx.query("SELECT name FROM test_item", row -> row.getString(1))
                            .size();
        });
        assertThat(seen).isZero();
        assertThat(names()).hasSize(1);
    }

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() -> store.read(tx -> tx.update("DELETE FROM test_item")))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> store.read(tx -> {
                    tx.afterCommit(() -> {});
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aQueryMayRunInsideTheSameQuery() {
        insert("a");
        insert("b");
        List<Integer> counts = store.read(tx -> tx.query(
                "SELECT name FROM test_item",
                row -> tx.query("SELECT name FROM test_item", inner -> 1).size()));
        assertThat(counts).containsExactly(2, 2);
    }

    @Test
    void unknownKindsOfParameterAreRefused() {
        assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO test_item (name) VALUES (?)", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void manyWritersAndReadersLoseNothing() throws Exception {
        int writers = 32;
        int each = 50;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                String prefix = w + "-";
                all.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        insert(prefix + i);
                        assertThat(names()).contains(prefix + i);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(50, TimeUnit.SECONDS);
            }
        }
        assertThat(names()).hasSize(writers * each);
    }

    @Test
    void anInterruptedCallerStillLearnsThatItWasWritten() {
        Thread.currentThread().interrupt();
        insert("x");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(names()).containsExactly("x");
    }

    @Test
    void aFullDiskIsSaidAndPassesBy() {
        String pages = setting("page_count");
        store.write(tx -> tx.query("PRAGMA max_page_count=" + (Integer.parseInt(pages) + 2), row -> 1));
        assertThatThrownBy(() -> store.write(
                        tx -> tx.update("INSERT INTO test_item (name, body) VALUES ('big', ?)", new byte[100_000])))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("is full");
        assertThat(names()).isEmpty();
        insert("small");
        store.write(tx -> tx.query("PRAGMA max_page_count=1000000", row -> 1));
        store.write(tx -> tx.update("INSERT INTO test_item (name, body) VALUES ('big', ?)", new byte[100_000]));
        assertThat(names()).containsExactlyInAnyOrder("small", "big");
    }

    @Test
    void anotherWriterIsWaitedForAndThenNamed() throws Exception {
        try (Connection other =
                        JDBC.createConnection("jdbc:sqlite:" + home.resolve("data/dalbox.db"), new Properties());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            Thread patient = Thread.ofPlatform().start(() -> insert("patient"));
            org.awaitility.Awaitility.await()
                    .until(() -> List.of(patient.getStackTrace()).toString().contains("sqlite"));
            statement.execute("ROLLBACK");
            patient.join();
            assertThat(names()).containsExactly("patient");

            store.write(tx -> tx.query("PRAGMA busy_timeout=20", row -> 1));
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> insert("hurried"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("held by another program");
            statement.execute("ROLLBACK");
        }
        insert("next");
        assertThat(names()).containsExactlyInAnyOrder("patient", "next");
    }

    @Test
    void theLogIsTakenInBesideTheCommits() throws Exception {
        for (int i = 0; i < 5000; i++) {
            insert("item " + i);
        }
        // A log that was never begun anew would have some three pages for each of them.
        assertThat(Files.size(home.resolve("data/dalbox.db-wal"))).isLessThan(5000L * 2 * 4096);
        assertThat(names()).hasSize(5000);
    }

    @Test
    void aWorkThatGoesOnAfterAFullDiskWritesNothing() {
        String pages = setting("page_count");
        store.write(tx -> tx.query("PRAGMA max_page_count=" + (Integer.parseInt(pages) + 2), row -> 1));
        assertThatThrownBy(() -> store.write(tx -> {
                    try {
                        tx.update("INSERT INTO test_item (name, body) VALUES ('big', ?)", new byte[100_000]);
                    } catch (SQLException swallowed) {
                        assertThat(swallowed.getMessage()).contains("full");
                    }
                    return 1;
                }))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("is full");
        assertThat(names()).isEmpty();
    }

    @Test
    void closingPutsEverythingIntoOneFile() {
        insert("x");
        store.close();
        assertThat(home.resolve("data/dalbox.db-wal")).doesNotExist();
        assertThatThrownBy(() -> insert("y"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("stopping");
        assertThatThrownBy(this::names).isInstanceOf(DatabaseException.class);
        store = SqliteStore.open(home);
        assertThat(names()).containsExactly("x");
    }

    @Test
    void migrationsRunOnceAndInOrder() {
        List<String> steps = new ArrayList<>(List.of("""
                -- a comment;
                CREATE TABLE area_a (x TEXT DEFAULT 'a;b');
                INSERT INTO area_a DEFAULT VALUES;
                """));
        store.migrate("area", steps);
        store.migrate("area", steps);
        steps.add("ALTER TABLE area_a ADD COLUMN y INTEGER");
        store.migrate("area", steps);
        assertThat(store.<List<String>>read(
                        tx -> tx.query("SELECT x FROM area_a WHERE y IS NULL", row -> row.getString(1))))
                .containsExactly("a;b");
        assertThatThrownBy(() -> store.migrate("area", List.of("x")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void aMigrationThatFailsChangesNothing() {
        String half = "CREATE TABLE area_b (x TEXT);\nINSERT INTO nowhere VALUES (1);\n";
        assertThatThrownBy(() -> store.migrate("area", List.of(half)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Step 1 of \"area\"")
                .hasMessageContaining("nowhere");
        store.migrate("area", List.of("CREATE TABLE area_b (x TEXT);"));
    }

    @Test
    void aDamagedFileIsSaid() throws IOException {
        store.close();
        byte[] noise = new byte[8192];
        java.util.Arrays.fill(noise, (byte) 'x');
        Files.write(home.resolve("data/dalbox.db"), noise);
        assertThatThrownBy(() -> SqliteStore.open(home))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("backup");
    }

    @Test
    void aHomeThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("--home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "SMBFS"})
    void networkFileSystemsAreKnown(String type) {
        assertThat(DatabasePlace.isNetwork(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "9p", "fuseblk"})
    void localFileSystemsAreLetThrough(String type) {
        assertThat(DatabasePlace.isNetwork(type)).isFalse();
    }

    private String setting(String name) {
        return store.read(
                tx -> tx.one("PRAGMA " + name, row -> row.getString(1)).orElseThrow());
    }

    private void insert(String name) {
        store.write(tx -> tx.insert("INSERT INTO test_item (name) VALUES (?)", name));
    }

    private void write(String name, List<String> order) {
        store.write(tx -> {
            tx.afterCommit(() -> order.add(name));
            return tx.update("INSERT INTO test_item (name) VALUES (?)", name);
        });
    }

    private List<String> names() {
        return store.read(tx -> tx.query("SELECT name FROM test_item", row -> row.getString(1)));
    }

    /** Holds the writer until all works wait, so that they share a transaction. */
    private void inOneBatch(Runnable... works) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> holder = threads.submit(() -> store.write(tx -> {
                held.countDown();
                try {
                    return go.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new SQLException(e);
                }
            }));
            assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
            List<Future<?>> all = new ArrayList<>();
            for (Runnable work : works) {
                all.add(threads.submit(work));
            }
            org.awaitility.Awaitility.await().until(() -> store.waiting() == works.length);
            go.countDown();
            holder.get(20, TimeUnit.SECONDS);
            for (Future<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
    }
}
