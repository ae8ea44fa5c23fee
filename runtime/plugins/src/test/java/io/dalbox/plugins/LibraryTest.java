package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
