package io.dalbox.pages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.pages.internal.descriptor.Depth;
import io.dalbox.pages.internal.descriptor.DescriptorChecker;
import io.dalbox.pages.internal.descriptor.DescriptorChecker.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a page costs its author: the one that the author guide explains has everything, and is short enough to be read. */
class WorkedExampleTest {

    static final Path FILE = Path.of("../../bundles/download/src/main/resources/dalbox/ui/download.ui.yaml");
    private static final int MOST_LINES = 65;
    private static final int WIDEST = 160;

    @Test
    void isShort() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDEST));
    }

    @Test
    void hasNoFaults() throws IOException {
        assertThat(checked().faults()).isEmpty();
    }

    @Test
    void hasAllThatAPageIsMadeOf() throws IOException {
        JsonNode json = json();
        assertThat(json.path("nav").size()).isOne();
        assertThat(json.path("cards").size()).isOne();
        assertThat(json.path("data").valueStream())
                .allMatch(source -> source.path("live").asBoolean(false));
        assertThat(json.at("/pages/0/body").valueStream())
                .anyMatch(node -> node.path("type").asString("").equals("table"));
        assertThat(json.at("/actions/add/form").asString("")).isEqualTo("dialog");
        assertThat(json.at("/pages/0/body/1/columns").valueStream())
                .anyMatch(column -> column.path("as").asString("").equals("progress"));
    }

    @Test
    void isWrittenInBothLanguages() throws IOException {
        JsonNode chinese = json().path("i18n").path("zh-CN");
        JsonNode english = json().path("i18n").path("en");
        assertThat(Set.copyOf(chinese.propertyNames())).isEqualTo(Set.copyOf(english.propertyNames()));
        for (Map.Entry<String, JsonNode> text : chinese.properties()) {
            assertThat(text.getValue().asString().codePoints())
                    .as(text.getKey())
                    .anyMatch(letter -> Character.isIdeographic(letter));
        }
    }

    private static JsonNode json() throws IOException {
        assertThat(checked().descriptors()).hasSize(1);
        return checked().descriptors().getFirst().json();
    }

    private static Checked checked() throws IOException {
        return new DescriptorChecker(Depth.TYPES)
                .check(
                        "download",
                        new TreeMap<>(Map.of("download.ui.yaml", Files.readString(FILE))),
                        ShippedDescriptorsTest.icons());
    }
}
