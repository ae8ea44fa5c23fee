package io.dalbox.plugin.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GalleryPagesTest {

    private static final Path SCHEMA =
            Path.of("../../runtime/pages/src/main/resources/io/dalbox/pages/internal/descriptor/ui-v1.schema.json");
    private static final Path PAGES = Path.of("src/main/resources/dalbox/ui");

    @Test
    void everyComponentHasItsPage() throws IOException {
        assertThat(pages()).containsAll(components());
    }

    private static Set<String> components() throws IOException {
        Set<String> components = new TreeSet<>();
        Matcher definition = Pattern.compile("\"c-([a-z-]+)\":").matcher(Files.readString(SCHEMA));
        while (definition.find()) {
            components.add(definition.group(1));
        }
        assertThat(components).contains("table", "form");
        return components;
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ui.yaml"))
                    .map(name -> name.replace(".ui.yaml", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
