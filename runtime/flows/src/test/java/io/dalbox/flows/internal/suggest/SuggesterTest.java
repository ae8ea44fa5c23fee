package io.dalbox.flows.internal.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.flows.Suggestion;
import io.dalbox.testing.TestStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed for the parameters of usual actions when a download has completed; all of it compiles. */
final class SuggesterTest {

    private static final String TEXT = "{\"type\": \"string\"}";

    @RegisterExtension
    final TestStore store = new TestStore();

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(store);
        shelf.completed("media:/films/Vertigo (1958).mkv", 2_147_483_648L);
    }

    private Suggestion best(String name, String schema) {
        List<Suggestion> all = shelf.suggest(name, schema);
        assertThat(all).as(name).isNotEmpty().hasSizeLessThanOrEqualTo(3);
        assertThat(all).extracting(Suggestion::score).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        return all.getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path      | {"type": "string", "format": "storage-path", "description": "The file"} | event.file_path
            file_path | {"type": "string"}                                       | event.file_path
            size      | {"type": "integer", "description": "Its size in bytes"}  | event.file_size
            bytes     | {"type": "string"}                                       | string(event.file_size)
            mime_type | {"type": "string"}                                       | event.mime_type
            title     | {"type": "string", "description": "What it is called"}   | path.stem(event.file_path)
            name      | {"type": "string", "title": "Name", "description": "Who is greeted", "maxLength": 80, "pattern": ".*\\\\S.*"} | path.stem(event.file_path)
            file_name | {"type": "string"}                                       | path.name(event.file_path)
            ext       | {"type": "string"}                                       | path.ext(event.file_path)
            save_path | {"type": "string", "format": "storage-path"}             | path.parent(event.file_path)
            id        | {"type": "string"}                                       | event.task_id
            language  | {"type": "string"}                                       | event.media.lang
            languages | {"type": "array", "items": {"type": "string"}}           | [event.media.lang]
            year      | {"type": "integer"}                                      | int(event.year)
            premiere  | {"type": "string", "description": "电影的上映年份"}         | event.year
            videos    | {"type": "string", "format": "storage-path"}             | event.file_path
            url       | {"type": "string", "format": "uri"}                      | event.?homepage
            homepage  | {"type": "string"}                                       | has(event.homepage) ? event.homepage : ''
            homepage  | {"type": "string", "default": "https://example.org"} | has(event.homepage) ? event.homepage : 'https://example.org'
            rating    | {"type": "integer"}                                      | has(event.rating) ? int(event.rating) : 0
            host      | {"type": "string"}                                       | has(event.origin) ? event.origin.host : ''
            port      | {"type": "integer", "minimum": 1}                        | event.?origin.?port
            port      | {"type": "integer"}         | has(event.origin) && has(event.origin.port) ? event.origin.port : 0
            """)
    void theBestProposalIsWhatAPersonWouldWrite(String name, String schema, String expression) {
        assertThat(best(name, schema).expression()).isEqualTo(expression);
    }

    @Test
    void whatPeopleDidBeforeComesFirstForAllItsReasons() {
        shelf.past(Shelf.EVENT, "file_path", "event.file_path");
        shelf.past("upload.completed", "title", "path.name(event.file_path)");
        shelf.past("upload.completed", "name", "event.uploader + ' and event.co'");
        shelf.past("upload.completed", "quality", "'high'");
        shelf.past("upload.completed", "lang", "event.?media.lang.orValue('en')");

        assertThat(best("file_path", TEXT).reasons()).containsExactly("past-flow", "same-name", "type");
        assertThat(best("title", TEXT))
                .isEqualTo(new Suggestion("title", "path.name(event.file_path)", 0.97, List.of("past-flow"), ""));
        assertThat(best("lang", TEXT).expression()).isEqualTo("event.?media.lang.orValue('en')");
        assertThat(best("name", TEXT).reasons()).doesNotContain("past-flow");
        assertThat(best("quality", "{\"type\": \"string\", \"enum\": [\"low\", \"high\"]}")
                        .expression())
                .isEqualTo("'high'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "string", "default": "it's \\\\ so"} | 'it\\'s \\\\ so'
            {"type": "integer", "default": 3}              | 3
            {"type": "number", "default": 1}               | 1
            {"type": "boolean", "default": true}           | true
            {"type": "array", "items": {"type": "string"}, "default": ["a", "b"]} | ['a', 'b']
            {"type": "string", "enum": ["low", "high"], "default": "low"}         | 'low'
            """)
    void theDefaultIsProposedAsALiteral(String schema, String literal) {
        assertThat(best("quite_else", schema)).satisfies(one -> {
            assertThat(one.expression()).isEqualTo(literal);
            assertThat(one.reasons()).containsExactly("default");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path      | {"type": "string"}  | "media:/films/Vertigo (1958).mkv"
            size      | {"type": "string"}  | "2147483648"
            year      | {"type": "integer"} | 1958
            homepage  | {"type": "string"}  | ''
            """)
    void theSampleIsWhatTheNewestEventHeld(String name, String schema, String sample) {
        assertThat(best(name, schema).sample()).isEqualTo(sample);
    }

    @Test
    void aTextThatNeverHeldANumberIsNoNumber() {
        assertThat(shelf.suggest("mime_type", "{\"type\": \"integer\"}")).isEmpty();
    }

    @Test
    void nothingIsProposedForWhatIsUnknown() {
        assertThat(shelf.suggest("quite_else", TEXT)).isEmpty();
    }

    @Test
    void chineseDescriptionsCount() {
        assertThat(Likeness.descriptions("文件的大小", "这个文件的大小")).isGreaterThan(0.5);
        assertThat(Likeness.descriptions("文件的大小", "谁下载了它")).isLessThan(0.2);
    }
}
