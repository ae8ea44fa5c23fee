package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.data.DatabaseException;
import io.dalbox.events.EventPage;
import io.dalbox.events.EventQuery;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.NewEvent;
import io.dalbox.json.Json;
import io.dalbox.testing.TestStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EventSearchTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @RegisterExtension
    final TestStore store = new TestStore();

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @SuppressWarnings("NullAway.Init")
    private Bus bus;

    @BeforeEach
    void open() {
        bus = new Bus(store, now::get);
        for (int i = 0; i < 500; i++) {
            now.set(START.plusSeconds(i * 60L));
            publish(i % 100 == 0 ? "Grüner TEE " + i : "salt \"" + i + "\"", i % 50 == 0 ? "kitchen" : null);
        }
    }

    private void publish(String thing, @Nullable String subject) {
        bus.journal.publish(new NewEvent(
                "shop",
                "shop.sold",
                Json.mapper().createObjectNode().put("thing", thing).put("amount", 1),
                subject,
                subject == null ? null : "flow/" + subject,
                0));
    }

    @Test
    void findsByEachConditionAndSaysWhereItGoesOn() {
        assertThat(all(query(null, null, "kitchen", null, null, null))).hasSize(10);
        assertThat(all(query(null, null, null, null, null, "grüner tee"))).hasSize(5);
        assertThat(all(query(null, null, null, null, null, "GRÜNER"))).hasSize(5);
        assertThat(all(query(null, null, null, null, null, "SALT \"7\""))).hasSize(1);
        assertThat(all(query(null, null, "kitchen", null, null, "tee"))).hasSize(5);
        assertThat(all(query("/module/shop", "shop.sold", null, null, null, "%")))
                .isEmpty();
        assertThat(all(query("/core", null, null, null, null, null))).isEmpty();
        assertThat(all(query(null, null, null, START.plusSeconds(60 * 100), START.plusSeconds(60 * 200), null)))
                .hasSize(100)
                .allMatch(event -> !event.info().time().isBefore(START.plusSeconds(6000)));
        assertThat(bus.journal.causedBy("flow/kitchen", 1000)).hasSize(10);
        EventPage page = bus.journal.query(query(null, "shop.sold", null, null, null, null));
        assertThat(page.items()).hasSize(7).isSortedAccordingTo((a, b) -> Long.compare(b.sequence(), a.sequence()));
        assertThat(page.next()).isEqualTo(page.items().getLast().sequence());
        assertThat(bus.journal.find(page.items().getFirst().info().id()))
                .contains(page.items().getFirst());
    }

    @Test
    void tooMuchDataIsRefused() {
        assertThatThrownBy(() -> bus.sell("x".repeat(10 << 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 MiB");
    }

    @Test
    void aFullDiskRefusesAndPassesBy() {
        long last = bus.journal.last();
        int pages = store.<Integer>read(
                tx -> tx.one("PRAGMA page_count", row -> row.getInt(1)).orElseThrow());
        store.write(tx -> tx.query("PRAGMA max_page_count=" + (pages + 2), row -> 1));
        assertThatThrownBy(() -> bus.sell("x".repeat(500_000)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("is full");
        assertThat(bus.journal.last()).isEqualTo(last);
        store.write(tx -> tx.query("PRAGMA max_page_count=1000000", row -> 1));
        bus.sell("x".repeat(500_000));
        assertThat(bus.journal.last()).isEqualTo(last + 1);
    }

    @Test
    void aReaderThatHoldsTheDatabaseHoldsUpNobody() throws Exception {
        try (Connection reader =
                DriverManager.getConnection("jdbc:sqlite:" + store.home().resolve("data/dalbox.db"))) {
            reader.setAutoCommit(false);
            try (ResultSet rows = reader.createStatement().executeQuery("SELECT COUNT(*) FROM events_journal")) {
                assertThat(rows.getInt(1)).isEqualTo(500);
                for (int i = 0; i < 100; i++) {
                    bus.sell("thing " + i);
                }
            }
        }
        assertThat(bus.journal.last()).isEqualTo(600);
    }

    private List<JournalEvent> all(EventQuery first) {
        List<JournalEvent> found = new ArrayList<>();
        EventQuery query = first;
        while (true) {
            EventPage page = bus.journal.query(query);
            found.addAll(page.items());
            if (page.next() == null) {
                return found;
            }
            query = new EventQuery(
                    page.next(),
                    first.type(),
                    first.source(),
                    first.subject(),
                    null,
                    first.since(),
                    first.until(),
                    first.text(),
                    7);
        }
    }

    private static EventQuery query(
            @Nullable String source,
            @Nullable String type,
            @Nullable String subject,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String text) {
        return new EventQuery(0, type, source, subject, null, since, until, text, 7);
    }
}
