package io.dalbox.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.Schemas;
import io.dalbox.json.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ValidationTest {

    private final Schemas schemas = new SchemaFactory();
    private final Schema download = schemas.ofRecord(Samples.Download.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'save_path': 'media:/'                              | /url            | is missing
            'url': null, 'save_path': 'media:/'                 | /url            | must be a string, but is null
            'url': 5, 'save_path': 'media:/'                    | /url            | must be a string, but is 5
            'url': 'nowhere', 'save_path': 'media:/'            | /url            | must be an absolute address such as https://example.org/file, but is "nowhere"
            'url': 'a:b', 'save_path': 'media:/../x'            | /save_path      | must be a storage path: The path must not contain ".."
            'url': 'a:b', 'savePath': 1, 'save_path': 'media:/' | /savePath       | is not known; did you mean save_path?
            'url': 'a:b', 'save_path': 'media:/', 'a/b~': 1     | /a~1b~0         | is not known; expected are code, headers, keep, quality, save_path, segments, speed, tags, url
            'url': 'a:b', 'save_path': 'media:/', 'segments': 0 | /segments       | must be at least 1, but is 0
            'url': 'a:b', 'save_path': 'media:/', 'segments': 1.5 | /segments     | must be a whole number, but is 1.5
            'url': 'a:b', 'save_path': 'media:/', 'speed': 'x'  | /speed          | must be one of slow, very_fast, but is "x"
            'url': 'a:b', 'save_path': 'media:/', 'tags': ['a', 'B'] | /tags/1    | must match [a-z]+, but is "B"
            'url': 'a:b', 'save_path': 'media:/', 'tags': ['a', 'b', 'c', 'd'] | /tags | must have at most 3 entries, but has 4
            'url': 'a:b', 'save_path': 'media:/', 'headers': {'a': 1} | /headers/a | must be a string, but is 1
            'url': 'a:b', 'save_path': 'media:/', 'headers': {'a': '', 'b': '', 'c': ''} | /headers | must have at most 2 entries, but has 3
            """)
    void namesThePlaceAndWhatIsExpected(String members, String pointer, String detail) {
        assertThat(download.validate(RecordSchemaTest.json("{" + members + "}")))
                .containsExactly(new Violation(pointer, detail));
    }

    @Test
    void namesEveryFault() {
        assertThat(download.validate(RecordSchemaTest.json("{'segments': 'x', 'foo': 1}")))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/url", "/save_path", "/segments", "/foo");
    }

    @Test
    void aPatternMatchesTheWholeString() {
        JsonNode value = Json.mapper().readTree("{\"url\": \"a:b\", \"save_path\": \"media:/\", \"tags\": [\"a\\n\"]}");
        assertThat(download.validate(value)).hasSize(1);
    }

    @Test
    void numbersMustFitTheirType() {
        Schema part = schemas.ofRecord(Samples.Part.class);
        assertThat(part.validate(RecordSchemaTest.json("{'part_name': 'a', 'count': 3000000000}")))
                .containsExactly(new Violation("/count", "is out of range: 3000000000"));
    }

    @Test
    void nullMeansLeftOutUnlessRequired() {
        JsonNode value = RecordSchemaTest.json(
                "{'url': 'a:b', 'save_path': 'media:/', 'keep': null, 'headers': null, 'segments': null}");
        assertThat(download.validate(value)).isEmpty();
        assertThat(download.withDefaults((ObjectNode) value).path("segments").intValue())
                .isEqualTo(4);
        assertThat(value.path("segments").isNull()).isTrue();
    }

    @Test
    void answersAtMostAHundredFaults() {
        ObjectNode value = (ObjectNode) RecordSchemaTest.json("{'url': 'a:b', 'save_path': 'media:/'}");
        for (int i = 0; i < 500; i++) {
            value.put("unknown_" + i, i);
        }
        assertThat(download.validate(value)).hasSize(100);
    }

    @Test
    void somethingElseThanAnObjectIsSaidPlainly() {
        assertThat(download.validate(Json.mapper().readTree("[]")))
                .containsExactly(new Violation("", "must be an object, but is a list"));
    }

    @Test
    void fillsDefaultsAlsoInside() {
        Schema schema = schemas.compile(RecordSchemaTest.json("{'type': 'object', 'properties': {'a': {'default': 1},"
                + "'b': {'type': 'object', 'properties': {'c': {'default': [1]}}},"
                + "'d': {'type': 'array', 'items': {'properties': {'e': {'default': true}}}}}}"));
        assertThat(schema.withDefaults(
                        (ObjectNode) RecordSchemaTest.json("{'b': {}, 'd': [{}, {'e': false}], 'z': 0}")))
                .isEqualTo(
                        RecordSchemaTest.json("{'b': {'c': [1]}, 'd': [{'e': true}, {'e': false}], 'z': 0, 'a': 1}"));
    }

    @Test
    void readsQueryParametersAsTheSchemaSays() {
        ObjectNode value = download.fromStrings(Map.of(
                "url", List.of("https://a"),
                "segments", List.of("8"),
                "keep", List.of("true"),
                "tags", List.of("a", "b"),
                "code", List.of("0012"),
                "headers", List.of("{\"a\": \"b\"}"),
                "other", List.of("1")));
        assertThat(Json.mapper().readTree(value.toString()))
                .isEqualTo(RecordSchemaTest.json("{'url': 'https://a', 'segments': 8, 'keep': true,"
                        + "'tags': ['a', 'b'], 'code': '0012', 'headers': {'a': 'b'}, 'other': '1'}"));
    }

    @Test
    void queryParametersThatDoNotFitAreReportedByValidation() {
        ObjectNode value = download.fromStrings(Map.of(
                "url", List.of("https://a", "https://b"),
                "save_path", List.of("media:/"),
                "segments", List.of("eight"),
                "keep", List.of("yes")));
        assertThat(download.validate(value))
                .containsExactlyInAnyOrder(
                        new Violation("/url", "must be a string, but is a list"),
                        new Violation("/segments", "must be a whole number, but is \"eight\""),
                        new Violation("/keep", "must be true or false, but is \"yes\""));
    }

    @Test
    void aSchemaThatIsNoneIsRefused() {
        assertThatThrownBy(() -> schemas.compile(RecordSchemaTest.json("{'type': 'strin'}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/type");
        assertThatThrownBy(() -> schemas.compile(RecordSchemaTest.json("[]")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schemas.compile(RecordSchemaTest.json("{'pattern': '('}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/x",
        "https://example.org/schema",
        "file:///etc/passwd",
        "classpath:draft-07/schema",
        "jar:file:/x.jar!/a"
    })
    void aReferenceReachesNothingOutside(String reference) {
        ObjectNode schema = Json.mapper().createObjectNode().put("$ref", reference);
        assertThatThrownBy(() -> schemas.compile(schema)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void depthOfInputIsBounded() {
        assertThatThrownBy(() -> Json.mapper().readTree("[".repeat(65) + "]".repeat(65)))
                .hasMessageContaining("64");
    }

    @Test
    void readersAreStrict() {
        assertThatThrownBy(() -> Json.mapper().readValue("{\"part_name\": \"a\", \"count\": null}", Samples.Part.class))
                .hasMessageContaining("count");
        assertThatThrownBy(() ->
                        Json.mapper().readValue("{\"part_name\": \"a\", \"count\": 1, \"x\": 1}", Samples.Part.class))
                .hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> Json.mapper().readTree("{\"a\": 1, \"a\": 2}")).hasMessageContaining("Duplicate");
        assertThatThrownBy(() -> Json.mapper().readTree("1 2")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void manyEntriesAreCheckedQuickly() {
        ArrayNode items = Json.mapper().createArrayNode();
        for (int i = 0; i < 10_000; i++) {
            items.add(i);
        }
        Schema schema = schemas.compile(RecordSchemaTest.json("{'items': {'type': 'string'}}"));
        assertThat(schema.validate(items)).hasSize(100);
    }
}
