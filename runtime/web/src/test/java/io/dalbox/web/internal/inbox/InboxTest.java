package io.dalbox.web.internal.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.event.EventInfo;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.testing.TestStore;
import io.dalbox.web.internal.auth.AuthSchema;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InboxTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @RegisterExtension
    final TestStore store = new TestStore();

    private final List<JournalEvent> events = new ArrayList<>();
    private final List<PluginInfo> plugins = new ArrayList<>();

    @BeforeEach
    void users() {
        store.migrate("web", AuthSchema.STEPS);
        store.write(
                tx -> tx.update(
                        "INSERT INTO web_users (id, name, role, created) VALUES ('ann', 'ann', 'user', 0), ('bob', 'bob', 'user', 0)"));
    }

    @Test
    void tellsOfWhatFailedNewestFirstAndOfStatesFirstOfAll() {
        happened("core.task.failed", "{\"task_id\":\"t1\"}", Duration.ofHours(2));
        happened("core.task.completed", "{}", Duration.ofHours(1));
        happened("core.delivery.dead", "{\"subscriber\":\"flow/x\"}", Duration.ofMinutes(1));
        plugins.add(plugin(PluginState.QUARANTINED));
        assertThat(whats("ann")).containsExactly("quarantined", "core.delivery.dead", "core.task.failed");
    }

    @Test
    void leavesOutWhatIsOldAndPluginsThatWereReplacedWithoutHarm() {
        happened("core.task.failed", "{}", Duration.ofDays(31));
        happened("core.plugin.changed", "{\"flows_broken\":[]}", Duration.ofHours(1));
        happened("core.plugin.changed", "{\"flows_broken\":[{\"id\":\"f\",\"name\":\"F\"}]}", Duration.ofHours(1));
        assertThat(whats("ann")).containsExactly("core.plugin.changed");
    }

    @Test
    void everybodyReadsAndDismissesForThemselvesAndItLasts() {
        happened("core.task.failed", "{}", Duration.ofHours(2));
        happened("core.flow.cut", "{}", Duration.ofHours(1));
        plugins.add(plugin(PluginState.FAILED));
        inbox().readAll("ann");
        inbox().dismiss("ann", List.of("event-1"));
        store.restart();
        happened("core.task.failed", "{}", Duration.ZERO);
        assertThat(inbox().of("ann")).extracting(Notification::read).containsExactly(true, false, true);
        assertThat(whats("ann")).containsExactly("failed", "core.task.failed", "core.flow.cut");
        assertThat(inbox().of("bob")).hasSize(4).noneMatch(Notification::read);
    }

    @Test
    void aKindThatIsMutedIsNotTold() {
        happened("core.task.failed", "{}", Duration.ofHours(2));
        happened("core.flow.cut", "{}", Duration.ofHours(1));
        inbox().mute("ann", List.of("task"));
        assertThat(whats("ann")).containsExactly("core.flow.cut");
        inbox().mute("ann", List.of());
        assertThat(whats("ann")).hasSize(2);
    }

    private List<String> whats(String user) {
        return inbox().of(user).stream().map(Notification::what).toList();
    }

    private Inbox inbox() {
        return new Inbox(store, journal(), () -> plugins, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void happened(String type, String data, Duration ago) {
        long sequence = events.size() + 1L;
        EventInfo info = new EventInfo("event-" + sequence, "/core", type, NOW.minus(ago), null, null, 0);
        events.add(new JournalEvent(sequence, info, (tools.jackson.databind.node.ObjectNode)
                Json.mapper().readTree(data)));
    }

    /** Only what an inbox asks of a journal. */
    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (self, method, arguments) -> {
                    return switch (method.getName()) {
                        case "last" -> (long) events.size();
                        case "newest" ->
                            events.reversed().stream()
                                    .filter(event -> event.info().type().equals(arguments[2]))
                                    .toList();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private static PluginInfo plugin(PluginState state) {
        return new PluginInfo(
                "demo",
                "Demo",
                "1.0.0",
                null,
                null,
                null,
                null,
                "plugin",
                state,
                "error",
                "It broke",
                null,
                "dropped",
                "demo.jar",
                false,
                0,
                null,
                List.of());
    }
}
