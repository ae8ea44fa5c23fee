package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills the running server in every step of a swap and starts it again: one whole version answers, either of the two. Everybody
 * else is as before.
 */
class KilledSwapTest {

    /** Milliseconds from the rename to the kill: the file stands still for 20, is verified, swapped and tidied up after. */
    private static final List<Integer> EARLY = List.of(0, 30, 60, 90);

    private static final List<Integer> LATE = List.of(20, 45, 75, 120);

    /** What brings the process down while the next version comes. */
    private static final List<String> COMING = List.of("START KILL", "CLASS KILL", "ACTIVATE KILL", "START EXIT");

    /** And while the version before goes. */
    private static final List<String> GOING = List.of("DEACTIVATE KILL", "STOP KILL");

    @TempDir
    Path folder;

    @Test
    void killedFromOutsideAtAnyMoment() throws Exception {
        Together.run(
                List.of(() -> killedAt(folder.resolve("early"), EARLY), () -> killedAt(folder.resolve("late"), LATE)));
    }

    private static void killedAt(Path home, List<Integer> moments) throws Exception {
        Swaps swaps = new Swaps(home);
        for (int moment : moments) {
            swaps.dieAt(moment);
        }
        swaps.end();
    }

    @Test
    void broughtDownByTheVersionThatGoes() throws Exception {
        Swaps swaps = new Swaps(folder.resolve("going"));
        for (String fault : GOING) {
            swaps.dieOf(fault, "");
            assertThat(swaps.answers).isEqualTo(swaps.next);
        }
        swaps.end();
    }

    @Test
    void broughtDownByTheVersionThatComesTheOneBeforeRunsOn() throws Exception {
        Swaps swaps = new Swaps(folder.resolve("coming"));
        for (String fault : COMING) {
            swaps.dieOf("", fault);
            assertThat(swaps.answers).isEqualTo(swaps.before);
            assertThat(swaps.row.path("state").asString("")).isEqualTo("live");
            assertThat(swaps.row.path("detail").asString("")).contains("went down while this plugin was being started");
        }
        swaps.end();
    }

    /** A plugin that is swapped, in a server that dies of it again and again. */
    private static final class Swaps {
        private final Path home;
        private FaultyBox box;
        private int number;
        private String before = "";
        private String next = "";
        private String answers = "";
        private JsonNode row;

        Swaps(Path home) throws Exception {
            this.home = home;
            this.box = FaultyBox.start(home);
            this.row = box.row("swapped");
        }

        void dieAt(int moment) throws Exception {
            box.install("swapped", version());
            box.drop("swapped", version(), "");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(moment));
            box.dalbox().kill();
            comeBack();
            assertThat(answers)
                    .as("killed %d ms after the rename: %s", moment, row)
                    .isIn(before, next);
        }

        void dieOf(String going, String coming) throws Exception {
            box.drop("swapped", version(), going);
            box.awaitTold("swapped", next);
            box.drop("swapped", version(), coming);
            await().atMost(Duration.ofSeconds(20)).until(() -> !box.dalbox().isAlive());
            comeBack();
        }

        void end() throws Exception {
            box.endWell();
            box.close();
        }

        private String version() {
            before = next;
            next = "1.0." + ++number;
            return next;
        }

        private void comeBack() throws Exception {
            box.close();
            box = FaultyBox.start(home);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> box.row("swapped").path("state").asString("").matches("live|failed|quarantined"));
            row = box.row("swapped");
            answers = box.told("swapped");
            if (!answers.isEmpty()) {
                assertThat(row.path("version").asString("")).isEqualTo(answers);
            }
            assertThat(box.row("good").path("state").asString("")).isEqualTo("live");
        }
    }
}
