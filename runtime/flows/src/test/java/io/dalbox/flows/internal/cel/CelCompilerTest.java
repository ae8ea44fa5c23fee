package io.dalbox.flows.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.Lane;
import io.dalbox.action.Method;
import io.dalbox.event.EventInfo;
import io.dalbox.events.EventTypes;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.RetryPolicy;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.plugins.Actions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Expressions against the schemas of a download and of an action that takes one of everything. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CelCompilerTest {

    private static final Compiler COMPILER = new CelCompiler();

    private static final EventTypes.Type EVENT =
            new EventTypes.Type("download.completed", "download", "Done", 1, schema("""
            {"type": "object", "required": ["file_path", "file_size", "ratio", "tags"], "properties": {
              "file_path": {"type": "string"}, "file_size": {"type": "integer"}, "ratio": {"type": "number"},
              "mime_type": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}},
              "origin": {"type": "object", "properties": {"host": {"type": "string"}}}, "more": {}}}
            """), false);

    private static final Actions.Description ACTION = new Actions.Description(
            "media",
            "scrape",
            "Scrapes",
            Method.POST,
            "/actions/scrape",
            Lane.IO,
            "media.scrape",
            false,
            true,
            schema("""
            {"type": "object", "required": ["path"], "additionalProperties": false, "properties": {
              "path": {"type": "string", "maxLength": 200}, "size": {"type": "integer", "minimum": 1},
              "quality": {"type": "string", "enum": ["low", "high"]}, "share": {"type": "number"},
              "deep": {"type": "boolean", "default": true}, "words": {"type": "array", "items": {"type": "string"}}}}
            """),
            null);

    private static Schema schema(String json) {
        return new SchemaFactory().compile(Json.mapper().readTree(json));
    }

    private static Compilation compile(@Nullable String when, Map<String, String> with) {
        return COMPILER.compile(
                new FlowSpec("A flow", true, EVENT.name(), when, "media", "scrape", with, RetryPolicy.DEFAULT, 1, 600),
                EVENT,
                ACTION);
    }

    private static Program program(@Nullable String when, Map<String, String> with) {
        Compilation compilation = compile(when, with);
        assertThat(compilation.problems()).isEmpty();
        return Objects.requireNonNull(compilation.program());
    }

    private static JournalEvent event(String more) {
        ObjectNode data = (ObjectNode) Json.mapper().readTree("""
                {"file_path": "media:/films/The_Film (2019).mkv", "file_size": 2147483648, "ratio": 3, "tags": ["a", "b"]}
                """);
        data.setAll((ObjectNode) Json.mapper().readTree(more));
        EventInfo info = new EventInfo(
                "0199", "/module/download", EVENT.name(), Instant.parse("2026-01-31T12:00:00Z"), null, null, 0);
        return new JournalEvent(1, info, data);
    }

    private static String path(String expression) {
        return program(null, Map.of("path", expression))
                .parameters(event("{}"))
                .path("path")
                .asString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            event.fil_size > 1                      | no field 'fil_size'      | file_size       | 7
            event.file_size > 1 && event.nope == '' | no field 'nope'          |                 | 30
            file_size > 1                           | is a field of the event  | event.file_size | 1
            evnt.file_size > 1                      | means nothing here       | event           | 1
            path.stam(event.file_path) == ''        | no function 'path.stam'  | stem            | 6
            event.file_path.lowerAsci() == ''       | no function 'lowerAsci'  | lowerAscii      | 17
            event.file_size + 'x' == ''             | cannot stand between     |                 | 17
            event.file_size >                       | ends too early           |                 | 18
            event.file_path                         | must be true or false    |                 | 1
            """)
    void aConditionThatCannotBeIsRefusedWhereItIsWrong(String when, String detail, @Nullable String near, int column) {
        List<FlowProblem> problems =
                compile(when, Map.of("path", "event.file_path")).problems();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/when");
            assertThat(problem.detail()).contains(detail);
            assertThat(problem.suggestion()).isEqualTo(near);
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.column()).isEqualTo(column);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path    | event.file_size                             | takes string             | string(event.file_size)
            size    | event.file_path                             | takes int                | int(event.file_path)
            words   | event.file_path                             | takes list(string)       | [event.file_path]
            quality | 'hight'                                     | cannot be                | 'high'
            quality | event.file_size > 1 ? 'high' : 'lo'         | cannot be                | 'low'
            size    | 0                                           | cannot be                |
            pth     | event.file_path                             | has no parameter 'pth'   | path
            size    | 1 / 0                                       | can never be worked out  |
            """)
    void aParameterThatCannotBeIsRefusedWithWhatToWrite(
            String name, String expression, String detail, @Nullable String suggestion) {
        Map<String, String> with =
                name.equals("path") ? Map.of(name, expression) : Map.of("path", "event.file_path", name, expression);

        assertThat(compile(null, with).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/with/" + name);
            assertThat(problem.detail()).contains(detail);
            assertThat(problem.suggestion()).isEqualTo(suggestion);
        });
    }

    @Test
    void aMissingParameterIsNamed() {
        assertThat(compile(null, Map.of()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/with/path"));
    }

    @Test
    void thePositionCountsLines() {
        FlowProblem problem = compile("true &&\n  event.nope", Map.of("path", "event.file_path"))
                .problems()
                .getFirst();

        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(9);
    }

    @Test
    void parametersAreWhatTheSchemaSaysWithItsDefaults() {
        ObjectNode got = program(
                        "event.file_size > 1 * GiB && event.ratio > 2.5",
                        Map.of("path", "event.file_path", "share", "event.file_size", "words", "event.tags"))
                .parameters(event("{}"));

        assertThat(got.toString())
                .contains("\"deep\":true", "\"share\":2147483648", "\"words\":[\"a\",\"b\"]")
                .doesNotContain("quality");
    }

    @Test
    void theConditionSeesTheEventAndItsEnvelope() {
        Program program = program(
                "meta.type == 'download.completed' && meta.time < timestamp('2027-01-01T00:00:00Z') && meta.hops == 0"
                        + " && event.more.deep.x == 1",
                Map.of("path", "event.file_path"));

        assertThat(program.matches(event("{\"more\": {\"deep\": {\"x\": 1}}}"))).isTrue();
        assertThat(program.matches(event("{\"more\": {\"deep\": {\"x\": 2}}}"))).isFalse();
    }

    @Test
    void aFieldThatIsMissingFailsInWordsOrTakesAnother() {
        Program bare = program(null, Map.of("path", "event.mime_type"));
        Program careful = program(
                "!has(event.origin.host)",
                Map.of("path", "event.?mime_type.orValue('none')", "quality", "event.?more.quality"));

        assertThatThrownBy(() -> bare.parameters(event("{}")))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("/with/path: This event has no field 'mime_type'");
        assertThat(careful.matches(event("{\"origin\": {}}"))).isTrue();
        assertThat(careful.parameters(event("{}")).path("path").asString()).isEqualTo("none");
        assertThat(careful.parameters(event("{}")).has("quality")).isFalse();
    }

    @Test
    void aValueThatDoesNotFitIsFoundBeforeTheCall() {
        Program program = program(null, Map.of("path", "event.file_path", "quality", "event.more"));

        assertThatThrownBy(() -> program.parameters(event("{\"more\": \"middle\"}")))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("/with/quality");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path.name(event.file_path)                                          | The_Film (2019).mkv
            path.stem(event.file_path)                                          | The_Film (2019)
            path.ext(event.file_path)                                           | mkv
            path.parent(event.file_path)                                        | media:/films
            path.withExt(event.file_path, 'srt')                                | media:/films/The_Film (2019).srt
            path.join('media:/out', '../../etc/passwd')                         | media:/out/etc/passwd
            format_time(meta.time, 'yyyy-MM-dd')                                | 2026-01-31
            format_time(meta.time, 'HH:mm', 'Asia/Shanghai')                    | 20:00
            regex.extract(event.file_path, '\\\\((\\\\d{4})\\\\)').orValue('')  | 2019
            regex.replace(path.stem(event.file_path), '[_.]+', ' ')             | The Film (2019)
            event.tags.map(tag, tag.upperAscii()).join('+')                     | A+B
            string(meta.time)                                                   | 2026-01-31T12:00:00Z
            string(math.greatest(event.file_size, 1))                           | 2147483648
            """)
    void functionsDoWhatTheySay(String expression, String value) {
        assertThat(path(expression)).isEqualTo(value);
    }

    @Test
    void everyFunctionThatPeopleAreToldOfWorks() {
        for (Compiler.Function function : COMPILER.functions()) {
            Scope scope = new Scope(EVENT);
            assertThat(scope.parse("/when", function.example()))
                    .as(function.example())
                    .isInstanceOf(Scope.Parsed.Good.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 1_900})
    void nestingIsRefusedAndNeverOverflows(int deep) {
        assertThat(compile("(".repeat(deep) + "true" + ")".repeat(deep), Map.of("path", "event.file_path"))
                        .problems())
                .isNotEmpty();
    }

    @Test
    void whatIsHugeIsRefused() {
        assertThat(compile("true || " + "x".repeat(1 << 20), Map.of("path", "event.file_path"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.detail()).contains("longer than 4000"));
    }

    @Test
    void aCatastrophicPatternAndEndlessLoopsEnd() {
        Program regex = program("event.file_path.matches('^(a+)+$')", Map.of("path", "event.file_path"));
        assertThat(regex.matches(event("{\"file_path\": \"" + "a".repeat(500_000) + "!\"}")))
                .isFalse();

        String many = "[" + "1,".repeat(99) + "1]";
        Program loops = program(
                many + ".all(a, " + many + ".all(b, " + many + ".all(c, a == b)))", Map.of("path", "event.file_path"));
        assertThatThrownBy(() -> loops.matches(event("{}"))).isInstanceOf(EvaluationException.class);
    }

    @Test
    void aTextThatWouldBurstIsRefused() {
        Program program = program(null, Map.of("path", "event.file_path.replace('a', '" + "b".repeat(3_000) + "')"));

        assertThatThrownBy(() -> program.parameters(event("{\"file_path\": \"" + "a".repeat(500_000) + "\"}")))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("replace");
    }
}
