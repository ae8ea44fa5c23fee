package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.lanes.Schedules;
import io.dalbox.testing.TestStore;
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

    private Retention retention(long rows, InstantSource clock) {
        return new Retention(store, new Never(), Duration.ofDays(30), rows, clock);
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
