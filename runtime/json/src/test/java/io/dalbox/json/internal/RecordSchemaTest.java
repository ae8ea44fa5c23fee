package io.dalbox.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.Param;
import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.Schemas;
import io.dalbox.json.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RecordSchemaTest {

    private final Schemas schemas = new SchemaFactory();

    @Test
    void describesEveryComponentInItsOrder() {
        JsonNode schema = schemas.ofRecord(Samples.Download.class).json();
        assertThat(Json.mapper().readTree(schema.toString()))
                .isEqualTo(Json.mapper().readTree("""
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "properties": {
                  "url": {"type": "string", "title": "Url", "description": "Where to load from.", "maxLength": 200, "format": "uri"},
                  "save_path": {"type": "string", "format": "storage-path", "title": "Folder", "description": "Where to put it."},
                  "headers": {"type": "object", "additionalProperties": {"type": "string"}, "title": "Headers",
                    "description": "Request headers.", "maxProperties": 2},
                  "segments": {"type": "integer", "format": "int32", "title": "Segments", "description": "Parallel parts.",
                    "minimum": 1, "maximum": 16, "default": 4},
                  "speed": {"type": "string", "enum": ["slow", "very_fast"], "title": "Speed", "description": "How fast.",
                    "default": "very_fast"},
                  "tags": {"type": "array", "items": {"type": "string", "pattern": "^(?:[a-z]+)$"}, "title": "Tags",
                    "description": "Tags.", "maxItems": 3, "default": ["new"]},
                  "code": {"type": "string", "title": "Code", "description": "A number in words.", "default": "12"},
                  "keep": {"type": "boolean", "title": "Keep", "description": "Kept whole."},
                  "quality": {"type": "string", "title": "Quality", "description": "Quality.", "enum": ["low", "high"]}},
                 "required": ["url", "save_path"], "additionalProperties": false}
                """));
        assertThat(schema.path("properties").propertyNames())
                .containsExactly("url", "save_path", "headers", "segments", "speed", "tags", "code", "keep", "quality");
    }

    @Test
    void knowsTheTypesThatRecordsUse() {
        JsonNode properties = schemas.ofRecord(Samples.Everything.class).json().path("properties");
        String part = """
                {"type": "object", "properties": {
                  "part_name": {"type": "string", "title": "Part name", "description": "Its name."},
                  "count": {"type": "integer", "format": "int32", "title": "Count"}},
                 "required": ["part_name", "count"], "additionalProperties": false""";
        assertThat(Json.mapper().readTree(properties.toString()))
                .isEqualTo(Json.mapper().readTree("""
                {"at": {"type": "string", "format": "date-time", "title": "At"},
                 "pause": {"type": "string", "format": "duration", "title": "Pause"},
                 "link": {"type": "string", "format": "uri", "title": "Link"},
                 "part": %s, "title": "Part"},
                 "parts": {"type": "array", "items": %s}, "title": "Parts"},
                 "named": {"type": "object", "additionalProperties": %s}, "title": "Named"},
                 "any": {"title": "Any"},
                 "size": {"type": "integer", "format": "int64", "title": "Size"},
                 "ratio": {"type": "number", "format": "double", "title": "Ratio"},
                 "on": {"type": "boolean", "title": "On"},
                 "speed": {"type": "string", "enum": ["slow", "very_fast"], "title": "Speed"},
                 "words": {"type": "array", "items": {"type": "string"}, "title": "Words"}}
                """.formatted(part, part, part)));
    }

    record Limit(
            @Param(description = "The limit.", format = "bytes", min = 1)
            Long size) {}

    @Test
    void aComponentsOwnFormatTakesThePlaceOfItsType() {
        Schema schema = schemas.ofRecord(Limit.class);

        assertThat(Json.mapper().readTree(schema.json().at("/properties/size").toString()))
                .isEqualTo(Json.mapper().readTree("""
                {"type": "integer", "title": "Size", "description": "The limit.", "format": "bytes", "minimum": 1}"""));
        assertThat(schema.validate(Json.mapper().readTree("{\"size\": 99999999999999999999}")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.pointer()).isEqualTo("/size"));
    }

    record Plan(
            @Param(description = "When.", format = "cron") String when,

            @Param(description = "Where.", format = "storage-folder")
            String where,

            @Param(description = "What.", format = "media", required = false) @Nullable
            String what,

            @Param(description = "In which languages.", format = "language")
            List<String> languages) {}

    @Test
    void theFormatsOfPickersAreChecked() {
        Schema schema = schemas.ofRecord(Plan.class);

        assertThat(schema.json().at("/properties/languages/items/format").asString())
                .isEqualTo("language");
        assertThat(
                        schema.validate(
                                json(
                                        "{'when': '*/15 8-18 * jan,dec mon-fri', 'where': 'media:/films/', 'languages': ['zh-CN', 'en']}")))
                .isEmpty();
        assertThat(
                        schema.validate(
                                json(
                                        "{'when': '61 * * * *', 'where': '/etc', 'what': 'film.mkv', 'languages': ['en', 'no language']}")))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/when", "/where", "/what", "/languages/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*-5 * * * *",
                "*/0 * * * *",
                "1,,2 * * * *",
                "mon * * * *",
                "-1 * * * *",
                "9999 * * * *"
            })
    void whatIsNoCronExpression(String text) {
        assertThat(CronText.isOne(text)).isFalse();
    }

    @Test
    void isTheSameTextEveryTime() {
        String first = schemas.ofRecord(Samples.Everything.class).json().toString();
        assertThat(new SchemaFactory().ofRecord(Samples.Everything.class).json().toString())
                .isEqualTo(first);
    }

    @Test
    void aRecordMayContainItself() {
        Schema tree = schemas.ofRecord(Samples.Tree.class);
        assertThat(tree.validate(json("{'name': 'a', 'children': [{'name': 'b', 'children': []}]}")))
                .isEmpty();
        assertThat(tree.validate(json("{'name': 'a', 'children': [{'name': 1, 'children': []}]}")))
                .singleElement()
                .satisfies(found -> assertThat(found.pointer()).isEqualTo("/children/0/name"));
    }

    @Test
    void refusesWhatIsNoRecord() {
        assertThatThrownBy(() -> schemas.ofRecord(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void refusesADefaultThatIsNoNumber() {
        record Wrong(
                @Param(description = "x", defaultValue = "many")
                int count) {}
        assertThatThrownBy(() -> schemas.ofRecord(Wrong.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("many");
    }

    @Test
    void theMapperWritesWhatTheSchemaSays() {
        Samples.Download value = new Samples.Download(
                "https://example.org/a",
                io.dalbox.storage.StoragePath.parse("media:/films"),
                null,
                2,
                Samples.Speed.VERY_FAST,
                List.of("a"),
                "x",
                null,
                null);
        JsonNode written = Json.mapper().valueToTree(value);
        assertThat(written.path("speed").stringValue()).isEqualTo("very_fast");
        assertThat(written.path("save_path").stringValue()).isEqualTo("media:/films");
        assertThat(schemas.ofRecord(Samples.Download.class).validate(written)).isEmpty();
        assertThat(Json.mapper().treeToValue(written, Samples.Download.class)).isEqualTo(value);
    }

    static JsonNode json(String singleQuoted) {
        return Json.mapper().readTree(singleQuoted.replace('\'', '"'));
    }
}
