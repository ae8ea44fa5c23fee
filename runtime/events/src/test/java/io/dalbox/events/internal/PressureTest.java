package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.data.DatabaseException;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.JournalEvent;
import io.dalbox.testing.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Too much at once, and no room. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PressureTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @SuppressWarnings("NullAway.Init")
    private Bus bus;

    @BeforeEach
    void open() {
        bus = new Bus(store);
    }

    @AfterEach
    void close() throws InterruptedException {
        bus.close();
    }

    @Test
    void whatOverflowsWhileItIsPublishedComesInOrderAndOnce() throws InterruptedException {
        int publishers = 8;
        int each = 500;
        CountDownLatch go = new CountDownLatch(1);
        List<Long> got = new CopyOnWriteArrayList<>();
        bus.journal.subscribe(Bus.quick("slow", 1, 1), attempt -> {
            go.await();
            got.add(attempt.event().sequence());
            return DeliveryOutcome.DONE;
        });
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < publishers; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < each; n++) {
                    bus.sell("thing");
                    if (bus.journal.last() > 1500) {
                        // More than an inbox holds has gone by; the rest is published while it reads.
                        go.countDown();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> got.size() >= publishers * each);

        assertThat(got).isEqualTo(sequences()).hasSize(publishers * each);
    }

    @Test
    void anInboxHoldsNoMoreThanSomeData() {
        EventTable table = new EventTable(store);
        Inbox inbox = new Inbox(table, "shop.sold", 0, () -> {});
        assertThat(inbox.next()).isNull();
        bus.journal.listen(inbox::announced);
        String big = "x".repeat(300_000);
        for (int i = 0; i < 20; i++) {
            bus.sell(big + i);
        }

        List<Long> got = new ArrayList<>();
        int most = inbox.held();
        for (JournalEvent event = inbox.next(); event != null; event = inbox.next()) {
            got.add(event.sequence());
            most = Math.max(most, inbox.held());
        }

        assertThat(got).isEqualTo(sequences()).hasSize(20);
        assertThat(most).isBetween(3, 14);
    }

    @Test
    void aFullDiskHoldsUpDeliveriesAndLosesNone() {
        CountDownLatch go = new CountDownLatch(1);
        List<String> got = new CopyOnWriteArrayList<>();
        bus.journal.subscribe(Bus.quick("keeper", 3, 1), attempt -> {
            go.await();
            got.add(attempt.event().info().id());
            return DeliveryOutcome.DONE;
        });
        List<String> acknowledged = new ArrayList<>();
        FullDisk disk = new FullDisk(store);
        acknowledged.add(bus.sell("first"));
        disk.fill();
        String big = "x".repeat(1000);
        assertThatThrownBy(() -> {
                    while (true) {
                        acknowledged.add(bus.sell(big));
                    }
                })
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("full");
        go.countDown();
        await().until(() -> !got.isEmpty());
        disk.free();
        acknowledged.add(bus.sell("last"));

        await().untilAsserted(() -> assertThat(got.stream().distinct().toList()).isEqualTo(acknowledged));
        await().untilAsserted(() -> assertThat(done()).isEqualTo(acknowledged));
    }

    private List<Long> sequences() {
        return store.read(
                tx -> tx.query("SELECT sequence FROM events_journal ORDER BY sequence", row -> row.getLong(1)));
    }

    private List<String> done() {
        return store.read(tx -> tx.query(
                "SELECT event FROM events_delivery WHERE state = 'done' ORDER BY sequence", row -> row.getString(1)));
    }
}
