package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.NewEvent;
import io.dalbox.json.Json;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscribersTest {

    @TempDir
    Path folder;

    @Test
    void subscribersGetTheirEventsAsTheyAskedAndBadWishesAreOnTheRow() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop(
                    "subscribers.jar",
                    PluginJar.plugin("subscribers", "1.0.0", "subscribers").bytes());
            PluginInfo row = dalbox.await("subscribers", PluginState.LIVE);

            assertThat(row.problems())
                    .extracting(PluginInfo.Problem::message)
                    .satisfiesExactlyInAnyOrder(
                            message -> assertThat(message).contains("1 to 100 times, not 1000"),
                            message -> assertThat(message).contains("concurrency must be 1 to 64, not 0"),
                            message -> assertThat(message).contains("\"soon\" is not an interval"));
            EventTypes.Type tick =
                    dalbox.service(EventTypes.class).find("subscribers.tick").orElseThrow();
            assertThat(tick.outside()).isTrue();
            assertThat(tick.keepDays()).isEqualTo(3);

            dalbox.service(Journal.class)
                    .publish(new NewEvent(
                            "subscribers",
                            "subscribers.tick",
                            Json.mapper().createObjectNode().put("number", 7),
                            null,
                            null,
                            0));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> "7".equals(System.getProperty("dalbox.test.taken")));
        }
    }
}
