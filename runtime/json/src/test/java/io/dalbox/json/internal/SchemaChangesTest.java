package io.dalbox.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.json.SchemaChanges;
import io.dalbox.json.SchemaChanges.Change;
import io.dalbox.json.SchemaChanges.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class SchemaChangesTest {

    /** Both properties of the old and new object, whether readers and whether writers break. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {a!:{type:string}}                 | {a!:{type:string},b:{type:string}}   | false | false
        {a!:{type:string}}                 | {a!:{type:string},b!:{type:string}}  | false | true
        {a!:{type:string},b:{type:string}} | {a!:{type:string}}                   | true  | true
        {a!:{type:string}}                 | {a:{type:string}}                    | true  | false
        {a:{type:string}}                  | {a!:{type:string}}                   | false | true
        {a:{type:integer}}                 | {a:{type:number}}                    | true  | false
        {a:{type:number}}                  | {a:{type:integer}}                   | false | true
        {a:{type:integer}}                 | {a:{type:string}}                    | true  | true
        {a:{enum:[x,y]}}                   | {a:{enum:[x,y,z]}}                   | true  | false
        {a:{enum:[x,y]}}                   | {a:{enum:[x]}}                       | false | true
        {a:{enum:[x]}}                     | {a:{enum:[y]}}                       | true  | true
        {a:{type:string}}                  | {a:{type:string,enum:[y]}}           | false | true
        {a:{minimum:1}}                    | {a:{minimum:2}}                      | false | true
        {a:{minimum:1}}                    | {a:{}}                               | false | false
        {a:{maximum:9}}                    | {a:{maximum:8}}                      | false | true
        {a:{format:date-time}}             | {a:{}}                               | true  | false
        {a:{}}                             | {a:{format:date-time}}               | false | true
        {a:{format:bytes}}                 | {a:{format:int64}}                   | false | false
        {a:{}}                             | {a:{format:multiline}}               | false | false
        {a:{type:integer,format:int32}}    | {a:{type:integer,format:int64}}      | true  | false
        {a:{description:one}}              | {a:{description:two}}                | false | false
        {a:{pattern:x}}                    | {a:{pattern:y}}                      | false | true
        {a:{anyOf:[{type:string}]}}        | {a:{anyOf:[{type:integer}]}}         | true  | true
        {a:{type:array,items:{type:string}}} | {a:{type:array,items:{type:integer}}} | true | true
        """)
    void eachSideBreaksWhereItCannotTakeWhatMayCome(String old, String now, boolean readers, boolean writers) {
        assertThat(breaks(old, now, Side.READERS)).as("readers").isEqualTo(readers);
        assertThat(breaks(old, now, Side.WRITERS)).as("writers").isEqualTo(writers);
        assertThat(SchemaChanges.between(schema(old), schema(now))).isNotNull();
        assertThat(SchemaChanges.between(schema(old), schema(old), Side.WRITERS))
                .isEmpty();
    }

    @Test
    void namesThePlaceAndWhatHappened() {
        List<Change> changes = SchemaChanges.between(
                schema("{a!:{type:object,properties:{'x/y':{type:string}}},l:{type:array,items:{type:string}}}"),
                schema("{a!:{type:object,properties:{}},l:{type:array,items:{type:integer}},n:{type:string}}"));

        assertThat(changes)
                .containsExactly(
                        new Change("/a/x~1y", true, "is no longer there"),
                        new Change("/l/*", true, "is integer now, was string"),
                        new Change("/n", false, "is new"));
    }

    @Test
    void aSchemaThatContainsItselfIsComparedOnce() {
        ObjectNode old = recursive("string");
        assertThat(SchemaChanges.between(old, recursive("string"))).isEmpty();
        assertThat(SchemaChanges.between(old, recursive("integer")))
                .extracting(Change::detail)
                .contains("is integer now, was string");
    }

    @Test
    void recordsOfPluginsCompare() {
        record One(String name, int size) {}
        record Two(String name, long size, String more) {}
        ObjectNode one = RecordSchemas.derive(One.class).schema();
        ObjectNode two = RecordSchemas.derive(Two.class).schema();

        assertThat(SchemaChanges.between(one, two, Side.WRITERS))
                .contains(new Change("/more", true, "is new and required"));
        assertThat(SchemaChanges.between(one, two))
                .contains(new Change("/size", true, "reads as int64 now, was int32"));
    }

    private static ObjectNode recursive(String type) {
        return (ObjectNode) Json.mapper().readTree("""
                {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{
                "value":{"type":"%s"},"next":{"$ref":"#/$defs/node"}}}}}""".formatted(type));
    }

    private static boolean breaks(String old, String now, Side side) {
        return SchemaChanges.between(schema(old), schema(now), side).stream().anyMatch(Change::breaking);
    }

    /** Reads an object's properties in short: no quotes, {@code !} after the name of a required one. */
    private static ObjectNode schema(String text) {
        String json = text.replace("!", "\u00a7").replaceAll("'([^']+)'|([a-zA-Z][a-zA-Z0-9-]*\u00a7?)", "\"$1$2\"");
        ObjectNode properties = (ObjectNode) Json.mapper().readTree(json);
        ObjectNode schema = Json.mapper().createObjectNode();
        schema.put("type", "object").put("additionalProperties", false);
        for (var property : properties.properties()) {
            String name = property.getKey().replace("\u00a7", "");
            schema.withObject("/properties").set(name, property.getValue());
            if (!name.equals(property.getKey())) {
                schema.withArray("/required").add(name);
            }
        }
        return schema;
    }
}
