package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.testing.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SubscriptionTest {

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
    void startsWithTheNextEventAndGoesOnWhereItStopped() {
        bus.sell("before");
        List<String> got = new CopyOnWriteArrayList<>();
        Journal.Registration first = bus.collect("a", got);
        bus.sell("one");
        await().untilAsserted(() -> assertThat(got).containsExactly("one"));
        first.close();

        bus.sell("while away");
        bus.sell("while away too");
        bus.collect("a", got);

        await().untilAsserted(() -> assertThat(got).containsExactly("one", "while away", "while away too"));
    }

    @Test
    void goesOnAfterARestartOfTheRuntime() throws InterruptedException {
        List<String> got = new CopyOnWriteArrayList<>();
        bus.collect("a", got);
        bus.sell("one");
        await().until(() -> got.size() == 1);
        bus.close();
        bus.sell("away");
        store.restart();

        bus = new Bus(store);
        bus.collect("a", got);
        bus.sell("two");

        await().untilAsserted(() -> assertThat(got).containsExactly("one", "away", "two"));
    }

    @Test
    void deliversEveryEventInOrderToEachSubscriber() {
        List<String> a = new CopyOnWriteArrayList<>();
        List<String> b = new CopyOnWriteArrayList<>();
        bus.collect("a", a);
        bus.collect("b", b);
        List<String> sent = IntStream.range(0, 300).mapToObj(i -> "thing " + i).toList();

        sent.forEach(bus::sell);

        await().untilAsserted(() -> assertThat(a).isEqualTo(sent));
        await().untilAsserted(() -> assertThat(b).isEqualTo(sent));
    }

    @Test
    void triesAnEventAgainUntilItIsTakenWithoutHoldingUpOthers() {
        List<String> steady = new CopyOnWriteArrayList<>();
        List<String> shaky = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger();
        bus.collect("steady", steady);
        bus.journal.subscribe(Bus.quick("shaky", 12, 1), attempt -> {
            if (failures.incrementAndGet() <= 3) {
                throw new IllegalStateException("not now");
            }
            shaky.add(attempt.event().data().path("thing").asString());
            return DeliveryOutcome.DONE;
        });

        bus.sell("one");
        bus.sell("two");

        await().untilAsserted(() -> assertThat(steady).containsExactly("one", "two"));
        await().untilAsserted(() -> assertThat(shaky).containsExactly("one", "two"));
        assertThat(failures).hasValue(5);
    }

    @Test
    void closingWaitsForTheDeliveryUnderWay() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> got = new CopyOnWriteArrayList<>();
        Journal.Registration registration = bus.journal.subscribe(SubscriptionSpec.of("slow", "shop.sold"), attempt -> {
            entered.countDown();
            go.await();
            got.add(attempt.event().data().path("thing").asString());
            return DeliveryOutcome.DONE;
        });
        bus.sell("one");
        await().until(() -> entered.getCount() == 0);

        Thread closing = Thread.ofVirtual().start(registration::close);
        await().during(Duration.ofMillis(100)).until(closing::isAlive);
        go.countDown();

        await().until(() -> !closing.isAlive());
        assertThat(got).containsExactly("one");
        bus.collect("slow", got);
        bus.sell("two");
        await().untilAsserted(() -> assertThat(got).containsExactly("one", "two"));
    }

    @Test
    void aDeliveryThatLeavesItsThreadInterruptedDoesNotEndTheSubscription() {
        List<String> got = new CopyOnWriteArrayList<>();
        bus.journal.subscribe(SubscriptionSpec.of("rude", "shop.sold"), attempt -> {
            got.add(attempt.event().data().path("thing").asString());
            Thread.currentThread().interrupt();
            return DeliveryOutcome.DONE;
        });

        bus.sell("one");
        await().until(() -> got.size() == 1);
        bus.sell("two");

        await().untilAsserted(() -> assertThat(got).containsExactly("one", "two"));
    }

    @Test
    void whatAHandlerPublishesNamesItsCause() {
        BundlePublisher publisher = new BundlePublisher("shop", bus.journal);
        bus.journal.subscribe(SubscriptionSpec.of("closer", "shop.sold"), attempt -> {
            publisher.publish(new Bus.Closed("sold out"));
            return DeliveryOutcome.DONE;
        });

        String id = bus.sell("the last one");

        await().untilAsserted(
                        () -> assertThat(bus.journal.read(0, 10, "shop.closed")).hasSize(1));
        JournalEvent closed = bus.journal.read(0, 10, "shop.closed").getFirst();
        assertThat(closed.info().causationId()).isEqualTo(id);
        assertThat(closed.info().hops()).isEqualTo(1);
    }
}
