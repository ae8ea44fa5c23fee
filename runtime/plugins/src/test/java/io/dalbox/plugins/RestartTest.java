package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir
    Path folder;

    @Test
    void whatHappenedWhileItWasDownIsFollowedAtTheNextStart() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            for (String id : new String[] {"stays", "deleted", "disabled", "updated"}) {
                dalbox.drop(
                        id + ".jar", PluginJar.plugin(id, "1.0.0", "greeter").bytes());
                dalbox.await(id, PluginState.LIVE);
            }
            dalbox.plugins().disable("disabled");
        }
        Path drops = folder.resolve("home/plugins");
        Files.delete(drops.resolve("deleted.jar"));
        Files.write(
                drops.resolve("updated.jar"),
                PluginJar.plugin("updated", "1.1.0", "greeter").bytes());
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            assertThat(dalbox.plugins().list())
                    .extracting(row ->
                            row.id() + " " + row.version() + " " + row.state().word())
                    .containsExactly("disabled 1.0.0 disabled", "stays 1.0.0 live", "updated 1.1.0 live");
            assertThat(Call.answer(dalbox, "stays", "settings", "{}").has("rate"))
                    .isTrue();
            assertThat(dalbox.framework().getBundleContext().getBundles())
                    .extracting(b -> b.getSymbolicName())
                    .filteredOn(name -> name.startsWith("sample."))
                    .containsExactlyInAnyOrder("sample.stays", "sample.updated");
        }
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of("dalbox.safe", "true"))) {
            assertThat(dalbox.plugins().list())
                    .allSatisfy(row -> assertThat(row.state()).isEqualTo(PluginState.STOPPED));
        }
    }

    @Test
    void refusedUpdateIsNotTriedAgainAndTheOldVersionStarts() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop("keep.jar", PluginJar.plugin("keep", "1.0.0", "greeter").bytes());
            dalbox.await("keep", PluginState.LIVE);
            dalbox.drop(
                    "keep.jar",
                    PluginJar.plugin("keep", "1.1.0", "throwing")
                            .header("Bundle-Activator", "io.dalbox.plugins.sample.throwing.Throwing")
                            .bytes());
            dalbox.await("keep", row -> row.detail() != null && row.state() == PluginState.LIVE);
        }
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            PluginInfo row = dalbox.plugins().find("keep").orElseThrow();
            assertThat(row.state()).isEqualTo(PluginState.LIVE);
            assertThat(row.version()).isEqualTo("1.0.0");
            assertThat(row.detail()).contains("1.1.0").contains("no licence for today");
        }
    }

    @Test
    void pluginThatTakesTheProcessDownIsInQuarantineAtTheNextStart() throws Exception {
        Path drops = Files.createDirectories(folder.resolve("home/plugins"));
        Files.write(
                drops.resolve("fine.jar"),
                PluginJar.plugin("fine", "1.0.0", "greeter").bytes());
        Files.write(
                drops.resolve("halting.jar"),
                PluginJar.plugin("halting", "1.0.0", "halting")
                        .header("Bundle-Activator", "io.dalbox.plugins.sample.halting.Halting")
                        .bytes());
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(42);
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            PluginInfo row = dalbox.plugins().find("halting").orElseThrow();
            assertThat(row.state()).isEqualTo(PluginState.QUARANTINED);
            assertThat(row.detail()).contains("went down while this plugin was being started");
            assertThat(dalbox.plugins().find("fine").orElseThrow().state()).isEqualTo(PluginState.LIVE);
            dalbox.drop(
                    "halting.jar",
                    PluginJar.plugin("halting", "1.0.1", "greeter").bytes());
            dalbox.await("halting", PluginState.LIVE);
        }
    }

    /** A runtime in a process of its own. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            try (Framework4Tests dalbox = new Framework4Tests(Path.of(args[0]), Map.of())) {
                throw new IllegalStateException(
                        "still there: " + dalbox.plugins().list());
            }
        }
    }
}
