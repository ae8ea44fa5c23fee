package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.data.DatabaseException;
import io.dalbox.data.Tx;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Retentions;
import io.dalbox.lanes.Schedules;
import io.dalbox.testing.TestStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RetentionTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @Test
    void removesTheOldestBeyondTheBound() throws Exception {
        Bus bus = new Bus(store);
        store.write(tx -> {
            for (int i = 0; i < 2500; i++) {
                bus.journal.append(tx, Bus.sold("thing " + i));
            }
            return true;
        });

        retention(1200, InstantSource.system()).prune();

        assertThat(count()).isEqualTo(1200);
        assertThat(bus.journal.newest(0, 1, null).getFirst().sequence()).isEqualTo(bus.journal.last());
    }

    @Test
    void removesWhatIsTooOldAndNeverUsesASequenceTwice() throws Exception {
        Bus bus = new Bus(store);
        for (int i = 0; i < 5; i++) {
            bus.sell("thing " + i);
        }
        long last = bus.journal.last();

        retention(1_000_000, InstantSource.system()).prune();
        assertThat(count()).isEqualTo(5);
        retention(1_000_000, InstantSource.fixed(Instant.now().plus(Duration.ofDays(31))))
                .prune();

        assertThat(count()).isZero();
        bus.sell("new");
        assertThat(bus.journal.last()).isGreaterThan(last);
    }

    @Test
    void aTypeMayHaveBoundsOfItsOwn() throws Exception {
        Bus bus = new Bus(store);
        SqlRetentions bounds = new SqlRetentions(store);
        bounds.set(new Retentions.Retention("shop.sold", null, 1));
        String big = "x".repeat(100_000);
        for (int i = 0; i < 15; i++) {
            bus.sell(big + i);
        }
        bus.journal.publish(Bus.event(new Bus.Closed("night")));

        retention(1, InstantSource.fixed(Instant.now().plus(Duration.ofDays(99))))
                .prune();

        assertThat(bus.journal.read(0, 100, null))
                .hasSize(10)
                .allMatch(event -> event.info().type().equals("shop.sold"));
        assertThat(bounds.count("shop.sold")).isEqualTo(10);
        assertThatThrownBy(() -> bounds.set(new Retentions.Retention("shop.sold", 0, null)))
                .isInstanceOf(IllegalArgumentException.class);
        bounds.set(new Retentions.Retention("shop.sold", null, null));
        assertThat(bounds.list()).isEmpty();
    }

    @Test
    void theOwnerOfATypeMayWishHowLongItIsKept() throws Exception {
        Bus bus = new Bus(store);
        EventTypes.Type sold = bus.types.find("shop.sold").orElseThrow();
        bus.types.register(new EventTypes.Type(
                sold.name(), sold.owner(), sold.description(), sold.version(), sold.schema(), false, 60));
        bus.sell("kept");
        bus.journal.publish(Bus.event(new Bus.Closed("night")));

        retention(bus.types, 1_000_000, later(40)).prune();
        assertThat(bus.journal.read(0, 100, null))
                .extracting(event -> event.info().type())
                .containsExactly("shop.sold");

        new SqlRetentions(store).set(new Retentions.Retention("shop.sold", 100, null));
        retention(bus.types, 1_000_000, later(70)).prune();
        assertThat(count()).isEqualTo(1);

        new SqlRetentions(store).set(new Retentions.Retention("shop.sold", null, null));
        retention(bus.types, 1_000_000, later(70)).prune();
        assertThat(count()).isZero();
    }

    @Test
    void historyGoesButDeadLettersStay() throws Exception {
        Bus bus = new Bus(store);
        long now = Instant.now().toEpochMilli();
        store.write(tx -> {
            for (int i = 0; i < 1300; i++) {
                history(tx, "done", i, now);
            }
            history(tx, "dead", 2000, 0);
            history(tx, "retrying", 2001, 0);
            return history(tx, "discarded", 2002, 0);
        });

        new Pruning(store, Instant.ofEpochMilli(now)).deliveries(Duration.ofDays(30), 200);

        assertThat(states()).containsExactly("dead 1", "done 200", "retrying 1");
        assertThat(store.<Long>read(tx -> tx.one(
                                "SELECT MIN(sequence) FROM events_delivery WHERE state = 'done'", row -> row.getLong(1))
                        .orElseThrow()))
                .isEqualTo(1100);
        new Pruning(store, Instant.ofEpochMilli(now).plus(Duration.ofDays(31))).deliveries(Duration.ofDays(30), 200);
        assertThat(states()).containsExactly("dead 1", "retrying 1");
        bus.close();
    }

    @Test
    void makesRoomOnAFullDisk() throws Exception {
        Bus bus = new Bus(store);
        for (int i = 0; i < 50; i++) {
            bus.sell("thing " + i);
        }
        FullDisk disk = new FullDisk(store);
        disk.fill();
        String big = "x".repeat(2000);
        assertThatThrownBy(() -> {
                    while (true) {
                        bus.sell(big);
                    }
                })
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("full");
        long last = bus.journal.last();

        retention(10, InstantSource.system()).prune();
        bus.sell("fits again");

        assertThat(bus.journal.last()).isEqualTo(last + 1);
        assertThat(count()).isEqualTo(11);
        bus.close();
    }

    private static int history(Tx tx, String state, int number, long updated) throws SQLException {
        return tx.update(
                "INSERT INTO events_delivery (subscriber, event, sequence, type, state, attempts, created, updated,"
                        + " duration, beside) VALUES ('a', ?, ?, 'shop.sold', ?, 1, 0, ?, 0, 0)",
                "e" + number,
                number,
                state,
                updated);
    }

    private List<String> states() {
        return store.read(tx -> tx.query(
                "SELECT state, COUNT(*) FROM events_delivery GROUP BY state ORDER BY state",
                row -> row.getString(1) + " " + row.getLong(2)));
    }

    private static InstantSource later(int days) {
        return InstantSource.fixed(Instant.now().plus(Duration.ofDays(days)));
    }

    private Retention retention(long rows, InstantSource clock) {
        return retention(new EventTypeRegistry(), rows, clock);
    }

    private Retention retention(EventTypes types, long rows, InstantSource clock) {
        return new Retention(store, types, new Never(), Duration.ofDays(30), rows, clock);
    }

    private long count() {
        return store.read(tx -> tx.one("SELECT COUNT(*) FROM events_journal", row -> row.getLong(1)))
                .orElseThrow();
    }

    private static final class Never implements Schedules {
        @Override
        public Registration add(String owner, Timing timing, BackgroundWork work) {
            assertThat(owner).isEqualTo("core");
            return () -> {};
        }

        @Override
        public List<View> list(@Nullable String owner) {
            return List.of();
        }

        @Override
        public Optional<View> find(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<View> run(String id) {
            return Optional.empty();
        }

        @Override
        public void pause(Set<String> ids) {}
    }
}
