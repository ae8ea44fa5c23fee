package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovedTest {

    @TempDir
    Path folder;

    @Test
    void removedPluginComesBackAsItWas() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            Plugins plugins = dalbox.plugins();
            install(plugins, "1.0.0");
            plugins.uninstall("greeter");
            assertThat(plugins.find("greeter")).isEmpty();

            Plugins.Removed removed = plugins.removed().getFirst();
            assertThat(removed.id()).isEqualTo("greeter");
            assertThat(removed.version()).isEqualTo("1.0.0");
            PluginInfo back = plugins.restore("greeter", "ada");

            assertThat(back.state()).isEqualTo(PluginState.LIVE);
            assertThat(back.file()).isEqualTo("greeter.jar");
            assertThat(dalbox.drops().resolve("greeter.jar")).exists();
            assertThat(plugins.removed()).isEmpty();
            assertRefused(() -> plugins.restore("greeter", "ada"), ActionException.Kind.NOT_FOUND);
        }
    }

    @Test
    void nothingIsOverwrittenByWhatComesBack() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            Plugins plugins = dalbox.plugins();
            install(plugins, "1.0.0");
            plugins.uninstall("greeter");
            install(plugins, "2.0.0");

            assertRefused(() -> plugins.restore("greeter", "ada"), ActionException.Kind.CONFLICT);
            assertThat(plugins.find("greeter").orElseThrow().version()).isEqualTo("2.0.0");
        }
    }

    @Test
    void onlyWhatIsListedIsDeletedForGood() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            Plugins plugins = dalbox.plugins();
            install(plugins, "1.0.0");
            plugins.uninstall("greeter");
            Path precious = Files.writeString(dalbox.home().resolve("data/precious"), "x");

            assertRefused(() -> plugins.purge("../precious"), ActionException.Kind.NOT_FOUND);
            assertThat(precious).exists();
            plugins.purge(plugins.removed().getFirst().file());
            assertThat(plugins.removed()).isEmpty();
        }
    }

    @Test
    void describesWhatAPluginIsMadeOf() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            install(dalbox.plugins(), "1.0.0");

            PluginDetail detail = dalbox.plugins().describe("greeter").orElseThrow();

            assertThat(detail.hash()).hasSize(64);
            assertThat(detail.size()).isPositive();
            assertThat(detail.installed()).isNotNull();
            assertThat(detail.checks())
                    .isNotEmpty()
                    .allMatch(check -> !check.state().equals("error"));
            assertThat(detail.services()).anyMatch(s -> s.interfaces().contains("io.dalbox.action.Action"));
            assertThat(detail.uses()).anyMatch(wire -> wire.what().contains("io.dalbox.action"));
            assertThat(detail.history())
                    .anyMatch(e -> e.who().equals("ada") && e.what().equals("install greeter.jar"));
            assertThat(detail.former()).isEmpty();
            assertThat(dalbox.plugins().describe("nobody")).isEmpty();
        }
    }

    private static void install(Plugins plugins, String version) {
        plugins.install(
                new ByteArrayInputStream(
                        PluginJar.plugin("greeter", version, "greeter").bytes()),
                "greeter.jar",
                "ada");
    }

    private static void assertRefused(Runnable change, ActionException.Kind kind) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
