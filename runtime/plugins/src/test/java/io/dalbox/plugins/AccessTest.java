package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.plugin.DeclaredAccess;
import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are held to what they declare that they use of others. */
class AccessTest {

    private static final String HEARD = "{\"plugin\":\"bell\",\"action\":\"heard\"}";

    @TempDir
    static Path folder;

    static Framework4Tests dalbox;

    @BeforeAll
    static void start() throws Exception {
        dalbox = new Framework4Tests(folder, Map.of());
        dalbox.drop("bell.jar", PluginJar.plugin("bell", "1.0.0", "greeter").bytes());
        dalbox.await("bell", PluginState.LIVE);
    }

    @AfterAll
    static void stop() throws Exception {
        dalbox.close();
    }

    @Test
    void pluginThatDeclaresNothingIsNotHeldToAnything() throws Exception {
        PluginInfo row = drop("open", PluginJar.plugin("open", "1.0.0", "ringer"));
        assertThat(row.problems()).isEmpty();
        assertThat(Call.answer(dalbox, "open", "ring", HEARD).get("heard")).isNotNull();
        assertThat(dalbox.plugins().describe("open").orElseThrow().access()).isNull();
    }

    @Test
    void whatIsDeclaredIsAllowed() throws Exception {
        PluginInfo row = drop("wide", declaring("wide", "events=greeter.*;actions=\"bell.heard,other.x\""));
        assertThat(row.problems()).isEmpty();
        assertThat(Call.answer(dalbox, "wide", "ring", HEARD).get("heard")).isNotNull();
        assertThat(dalbox.plugins().describe("wide").orElseThrow().access())
                .isEqualTo(new DeclaredAccess(
                        List.of("greeter.*"), List.of("bell.heard", "other.x"), List.of(), List.of()));
    }

    @Test
    void whatIsNotDeclaredIsRefused() throws Exception {
        PluginInfo row = drop("tight", declaring("tight", "hosts=example.org"));
        assertThat(row.problems())
                .extracting(PluginInfo.Problem::message)
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("'greeter.greeted'").contains("does not declare"));
        assertThatThrownBy(() -> Call.answer(dalbox, "tight", "ring", HEARD))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.FORBIDDEN))
                .hasMessageContaining("bell.heard");
    }

    @Test
    void reviewSaysWhatAJarWants() {
        byte[] jar = declaring("wanting", "storages=media:/films").bytes();
        Plugins.Preview preview = dalbox.plugins().preview(new ByteArrayInputStream(jar), "wanting.jar");
        assertThat(preview.access())
                .isEqualTo(new DeclaredAccess(List.of(), List.of(), List.of("media:/films"), List.of()));
    }

    private static PluginJar declaring(String id, String what) {
        return PluginJar.plugin(id, "1.0.0", "ringer")
                .header(
                        "Provide-Capability",
                        "io.dalbox.plugin;io.dalbox.plugin=" + id + ";contract:Version=\"1.0\",io.dalbox.access;"
                                + what);
    }

    private static PluginInfo drop(String id, PluginJar jar) throws Exception {
        dalbox.drop(id + ".jar", jar.bytes());
        return dalbox.await(id, PluginState.LIVE);
    }
}
