package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.PluginJar;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalTest {

    private static final Map<String, String> APPROVE = Map.of("dalbox.plugins.policy", "approve");

    @TempDir
    Path folder;

    @Test
    void aDroppedJarWaitsAndNothingOfItRuns() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, APPROVE)) {
            dalbox.drop("greeter.jar", greeter("1.0.0"));
            PluginInfo waiting = dalbox.await("greeter", PluginState.WAITING);

            assertThat(waiting.fault()).isEqualTo(PluginFault.UNAPPROVED);
            assertThat(waiting.detail()).contains("greeter.jar").contains("approves");
            assertThat(dalbox.plugins().bundle("greeter")).isEmpty();
            Plugins.Preview seen = dalbox.plugins().previewWaiting("greeter");
            assertThat(seen.actions().added()).contains("greet");
            assertThatThrownBy(() -> dalbox.plugins().approve("greeter", "0".repeat(64), "ada"))
                    .isInstanceOfSatisfying(
                            ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.CONFLICT));

            assertThat(dalbox.plugins().approve("greeter", seen.hash(), "ada").state())
                    .isEqualTo(PluginState.LIVE);
            assertThatThrownBy(() -> dalbox.plugins().approve("greeter", seen.hash(), "ada"))
                    .isInstanceOf(ActionException.class);
        }
        try (Framework4Tests dalbox = new Framework4Tests(folder, APPROVE)) {
            assertThat(dalbox.await("greeter", PluginState.LIVE).detail()).isNull();
        }
    }

    @Test
    void anUpdateWaitsWhileTheVersionBeforeRunsOn() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop("greeter.jar", greeter("1.0.0"));
            dalbox.await("greeter", PluginState.LIVE);
        }
        try (Framework4Tests dalbox = new Framework4Tests(folder, APPROVE)) {
            // What ran before the policy came runs on.
            assertThat(dalbox.await("greeter", PluginState.LIVE).fault()).isNull();
            dalbox.drop("greeter.jar", greeter("1.1.0"));
            assertWaits(dalbox);
            assertThat(dalbox.plugins().restart("greeter").version()).isEqualTo("1.0.0");
            assertWaits(dalbox);
        }
        try (Framework4Tests dalbox = new Framework4Tests(folder, APPROVE)) {
            assertWaits(dalbox);
            String hash = dalbox.plugins().previewWaiting("greeter").hash();
            PluginInfo updated = dalbox.plugins().approve("greeter", hash, "ada");
            assertThat(updated.version()).isEqualTo("1.1.0");
            assertThat(updated.fault()).isNull();
            assertThat(dalbox.plugins().rollback("greeter").version()).isEqualTo("1.0.0");
        }
    }

    @Test
    void whatAnAdministratorInstallsIsApprovedWithThat() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, APPROVE)) {
            PluginInfo installed =
                    dalbox.plugins().install(new ByteArrayInputStream(greeter("1.0.0")), "greeter.jar", "ada");
            assertThat(installed.state()).isEqualTo(PluginState.LIVE);
            dalbox.plugins().uninstall("greeter");
            assertThat(dalbox.plugins().restore("greeter", "ada").state()).isEqualTo(PluginState.LIVE);
        }
    }

    private static void assertWaits(Framework4Tests dalbox) throws Exception {
        PluginInfo row = dalbox.await("greeter", one -> one.fault() == PluginFault.UNAPPROVED);
        assertThat(row.version()).isEqualTo("1.0.0");
        assertThat(row.detail()).contains("1.1.0");
    }

    private static byte[] greeter(String version) {
        return PluginJar.plugin("greeter", version, "greeter").bytes();
    }
}
