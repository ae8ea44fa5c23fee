package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.Plugins.Preview.Change;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {

    @TempDir
    Path folder;

    @Test
    void saysWhatWouldChangeAndChangesNothing() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            byte[] first = greeter("1.0.0"); // built once: another build has other times in it, and so another hash
            assertThat(preview(dalbox, first).change()).isEqualTo(Change.INSTALL);

            dalbox.drop("greeter.jar", first);
            PluginInfo live = dalbox.await("greeter", PluginState.LIVE);

            assertThat(preview(dalbox, first).change()).isEqualTo(Change.NONE);
            Plugins.Preview update = preview(dalbox, greeter("1.1.0"));
            assertThat(update.change()).isEqualTo(Change.UPDATE);
            assertThat(update.running()).isEqualTo("1.0.0");
            assertThat(update.version()).isEqualTo("1.1.0");
            assertThat(preview(dalbox, greeter("0.9.0")).change()).isEqualTo(Change.DOWNGRADE);

            Plugins.Preview refused = preview(
                    dalbox,
                    PluginJar.plugin("greeter", "1.2.0", "greeter")
                            .header("Import-Package", "no.such.place,*")
                            .bytes());
            assertThat(refused.change()).isEqualTo(Change.REFUSED);
            assertThat(refused.reason()).contains("no.such.place");

            assertThatThrownBy(() -> preview(dalbox, "not a zip".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            JarRefused.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.DAMAGED));
            assertThat(dalbox.plugins().find("greeter")).contains(live);
            assertThat(dalbox.drops()).isDirectoryNotContaining("glob:**.part");
        }
    }

    @Test
    void whatWasPreviewedIsInstalledByItsHash() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.plugins().install(new ByteArrayInputStream(greeter("1.0.0")), "greeter.jar", "ada");
            Plugins.Preview update =
                    preview(dalbox, PluginJar.plugin("greeter", "1.1.0", "lib").bytes());

            assertThat(update.kind()).isEqualTo("plugin");
            assertThat(update.actions().removed()).contains("greet");
            assertThat(update.settings().removed()).contains("rate");
            PluginInfo row = dalbox.plugins().installPreviewed(update.hash(), "ada");

            assertThat(row.version()).isEqualTo("1.1.0");
            assertThat(row.previous()).isEqualTo("1.0.0");
            assertThat(row.file()).isEqualTo("greeter.jar");
            assertThatThrownBy(() -> dalbox.plugins().installPreviewed("0".repeat(64), "ada"))
                    .isInstanceOfSatisfying(
                            ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.NOT_FOUND));
        }
    }

    private static Plugins.Preview preview(Framework4Tests dalbox, byte[] jar) {
        return dalbox.plugins().preview(new ByteArrayInputStream(jar), "some.jar");
    }

    private static byte[] greeter(String version) {
        return PluginJar.plugin("greeter", version, "greeter").bytes();
    }
}
