package io.dalbox.flows.internal.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.testing.TestStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class VocabulariesTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(store);
    }

    private ObjectNode describe(String event) {
        return new Vocabularies(shelf.types, shelf.journal)
                .describe(event, Shelf.COMPILER.functions(), Shelf.COMPILER::typeName);
    }

    private static JsonNode field(JsonNode fields, String path) {
        return fields.valueStream()
                .filter(field -> field.path("path").asString().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> samples(JsonNode field) {
        return field.path("samples").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void fieldsHaveTypesAndRecentValues() {
        for (int i = 0; i < 8; i++) {
            shelf.completed("media:/" + i / 2 + "/" + "x".repeat(i == 7 ? 200 : 3), i);
        }

        JsonNode event = describe(Shelf.EVENT).path("event");

        JsonNode size = field(event, "event.file_size");
        assertThat(size.path("type").asString()).isEqualTo("int");
        assertThat(size.path("description").asString()).isEqualTo("Its size in bytes");
        assertThat(size.path("required").asBoolean()).isTrue();
        assertThat(samples(size)).containsExactly("7", "6", "5", "4", "3");
        assertThat(samples(field(event, "event.file_path")))
                .contains("media:/0/xxx", "media:/3/xxx")
                .doesNotHaveDuplicates()
                .allSatisfy(sample -> assertThat(sample).hasSizeLessThanOrEqualTo(80));
        assertThat(samples(field(event, "event.media.lang"))).containsExactly("en");
        assertThat(field(event, "event.origin.host").path("required").asBoolean())
                .isFalse();
        assertThat(field(event, "event.rating").path("type").asString()).isEqualTo("double");
    }

    @Test
    void theEnvelopeAndTheFunctionsAreDescribed() {
        shelf.completed("media:/a", 1);

        ObjectNode vocabulary = describe(Shelf.EVENT);

        JsonNode meta = vocabulary.path("meta");
        assertThat(field(meta, "meta.time").path("type").asString()).isEqualTo("timestamp");
        assertThat(samples(field(meta, "meta.source"))).containsExactly("/module/download");
        assertThat(samples(field(meta, "meta.subject"))).containsExactly("films");
        assertThat(samples(field(meta, "meta.hops"))).containsExactly("0");
        assertThat(vocabulary.path("functions").valueStream()).anySatisfy(function -> {
            assertThat(function.path("name").asString()).isEqualTo("path.stem");
            assertThat(function.path("signature").asString()).isNotEmpty();
            assertThat(function.path("example").asString()).isNotEmpty();
        });
    }

    @Test
    void anUnknownTypeHasNoFields() {
        ObjectNode vocabulary = describe("no.such");

        assertThat(vocabulary.path("event")).isEmpty();
        assertThat(vocabulary.path("meta")).hasSize(7);
        assertThat(vocabulary.path("functions")).isNotEmpty();
    }
}
