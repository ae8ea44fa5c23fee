package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills the shipped process at random moments, again and again, while events are published, delivered to a subscriber and to
 * flows, and worked off by tasks; then nothing that was acknowledged may be missing, out of order or in limbo.
 *
 * <p>{@code DALBOX_KILLS} says how often; {@code ./dalbox soak} does it two hundred times. The seed is printed.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillTest {

    private static final int KILLS = Integer.parseInt(System.getenv().getOrDefault("DALBOX_KILLS", "12"));
    private static final int WRITERS = 4;
    private static final long LONGEST_LIFE = 1500;
    private static final Duration DRAIN = Duration.ofMinutes(3);
    private static final int PAGE = 1000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final AtomicLong numbers = new AtomicLong();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostOutOfOrderOrInLimbo() throws Exception {
        Path home = folder.resolve("home");
        prepare(home);
        for (int kill = 0; kill < KILLS; kill++) {
            if (random.nextInt(5) == 0) {
                killDuringTheStart(home);
            } else {
                liveAndDie(home);
            }
        }
        try (DalboxProcess last = DalboxProcess.start(Shipped.TREE, home)) {
            awaitPlugin(last);
            awaitCalm(last);
            System.out.println("Killed " + KILLS + " times (seed " + seed + "): " + acknowledged.size() + " of "
                    + numbers.get() + " entries were acknowledged");
            check(last);
        }
    }

    /** A home with the plugin and the two flows. */
    private void prepare(Path home) throws Exception {
        Files.createDirectories(home.resolve("plugins"));
        Files.write(
                home.resolve("plugins/ledger.jar"),
                SmallPlugin.of("ledger", "1.0.0", "io.dalbox.it.sample.ledger").bytes());
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, home)) {
            awaitPlugin(dalbox);
            flow(dalbox, "Work off", "work", "{\"number\": \"event.number\"}");
            flow(dalbox, "Note", "note", "{\"number\": \"event.number\", \"folder\": \"event.folder\"}");
            enter(dalbox);
        }
    }

    private static void flow(DalboxProcess dalbox, String name, String action, String with) {
        HttpResponse<String> made = dalbox.post("/api/flows", """
                {"name": "%s", "enabled": true, "on": {"event": "ledger.entered"}, "when": null,
                 "do": {"plugin": "ledger", "action": "%s"}, "with": %s, "rate": {"per_minute": 1000000}}
                """.formatted(name, action, with));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private void killDuringTheStart(Path home) throws Exception {
        Path output = folder.resolve("start.out");
        Process process = DalboxProcess.launch(Shipped.TREE, home, DalboxProcess.freePort(), Map.of(), output);
        pause(random.nextLong(3000));
        process.destroyForcibly().waitFor();
    }

    private void liveAndDie(Path home) throws Exception {
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, home)) {
            AtomicBoolean going = new AtomicBoolean(true);
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(Thread.ofVirtual().start(() -> write(dalbox, going)));
            }
            awaitPlugin(dalbox);
            pause(random.nextLong(LONGEST_LIFE));
            dalbox.kill();
            going.set(false);
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    private void write(DalboxProcess dalbox, AtomicBoolean going) {
        while (going.get()) {
            try {
                enter(dalbox);
                pause(5);
            } catch (UncheckedIOException killed) {
                return; // whether that entry got in is unknown, and either is right
            }
        }
    }

    private void enter(DalboxProcess dalbox) {
        long number = numbers.incrementAndGet();
        HttpResponse<String> answer = dalbox.post(
                "/module/ledger/actions/enter",
                Json.mapper()
                        .createObjectNode()
                        .put("number", number)
                        .put("folder", folder.toString())
                        .toString());
        if (answer.statusCode() == 200) {
            acknowledged.add(number);
        }
    }

    /** A kill in the moment when it starts puts a plugin aside; its owner lets it go on. */
    private static void awaitPlugin(DalboxProcess dalbox) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            String state = dalbox.json("/api/plugins/ledger").path("state").asString("");
            if (state.equals("quarantined") || state.equals("failed")) {
                dalbox.post("/api/plugins/ledger/restart", "{}");
            }
            return state.equals("live");
        });
    }

    private static void awaitCalm(DalboxProcess dalbox) {
        await().atMost(DRAIN).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            for (JsonNode standing : dalbox.json("/api/subscribers").path("items")) {
                assertThat(standing.path("waiting").asLong(-1))
                        .as(standing.toString())
                        .isZero();
            }
            for (String state : List.of("queued", "running", "paused")) {
                assertThat(dalbox.json("/api/tasks?plugin=ledger&state=" + state)
                                .path("items"))
                        .as(state)
                        .isEmpty();
            }
            assertThat(dalbox.json("/api/deliveries?state=retrying").path("items"))
                    .isEmpty();
        });
    }

    private void check(DalboxProcess dalbox) throws IOException {
        List<Long> journal = numbers(dalbox, "ledger.entered");
        assertThat(journal)
                .as("the journal, without repetition")
                .doesNotHaveDuplicates()
                .containsAll(acknowledged);
        assertThat(dalbox.json("/api/deliveries?state=dead").path("items")).isEmpty();
        checkOrder("taken", journal);
        checkOrder("noted", journal);
        checkTasks(dalbox, journal);
        assertThat(numbers(dalbox, "ledger.worked"))
                .as("each was worked off, and said so, exactly once")
                .containsExactlyInAnyOrderElementsOf(journal);
    }

    /** In each life the lines go on, one after another, from where the life before stopped or from a little before. */
    private void checkOrder(String file, List<Long> journal) throws IOException {
        Map<Long, Integer> places = new HashMap<>();
        journal.forEach(number -> places.put(number, places.size()));
        Map<String, List<Integer>> lives = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve(file))) {
            String[] words = line.split(" ");
            Integer place = places.get(Long.valueOf(words[1]));
            assertThat(place)
                    .as("%s got %s, which is not in the journal", file, line)
                    .isNotNull();
            lives.computeIfAbsent(words[0], life -> new ArrayList<>()).add(place);
        }
        int next = 0;
        for (Map.Entry<String, List<Integer>> life : lives.entrySet()) {
            List<Integer> got = life.getValue();
            assertThat(got.getFirst())
                    .as("%s, life %s begins", file, life.getKey())
                    .isLessThanOrEqualTo(next);
            for (int i = 1; i < got.size(); i++) {
                assertThat(got.get(i)).as("%s, life %s", file, life.getKey()).isEqualTo(got.get(i - 1) + 1);
            }
            next = Math.max(next, got.getLast() + 1);
        }
        assertThat(next).as("%s got all", file).isEqualTo(journal.size());
    }

    private static void checkTasks(DalboxProcess dalbox, List<Long> journal) {
        List<Long> done = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = dalbox.json("/api/tasks?plugin=ledger&limit=" + PAGE + cursor);
            for (JsonNode task : page.path("items")) {
                assertThat(task.path("state").asString("")).as(task.toString()).isEqualTo("completed");
                done.add(task.path("result").path("number").asLong(-1));
            }
            String next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        assertThat(done).as("one task for each entry").containsExactlyInAnyOrderElementsOf(journal);
    }

    private static List<Long> numbers(DalboxProcess dalbox, String type) {
        List<Long> numbers = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode items = dalbox.json("/api/events?type=" + type + "&limit=" + PAGE + "&after=" + after)
                    .path("items");
            for (JsonNode event : items) {
                numbers.add(event.path("data").path("number").asLong(-1));
                after = event.path("sequence").asLong(0);
            }
            if (items.size() < PAGE) {
                return numbers;
            }
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
