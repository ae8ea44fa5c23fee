package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the author guide says of pages is what the schema and the checks know: nothing is left out, made up, or out of date. */
class AuthorGuideTest {

    private static final String GUIDE = read("../../docs/author-guide.md");
    private static final JsonNode DEFINITIONS = DescriptorChecker.schema().path("$defs");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void quotesTheDownloadPageAsItIs() {
        String page = read("../../bundles/download/src/main/resources/dalbox/ui/download.ui.yaml");
        List<String> quotes = blocks("<!-- download\\.ui\\.yaml -->\n```yaml\n(.*?)```");
        assertThat(quotes)
                .hasSizeGreaterThan(5)
                .allSatisfy(quote -> assertThat(page).contains(quote));
    }

    @Test
    void itsExamplesHaveNoFaults() {
        List<String> examples = blocks("(?<!-->\n)```yaml\n((?:\\{%|ui:).*?)```");
        assertThat(examples).hasSizeGreaterThan(1).allSatisfy(example -> {
            TreeMap<String, String> files = new TreeMap<>();
            files.put(example.startsWith("{%") ? "main.yaml.peb" : "main.yaml", example);
            assertThat(new DescriptorChecker(Depth.TYPES)
                            .check("my-notes", files, null)
                            .faults())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nav", "card", "page", "source", "action", "field", "column"})
    void namesEachPropertyOf(String definition) {
        List<String> tables = blocks("<!-- schema: " + definition + " -->\n(.*?)\n\n");
        assertThat(tables).hasSize(1);
        assertThat(names(tables.getFirst().lines().map(line -> line.split("\\|")[1])))
                .isEqualTo(Set.copyOf(
                        DEFINITIONS.path(definition).path("properties").propertyNames()));
    }

    @Test
    void namesEachComponentWithItsProperties() {
        Set<String> known = new TreeSet<>();
        for (String table : blocks("<!-- components -->\n(.*?)\n\n")) {
            for (String line : table.lines().skip(2).toList()) {
                String[] cells = line.split("\\|", 3);
                Set<String> said = names(cells[2].lines());
                for (String component : names(cells[1].lines())) {
                    known.add(component);
                    Set<String> all = Set.copyOf(DEFINITIONS
                            .path("c-" + component)
                            .path("properties")
                            .propertyNames());
                    assertThat(said).as(component).containsAll(all);
                }
            }
        }
        assertThat(known)
                .isEqualTo(DEFINITIONS
                        .at("/components/enum")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet()));
    }

    @Test
    void namesWhatTheCoreOffers() {
        Set<String> said = names(GUIDE.lines());
        assertThat(said).containsAll(Vocabulary.QUERIES.keySet()).containsAll(Vocabulary.COMMANDS);
        Vocabulary.QUERIES.forEach((query, parameters) -> {
            String row = GUIDE.lines()
                    .filter(line -> line.startsWith("|") && line.split("\\|")[1].contains("`" + query + "`"))
                    .findFirst()
                    .orElse("");
            assertThat(names(row.lines())).as(query).containsAll(parameters);
        });
    }

    @Test
    void namesWhatExpressionsSee() {
        Set<String> values = new TreeSet<>(Vocabulary.VALUES);
        values.removeAll(Vocabulary.LITERALS);
        assertThat(names(GUIDE.lines()))
                .containsAll(values)
                .contains("bytes", "speed", "duration", "percent", "max", "min", "round", "size", "plugin_name");
    }

    @Test
    void saysTheLimits() {
        assertThat(GUIDE)
                .contains(
                        "%d KiB, %,d values, %d levels and %d YAML aliases"
                                .formatted(
                                        YamlReader.MAX_BYTES / 1024,
                                        YamlReader.MAX_NODES,
                                        YamlReader.MAX_DEPTH,
                                        YamlReader.MAX_ALIASES),
                        "at most %d files".formatted(UiFiles.MOST_FILES));
    }

    private static List<String> blocks(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(GUIDE)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What stands as code in some lines; {@code `settings: true`} names {@code settings}. */
    private static Set<String> names(Stream<String> lines) {
        List<String> names = new ArrayList<>();
        lines.forEach(line -> NAME.matcher(line)
                .results()
                .forEach(name -> names.add(name.group(1).split(":", 2)[0])));
        return Set.copyOf(names);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
