package io.dalbox.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.events.JournalEvent;
import io.dalbox.events.NewEvent;
import io.dalbox.events.ReadyEvent;
import io.dalbox.json.Json;
import io.dalbox.testing.TestStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.service.event.Event;
import tools.jackson.databind.JsonNode;

final class JournalTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    @SuppressWarnings("NullAway.Init")
    private Bus bus;

    @BeforeEach
    void open() {
        bus = new Bus(store);
    }

    @Test
    void keepsEventsInTheOrderOfTheirCommitsAndFindsThemByType() {
        bus.sell("tea");
        bus.journal.publish(Bus.event(new Bus.Closed("night")));
        bus.sell("salt");

        assertThat(things(bus.journal.read(0, 10, "shop.sold"))).containsExactly("tea", "salt");
        assertThat(bus.journal.read(0, 10, null))
                .extracting(e -> e.info().type())
                .containsExactly("shop.sold", "shop.closed", "shop.sold");
        assertThat(things(bus.journal.newest(0, 1, "shop.sold"))).containsExactly("salt");
        long last = bus.journal.last();
        assertThat(things(bus.journal.newest(last, 1, "shop.sold"))).containsExactly("tea");
        assertThat(bus.journal.read(last, 10, null)).isEmpty();
    }

    @Test
    void postsTheEnvelopeAndTheDataOnEventAdmin() {
        bus.journal.publish(new NewEvent(
                "shop",
                "shop.sold",
                Json.mapper().createObjectNode().put("thing", "tea").put("amount", 2),
                "tea",
                "t1",
                3));

        Event event = bus.posted.getFirst();
        assertThat(event.getTopic()).isEqualTo("dalbox/event/shop/sold");
        assertThat(event.getProperty("source")).isEqualTo("/module/shop");
        assertThat(event.getProperty("type")).isEqualTo("shop.sold");
        assertThat(event.getProperty("specversion")).isEqualTo("1.0");
        assertThat(event.getProperty("subject")).isEqualTo("tea");
        assertThat(event.getProperty("causationid")).isEqualTo("t1");
        assertThat(event.getProperty("hops")).isEqualTo(3);
        assertThat(event.getProperty("data")).isEqualTo(Map.of("thing", "tea", "amount", 2));
        JsonNode envelope = Json.mapper().readTree((String) event.getProperty("cloudevent"));
        assertThat(envelope.path("data").path("amount").asInt()).isEqualTo(2);
        assertThat(envelope.path("id").asString()).isEqualTo(event.getProperty("id"));
    }

    @Test
    void refusesWhatDoesNotFitWithThePlaceOfEachFault() {
        NewEvent bad = new NewEvent(
                "shop",
                "shop.sold",
                Json.mapper().createObjectNode().put("amount", 0).put("x", 1),
                null,
                null,
                0);

        assertThatThrownBy(() -> bus.journal.publish(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/thing")
                .hasMessageContaining("/amount")
                .hasMessageContaining("/x");
        assertThat(bus.journal.last()).isZero();
    }

    @Test
    void refusesUnknownTypesOtherPublishersAndCircles() {
        NewEvent sold = Bus.sold("tea");

        assertThatThrownBy(() -> bus.journal.publish(new NewEvent("shop", "shop.lost", sold.data(), null, null, 0)))
                .hasMessageContaining("shop.lost is unknown");
        assertThatThrownBy(() -> bus.journal.publish(new NewEvent("thief", "shop.sold", sold.data(), null, null, 0)))
                .hasMessageContaining("belongs to shop");
        assertThatThrownBy(() -> bus.journal.publish(new NewEvent("shop", "shop.sold", sold.data(), null, "e9", 33)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("circle")
                .hasMessageContaining("e9");
    }

    @Test
    void announcesOnlyWhatWasCommitted() {
        List<String> heard = new CopyOnWriteArrayList<>();
        bus.journal.listen(event -> heard.add(event.data().path("thing").asString()));

        assertThatThrownBy(() -> store.write(tx -> {
                    bus.journal.append(tx, Bus.sold("nothing"));
                    throw new IllegalStateException("the task could not be written");
                }))
                .hasMessageContaining("the task could not be written");
        bus.sell("tea");

        assertThat(heard).containsExactly("tea");
        assertThat(things(bus.journal.read(0, 10, null))).containsExactly("tea");
    }

    @Test
    void tellsListenersInTheOrderOfTheSequenceUnderLoad() throws Exception {
        List<Long> heard = new CopyOnWriteArrayList<>();
        bus.journal.listen(event -> {
            throw new IllegalStateException("a broken listener");
        });
        bus.journal.listen(event -> heard.add(event.sequence()));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 500)
                    .<Callable<String>>mapToObj(i -> () -> bus.sell("thing " + i))
                    .toList());
        }

        assertThat(heard).hasSize(500).isSorted();
        assertThat(bus.posted).hasSize(500);
    }

    @Test
    void aCheckedEventKeepsItsIdAndWhatItSaidWhenItWasChecked() {
        NewEvent sold = Bus.sold("tea");
        ReadyEvent ready = bus.journal.check(sold);
        sold.data().put("thing", "changed later");
        bus.types.unregister("shop");

        String id = store.write(tx -> bus.journal.append(tx, ready));

        JournalEvent event = bus.journal.read(0, 1, null).getFirst();
        assertThat(event.info().id()).isEqualTo(ready.id()).isEqualTo(id);
        assertThat(event.info().time()).isEqualTo(ready.time());
        assertThat(things(List.of(event))).containsExactly("tea");
    }

    @Test
    void idsAreUniqueAndSorted() {
        EventIds ids = new EventIds();
        List<String> made = IntStream.range(0, 10_000)
                .mapToObj(i -> ids.next(java.time.Instant.ofEpochMilli(1_000)))
                .toList();

        assertThat(made).doesNotHaveDuplicates().isSorted();
        assertThat(java.util.UUID.fromString(made.getFirst()).version()).isEqualTo(7);
    }

    private static List<String> things(List<JournalEvent> events) {
        return events.stream()
                .map(event -> event.data().path("thing").asString())
                .toList();
    }
}
