package io.dalbox.hooks.internal;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import io.dalbox.events.Deliveries;
import io.dalbox.events.EventTypes;
import io.dalbox.events.NewEvent;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.internal.EventTypeRegistry;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.hooks.HookSpec;
import io.dalbox.hooks.Posted;
import io.dalbox.json.Json;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.net.internal.GuardedFetcher;
import io.dalbox.store.Secrets;
import io.dalbox.store.internal.SecretBox;
import io.dalbox.testing.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** The hooks on a real store, journal, lanes and network door, with a clock that tests set. */
final class Bench implements AutoCloseable {

    static final String ORDERED = "shop.ordered";
    static final String CLOSED = "shop.closed";
    static final RetryPolicy QUICK =
            new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofDays(1));

    final EventTypeRegistry types = new EventTypeRegistry();
    final GuardedFetcher outbound = new GuardedFetcher(false);
    final LaneService lanes = LaneService.of(1);
    final TestStore store;
    final Secrets secrets;
    final SqlJournal journal;
    final Deliveries deliveries;
    final HookService hooks;
    volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Bench(TestStore store) {
        this.store = store;
        this.secrets = new SecretBox(store.home().resolve("config/secret.key"));
        SchemaFactory schemas = new SchemaFactory();
        types.register(new EventTypes.Type(ORDERED, "shop", "A test", 1, schemas.ofRecord(Ordered.class), true));
        types.register(new EventTypes.Type(CLOSED, "shop", "A test", 1, schemas.ofRecord(Closed.class), false));
        journal = Parts.journal(store, types, new NoAdmin());
        deliveries = Parts.deliveries(store, types, journal);
        hooks = new HookService(store, secrets, types, schemas, journal, deliveries, lanes, outbound, QUICK, clock());
    }

    InstantSource clock() {
        return () -> now;
    }

    static HookSpec in(String type) {
        return new HookSpec.In("Orders", type, true, HookSpec.USUAL_BYTES);
    }

    String order(int number) {
        var data = Json.mapper().createObjectNode().put("number", number);
        return journal.publish(new NewEvent("shop", ORDERED, data, null, null, 0));
    }

    @Override
    public void close() throws InterruptedException {
        hooks.close();
    }

    /** What a service posts. */
    record Message(Map<String, String> headers, String mediaType, String text) implements Posted {

        static Message plain(String text, String... headers) {
            Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 0; i < headers.length; i += 2) {
                map.put(headers[i], headers[i + 1]);
            }
            return new Message(map, "application/json", text);
        }

        static Message bearer(String secret, String text) {
            return plain(text, "Authorization", "Bearer " + secret);
        }

        static Message signed(String secret, String id, Instant sent, String text) {
            String timestamp = Long.toString(sent.getEpochSecond());
            String signature = new HookSecret(secret).sign(id, timestamp, text.getBytes(StandardCharsets.UTF_8));
            return plain(text, "webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature);
        }

        Message as(String type) {
            return new Message(headers, type.toLowerCase(Locale.ROOT), text);
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @EventType(name = ORDERED, description = "When something was ordered")
    record Ordered(@Param(description = "Which", min = 1) int number) {}

    @EventType(name = CLOSED, description = "When the shop closes")
    record Closed(String reason) {}

    private static final class NoAdmin implements EventAdmin {
        @Override
        public void postEvent(Event event) {
            // nobody listens
        }

        @Override
        public void sendEvent(Event event) {
            throw new UnsupportedOperationException();
        }
    }
}
