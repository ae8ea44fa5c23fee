package io.dalbox.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process in the middle of writing: whatever it acknowledged must be there. */
@Timeout(60)
class KilledProcessTest {

    @TempDir
    private Path home;

    @RepeatedTest(3)
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> acknowledged;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            acknowledged = readThenKill(out, child);
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeGreaterThan(500);

        try (SqliteStore store = SqliteStore.open(home)) {
            List<String> found = store.read(tx -> tx.query("SELECT name FROM test_item", row -> row.getString(1)));
            assertThat(new HashSet<>(found)).containsAll(acknowledged);
            assertThat(store.<String>read(tx -> tx.one("PRAGMA integrity_check", row -> row.getString(1))
                            .orElseThrow()))
                    .isEqualTo("ok");
        }
    }

    private static Set<String> readThenKill(BufferedReader out, Process child) throws IOException {
        Set<String> lines = new HashSet<>();
        String line = out.readLine();
        while (line != null) {
            // A line cut short by the kill has no end mark.
            if (line.endsWith(".")) {
                lines.add(line.substring(0, line.length() - 1));
            }
            if (lines.size() == 501) {
                // Through the handle: Process.destroyForcibly would also close the stream that is read here.
                child.toHandle().destroyForcibly();
            }
            line = out.readLine();
        }
        return lines;
    }

    /** Writes from several threads for ever and says what is durable. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            SqliteStore store = SqliteStore.open(Path.of(args[0]));
            store.migrate("test", List.of("CREATE TABLE test_item (name TEXT PRIMARY KEY);"));
            long run = System.nanoTime();
            for (int t = 0; t < 8; t++) {
                String prefix = run + "-" + t + "-";
                Thread.ofPlatform().start(() -> writeForEver(store, prefix));
            }
        }

        private static void writeForEver(SqliteStore store, String prefix) {
            for (int i = 0; ; i++) {
                String name = prefix + i;
                store.write(tx -> tx.update("INSERT INTO test_item (name) VALUES (?)", name));
                System.out.println(name + ".");
            }
        }
    }
}
