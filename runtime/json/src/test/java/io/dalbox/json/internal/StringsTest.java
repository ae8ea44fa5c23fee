package io.dalbox.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes in a query string is read, and what is read is judged: nothing is thrown. */
class StringsTest {

    // Shared by all tries: deriving is most of the time of one.
    private static final Schema DOWNLOAD = new SchemaFactory().ofRecord(Samples.Download.class);
    private static final Schema EVERYTHING = new SchemaFactory().ofRecord(Samples.Everything.class);

    @Property(tries = 300)
    void anyTextIsReadOrReported(@ForAll @Size(max = 4) List<String> values) {
        for (String name : List.of("url", "segments", "keep", "tags", "headers", "speed", "unknown")) {
            ObjectNode read = DOWNLOAD.fromStrings(Map.of(name, values));
            assertThat(DOWNLOAD.validate(read)).isNotEmpty();
            assertThat(Json.mapper().readTree(read.toString()).size()).isEqualTo(values.isEmpty() ? 0 : 1);
        }
    }

    @Property(tries = 300)
    void wholeNumbersComeBackExactly(@ForAll long number) {
        ObjectNode read = EVERYTHING.fromStrings(Map.of("size", List.of(Long.toString(number))));
        assertThat(read.path("size").longValue()).isEqualTo(number);
    }

    @Property(tries = 300)
    void numbersComeBackExactly(@ForAll double number) {
        ObjectNode read = EVERYTHING.fromStrings(Map.of("ratio", List.of(Double.toString(number))));
        assertThat(read.path("ratio").doubleValue()).isEqualTo(number);
    }

    @Property(tries = 300)
    void aNameIsNearestToItself(@ForAll @Size(max = 5) List<String> names, @ForAll String other) {
        assertThat(NearestName.edits(other, other)).isZero();
        for (String name : names) {
            assertThat(NearestName.edits(name, other)).isEqualTo(NearestName.edits(other, name));
        }
    }
}
