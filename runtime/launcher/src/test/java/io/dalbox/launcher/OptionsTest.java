package io.dalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Path SHIPPED = Path.of("shipped");

    @Test
    void commandLineWinsOverEnvironmentWinsOverDefault() throws Exception {
        Map<String, String> environment = Map.of("DALBOX_PORT", "9000", "DALBOX_BIND", "0.0.0.0");

        Options options = Options.read(new String[] {"--port", "9001", "--home=/tmp/x"}, environment, SHIPPED);

        assertThat(options.port()).isEqualTo(9001);
        assertThat(options.bind()).isEqualTo("0.0.0.0");
        assertThat(options.home()).isEqualTo(Path.of("/tmp/x"));
        assertThat(Options.read(new String[0], Map.of(), SHIPPED).port()).isEqualTo(8080);
    }

    @Test
    void saysWhatIsWrongWithAnArgument() {
        assertRefused("Unknown argument --prot", Map.of(), "--prot", "1");
        assertRefused("--home needs a value", Map.of(), "--home");
        assertRefused("must be any, approve or signed, not some", Map.of("DALBOX_POLICY", "some"));
        assertRefused("1 to 65535, not 0", Map.of(), "--port", "0");
        assertRefused("1 to 65535, not 99999999999", Map.of(), "--port", "99999999999");
        assertRefused("must be true or false, not maybe", Map.of("DALBOX_ALLOW_PRIVATE_NETWORK", "maybe"));
        assertRefused("number of CPUs, not -1", Map.of("DALBOX_CPU_LIMIT", "-1"));
    }

    private static void assertRefused(String message, Map<String, String> environment, String... arguments) {
        assertThatThrownBy(() -> Options.read(arguments, environment, SHIPPED))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.code).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(message);
    }
}
