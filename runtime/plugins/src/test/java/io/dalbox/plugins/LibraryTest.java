package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {

    @TempDir
    Path folder;

    @Test
    void pluginFollowsTheLibraryThatItNeeds() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop(
                    "speaker.jar", PluginJar.plugin("speaker", "1.0.0", "user").bytes());
            assertThat(dalbox.await("speaker", PluginState.FAILED).detail()).contains("io.dalbox.plugins.sample.lib");
            dalbox.drop("lib.jar", library("1.0.0"));
            PluginInfo library = dalbox.await("phrases", PluginState.RESOLVED);
            assertThat(library.kind()).isEqualTo("library");
            dalbox.await("speaker", PluginState.LIVE);
            assertThat(spoken(dalbox)).isEqualTo("{\"words\":\"from the library\",\"version\":\"1.0.0\"}");
            dalbox.drop("lib.jar", library("1.1.0"));
            Awaitility.await()
                    .until(() -> dalbox.plugins()
                            .find("speaker")
                            .filter(row -> row.state() == PluginState.LIVE)
                            .filter(row -> spoken(dalbox).contains("1.1.0"))
                            .isPresent());
            Files.delete(dalbox.drops().resolve("lib.jar"));
            assertThat(dalbox.await("speaker", PluginState.FAILED).detail()).contains("io.dalbox.plugins.sample.lib");
            assertThat(dalbox.plugins().find("phrases")).isEmpty();
        }
    }

    @Test
    void libraryThatBreaksItsUserIsTakenBack() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop("lib.jar", library("1.0.0"));
            dalbox.drop(
                    "speaker.jar", PluginJar.plugin("speaker", "1.0.0", "user").bytes());
            dalbox.await("speaker", PluginState.LIVE);
            dalbox.drop("lib.jar", empty());
            PluginInfo library = dalbox.await("phrases", row -> row.detail() != null);
            assertThat(library.version()).isEqualTo("1.0.0");
            assertThat(library.state()).isEqualTo(PluginState.RESOLVED);
            assertThat(library.detail())
                    .contains("speaker does not start with it")
                    .contains("1.0.0 runs on");
            dalbox.await("speaker", PluginState.LIVE);
            assertThat(spoken(dalbox)).isEqualTo("{\"words\":\"from the library\",\"version\":\"1.0.0\"}");
        }
        try (Framework4Tests again = new Framework4Tests(folder, Map.of())) {
            again.await("speaker", PluginState.LIVE);
            assertThat(spoken(again)).contains("1.0.0");
        }
    }

    @Test
    void libraryAndItsUserThatArriveTogetherAreOneChange() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop("lib.jar", library("1.0.0"));
            dalbox.drop(
                    "speaker.jar", PluginJar.plugin("speaker", "1.0.0", "user").bytes());
            dalbox.await("speaker", PluginState.LIVE);
            List<String> states = new CopyOnWriteArrayList<>();
            try (Plugins.Registration listening = dalbox.plugins().listen((row, removed) -> {
                if (row.id().equals("speaker")) {
                    states.add(row.version() + " " + row.state().word());
                }
            })) {
                byte[] user = PluginJar.plugin("speaker", "2.0.0", "user").bytes();
                byte[] library = library("2.0.0");
                dalbox.drop("speaker.jar", user);
                dalbox.drop("lib.jar", library);
                dalbox.await("speaker", row -> row.version().equals("2.0.0") && row.state() == PluginState.LIVE);
            }
            assertThat(spoken(dalbox)).contains("2.0.0");
            assertThat(states).containsExactly("1.0.0 stopping", "1.0.0 starting", "2.0.0 live");
            assertThat(dalbox.plugins().find("speaker").orElseThrow().previous())
                    .isEqualTo("1.0.0");
        }
    }

    // It no longer exports the package that its user imports.
    private static byte[] empty() {
        return PluginJar.library("phrases", "1.1.0", "lib").bytes();
    }

    private static String spoken(Framework4Tests dalbox) {
        return Call.answer(dalbox, "speaker", "speak", "{}").toString();
    }

    private static byte[] library(String version) {
        return PluginJar.library("phrases", version, "lib")
                .header("-privatepackage", null)
                .header("-exportcontents", null)
                .header("Export-Package", "io.dalbox.plugins.sample.lib;version=1.0.0")
                .bytes();
    }
}
