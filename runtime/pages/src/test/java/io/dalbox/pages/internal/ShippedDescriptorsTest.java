package io.dalbox.pages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.pages.internal.descriptor.Depth;
import io.dalbox.pages.internal.descriptor.DescriptorChecker;
import io.dalbox.pages.internal.descriptor.LintCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every page that is shipped is without faults, down to its icons and translations. */
class ShippedDescriptorsTest {

    private static final Path WORKSPACE = Path.of("../..");

    @Test
    void theCoresOwnPagesHaveNoFaults() throws IOException {
        assertThat(new DescriptorChecker(Depth.TYPES)
                        .check("core", CoreUi.files(), icons())
                        .faults())
                .isEmpty();
    }

    @Test
    void thePageOfANewPluginHasNoFaults() throws IOException {
        String text = Files.readString(
                WORKSPACE.resolve("distribution/src/plugin/template/src/main/resources/dalbox/ui/main.yaml"));
        TreeMap<String, String> files = new TreeMap<>();
        files.put("main.yaml", text.replace("__ID__", "notes").replace("__NAME__", "Notes"));
        assertThat(new DescriptorChecker(Depth.TYPES)
                        .check("notes", files, icons())
                        .faults())
                .isEmpty();
    }

    @Test
    void theSettingsOfShippedPluginsSpeakBothLanguages() throws IOException {
        try (Stream<Path> files = Files.walk(WORKSPACE.resolve("bundles"))) {
            List<Path> english = files.filter(
                            file -> file.toString().matches(".*/src/main/resources/OSGI-INF/l10n/[a-z]+\\.properties"))
                    .toList();
            assertThat(english).isNotEmpty();
            for (Path file : english) {
                Path other = Path.of(file.toString().replace(".properties", "_zh_CN.properties"));
                assertThat(texts(other).keySet())
                        .as(other.toString())
                        .isEqualTo(texts(file).keySet());
                assertThat(texts(other).values())
                        .as(other.toString())
                        .allMatch(text -> text.toString().codePoints().anyMatch(Character::isIdeographic));
            }
        }
    }

    private static Properties texts(Path file) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            texts.load(in);
        }
        return texts;
    }

    @Test
    void theShippedPluginsPagesHaveNoFaults() throws IOException {
        try (Stream<Path> bundles = Files.list(WORKSPACE.resolve("bundles"))) {
            for (Path bundle : bundles.filter(one -> Files.isDirectory(one.resolve("src/main/resources/dalbox/ui")))
                    .toList()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
                int code = new LintCommand(print, print).run(bundle.toString());
                assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
            }
        }
    }

    static Set<String> icons() throws IOException {
        JsonNode icons = Json.mapper().readTree(Files.readString(WORKSPACE.resolve("ui-components/src/icons.json")));
        return icons.isArray()
                ? icons.valueStream().map(JsonNode::asString).collect(Collectors.toSet())
                : Set.copyOf(icons.propertyNames());
    }
}
