package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.DeliveryRecord.State;
import io.dalbox.events.Journal;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.json.Json;
import io.dalbox.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DeliveryTest {

    private static final DeliveryOutcome BAD = new DeliveryOutcome.Failed("no such shelf", true, null);

    @RegisterExtension
    final TestStore store = new TestStore();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<String> got = new CopyOnWriteArrayList<>();

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

    private void restart() throws InterruptedException {
        bus.close();
        store.restart();
        bus = new Bus(store);
    }

    @Test
    void whatFailsForEverIsADeadLetterAndTheNextFollowsInOrder() {
        bus.journal.subscribe(Bus.quick("a", 3, 1), attempt -> {
            got.add(Bus.thing(attempt) + attempt.number());
            if (Bus.thing(attempt).equals("bad")) {
                throw new IllegalStateException("broken shelf");
            }
            return DeliveryOutcome.DONE;
        });
        String bad = bus.sell("bad");
        bus.sell("good");

        await().untilAsserted(() -> assertThat(got).containsExactly("bad1", "bad2", "bad3", "good1"));
        DeliveryRecord dead = bus.deliveries.find("a", bad).orElseThrow();
        assertThat(dead.state()).isEqualTo(State.DEAD);
        assertThat(dead.attempts()).isEqualTo(3);
        assertThat(dead.error()).isEqualTo("broken shelf");
        assertThat(thing(dead)).isEqualTo("bad");
        await().untilAsserted(() -> assertThat(states()).containsExactly(State.DONE, State.DEAD));
        assertThat(bus.journal
                        .read(0, 10, DeliveryDead.NAME)
                        .getFirst()
                        .data()
                        .path("event_id")
                        .asString())
                .isEqualTo(bad);
    }

    @Test
    void aPermanentFailureIsNotTriedAgainAndLeavesNoTrailOfItsOwnKind() {
        bus.journal.subscribe(
                new SubscriptionSpec("mourner", DeliveryDead.NAME, RetryPolicy.DEFAULT, 1, false), attempt -> BAD);
        bus.journal.subscribe(Bus.quick("a", 9, 1), attempt -> BAD);
        bus.sell("one");

        await().untilAsserted(
                        () -> assertThat(bus.deliveries.list(query("mourner")).items())
                                .extracting(DeliveryRecord::state)
                                .containsExactly(State.DEAD));
        assertThat(bus.journal.read(0, 10, DeliveryDead.NAME)).hasSize(1);
    }

    @Test
    void attemptsGoOnAfterARestart() throws InterruptedException {
        SubscriptionSpec slow = new SubscriptionSpec(
                "a",
                "shop.sold",
                new RetryPolicy(2, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofDays(1)),
                1,
                false);
        bus.journal.subscribe(slow, attempt -> new DeliveryOutcome.Failed("first", false, null));
        String id = bus.sell("one");
        await().until(() -> bus.deliveries.find("a", id).isPresent());
        restart();

        bus.journal.subscribe(slow, attempt -> new DeliveryOutcome.Failed("attempt " + attempt.number(), false, null));
        await().untilAsserted(() -> assertThat(bus.deliveries.find("a", id).orElseThrow())
                .extracting(DeliveryRecord::state, DeliveryRecord::error)
                .containsExactly(State.DEAD, "attempt 2"));
    }

    @Test
    void whatIsHeldWaitsWithoutCountingUntilItIsTooOld() throws InterruptedException {
        bus.close();
        bus = new Bus(store, now::get);
        AtomicBoolean there = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        bus.journal.subscribe(Bus.quick("a", 2, 1), attempt -> {
            got.add(Bus.thing(attempt) + attempt.number());
            looks.incrementAndGet();
            return there.get() ? DeliveryOutcome.DONE : new DeliveryOutcome.Held("the shelf is away");
        });
        bus.sell("one");
        await().until(() -> later() && looks.get() > 5);
        assertThat(bus.deliveries.standings().getFirst().held()).isEqualTo("the shelf is away");
        there.set(true);
        await().until(() -> later() && bus.deliveries.standings().getFirst().delivered() == 1);
        assertThat(got).containsOnly("one1");

        there.set(false);
        String second = bus.sell("two");
        await().until(() -> bus.deliveries.find("a", second).isPresent());
        now.updateAndGet(time -> time.plus(Duration.ofDays(2)));
        await().untilAsserted(() -> assertThat(
                        bus.deliveries.find("a", second).orElseThrow().state())
                .isEqualTo(State.DEAD));
    }

    @Test
    void aClockPutBackDelaysNothing() throws InterruptedException {
        bus.close();
        bus = new Bus(store, now::get);
        bus.journal.subscribe(Bus.quick("a", 9, 1), attempt -> {
            got.add(Bus.thing(attempt));
            return attempt.number() == 1 ? new DeliveryOutcome.Failed("once", false, null) : DeliveryOutcome.DONE;
        });
        String one = bus.sell("one");
        now.updateAndGet(time -> time.minus(Duration.ofHours(3)));
        String two = bus.sell("two");
        await().untilAsserted(() -> {
            now.updateAndGet(time -> time.plusMillis(20));
            assertThat(got).containsExactly("one", "one", "two", "two");
        });
        assertThat(two).isGreaterThan(one);
    }

    @Test
    void severalAreUnderWayAtOnceAndOneThatIsTriedAgainHoldsUpNobody() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(4);
        bus.journal.subscribe(Bus.quick("a", 100, 4), attempt -> {
            together.countDown();
            together.await();
            if (Bus.thing(attempt).equals("bad")) {
                return new DeliveryOutcome.Failed("not yet", false, null);
            }
            got.add(Bus.thing(attempt));
            return DeliveryOutcome.DONE;
        });
        String bad = bus.sell("bad");
        List<String> sent = IntStream.range(0, 300).mapToObj(i -> "thing " + i).toList();
        sent.forEach(bus::sell);

        await().untilAsserted(() -> assertThat(got).containsExactlyInAnyOrderElementsOf(sent));
        restart();
        bus.journal.subscribe(Bus.quick("a", 100, 4), attempt -> {
            got.add(Bus.thing(attempt));
            return DeliveryOutcome.DONE;
        });
        await().untilAsserted(() ->
                assertThat(bus.deliveries.find("a", bad).orElseThrow().state()).isEqualTo(State.DONE));
        List<String> all = new ArrayList<>(sent);
        all.add("bad");
        assertThat(got).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aDeadLetterIsRedrivenAsItWasOrEdited() {
        AtomicBoolean fixed = new AtomicBoolean();
        bus.journal.subscribe(Bus.quick("a", 1, 1), attempt -> {
            got.add(Bus.thing(attempt));
            return fixed.get() ? DeliveryOutcome.DONE : BAD;
        });
        String one = bus.sell("one");
        String two = bus.sell("two");
        await().until(() -> states().size() == 2);
        fixed.set(true);

        bus.deliveries.redrive(id(one), null);
        assertThatThrownBy(() -> bus.deliveries.redrive(id(two), data("")))
                .isInstanceOf(ActionException.class)
                .hasFieldOrPropertyWithValue("kind", ActionException.Kind.INVALID);
        bus.deliveries.redrive(id(two), data("edited").put("amount", 2));

        await().untilAsserted(() -> assertThat(states()).containsExactly(State.DONE, State.DONE));
        assertThat(got).containsExactly("one", "two", "one", "edited");
        assertThatThrownBy(() -> bus.deliveries.redrive(id(one), null))
                .hasFieldOrPropertyWithValue("kind", ActionException.Kind.CONFLICT);
        assertThatThrownBy(() -> bus.deliveries.discard("999"))
                .hasFieldOrPropertyWithValue("kind", ActionException.Kind.NOT_FOUND);
    }

    @Test
    void manyAreRedrivenAlsoWithoutTheirSubscriberAndAfterARestart() throws InterruptedException {
        Journal.Registration broken = bus.journal.subscribe(Bus.quick("a", 1, 1), attempt -> BAD);
        List<String> sent = IntStream.range(0, 60).mapToObj(i -> "thing " + i).toList();
        sent.forEach(bus::sell);
        await().until(() -> states().size() == 60);
        broken.close();
        assertThat(bus.deliveries.redriveAll(query("a"))).isEqualTo(60);
        store.write(tx -> tx.update("DELETE FROM events_journal"));
        restart();

        bus.collect("a", got);

        await().untilAsserted(() -> assertThat(got).containsExactlyInAnyOrderElementsOf(sent));
        await().untilAsserted(() -> assertThat(states()).containsOnly(State.DONE));
    }

    @Test
    void discardedLettersAreKeptButDoneWith() {
        List<State> heard = new CopyOnWriteArrayList<>();
        bus.deliveries.listen(record -> heard.add(record.state()));
        bus.journal.subscribe(Bus.quick("a", 1, 1), attempt -> BAD);
        bus.sell("one");
        await().until(() -> states().size() == 1);

        assertThat(bus.deliveries.discardAll(query("a"))).isOne();
        assertThat(bus.deliveries.redriveAll(query("a"))).isZero();
        assertThat(states()).containsExactly(State.DISCARDED);
        assertThat(heard).containsExactly(State.DEAD, State.DISCARDED);
    }

    @Test
    void aSubscriberThatHangsDelaysNobody() {
        CountDownLatch never = new CountDownLatch(1);
        bus.journal.subscribe(Bus.quick("stuck", 1, 1), attempt -> {
            never.await();
            return DeliveryOutcome.DONE;
        });
        bus.collect("a", got);
        List<String> sent = IntStream.range(0, 2000).mapToObj(i -> "thing " + i).toList();
        sent.forEach(bus::sell);

        await().untilAsserted(() -> assertThat(got).isEqualTo(sent));
        assertThat(bus.deliveries.standings())
                .extracting(Deliveries.Standing::subscriber, Deliveries.Standing::waiting)
                .contains(org.assertj.core.groups.Tuple.tuple("stuck", 2000L));
        never.countDown();
    }

    /** Lets the time of the journal go on. */
    private boolean later() {
        now.updateAndGet(time -> time.plusMillis(60));
        return true;
    }

    private @Nullable String thing(DeliveryRecord record) {
        ObjectNode event = record.event();
        return event == null ? null : event.path("data").path("thing").asString();
    }

    private static ObjectNode data(String thing) {
        ObjectNode data = Json.mapper().createObjectNode();
        return thing.isEmpty() ? data : data.put("thing", thing);
    }

    private String id(String event) {
        return bus.deliveries.find("a", event).orElseThrow().id();
    }

    private List<State> states() {
        return bus.deliveries.list(query("a")).items().stream()
                .map(DeliveryRecord::state)
                .toList();
    }

    private static Deliveries.Query query(String subscriber) {
        return new Deliveries.Query(null, subscriber, null, null, 1000, null);
    }
}
