package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.testing.Call;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a version must keep to after its start. */
class ProbationTest {

    @TempDir
    static Path folder;

    static Framework4Tests dalbox;

    @BeforeAll
    static void start() throws Exception {
        dalbox = new Framework4Tests(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        dalbox.close();
    }

    @Test
    void versionThatDoesNotStayWellIsTakenBack() throws Exception {
        drop("tired", PluginJar.plugin("tired", "1.0.0", "greeter"));
        dalbox.await("tired", PluginState.LIVE);
        drop("tired", PluginJar.plugin("tired", "2.0.0", "weary"));
        dalbox.await("tired", row -> row.version().equals("2.0.0") && row.state() == PluginState.LIVE);
        assertThat(Call.answer(dalbox, "tired", "yawn", "{}").toString()).isEqualTo("{}");
        PluginInfo back = dalbox.await("tired", row -> row.version().equals("1.0.0") && row.detail() != null);
        assertThat(back.state()).isEqualTo(PluginState.LIVE);
        assertThat(back.fault()).isEqualTo(PluginFault.UNWELL);
        assertThat(back.detail())
                .contains("did not stay well")
                .contains("too tired to go on")
                .contains("1.0.0 runs on");
        assertThat(Call.answer(dalbox, "tired", "heard", "{}")).isNotNull();
        assertThat(dalbox.plugins().describe("tired").orElseThrow().history())
                .anyMatch(entry -> entry.outcome().contains("too tired"));
    }

    @Test
    void firstVersionHasNothingToGoBackToAndSaysThatItIsUnwell() throws Exception {
        drop("alone", PluginJar.plugin("alone", "1.0.0", "weary"));
        dalbox.await("alone", PluginState.LIVE);
        assertThat(dalbox.plugins().examine("alone").orElseThrow().health()).isEqualTo("ok");
        Thread.sleep(1100);
        PluginInfo row = dalbox.plugins().examine("alone").orElseThrow();
        assertThat(row.health()).isEqualTo("error");
        assertThat(row.detail()).contains("too tired to go on");
    }

    @Test
    void manifestThatPromisesMoreThanIsRegisteredIsNotTaken() throws Exception {
        drop("liar", PluginJar.plugin("liar", "1.0.0", "greeter"));
        dalbox.await("liar", PluginState.LIVE);
        drop(
                "liar",
                PluginJar.plugin("liar", "1.1.0", "greeter")
                        .header(
                                "Provide-Capability",
                                "io.dalbox.plugin;io.dalbox.plugin=liar;contract:Version=\"1.0\","
                                        + "osgi.service;objectClass:List<String>=\"com.example.Oracle\";effective:=active"));
        PluginInfo row = dalbox.await("liar", r -> r.detail() != null);
        assertThat(row.version()).isEqualTo("1.0.0");
        assertThat(row.detail()).contains("promises a service com.example.Oracle");
    }

    private static void drop(String id, PluginJar jar) throws Exception {
        dalbox.drop(id + ".jar", jar.bytes());
    }
}
