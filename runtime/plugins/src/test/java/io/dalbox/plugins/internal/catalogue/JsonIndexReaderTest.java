package io.dalbox.plugins.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.plugins.Catalogue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonIndexReaderTest {

    private static final String HASH = "ab".repeat(32);
    private static final Place PLACE = new Place.Web(URI.create("https://plugins.example/list/index.json"));

    @Test
    void readsAllOfAPlugin() throws Exception {
        Index index = read("""
                {"name": "Ours", "generated": {"by": ["hand"]}, "plugins": [
                  {"id": "notes", "name": "Notes", "version": "1.2.0", "description": "Keeps notes", "url": "jars/notes.jar",
                   "sha256": "%s", "size": 123, "license": "MIT", "homepage": "https://notes.example/", "stars": 5,
                   "contract": "1.0",
                   "changelog": [{"version": "1.2.0", "date": "2026-01-02", "text": "- Faster"}, {"version": "1.1.0", "text": "- New"}]},
                  {"id": "bare", "version": "1", "url": "https://else.example/bare.jar", "sha256": "%s", "changelog": "All of it"}
                ]}""".formatted(HASH.toUpperCase(java.util.Locale.ROOT), HASH));

        assertThat(index.name()).isEqualTo("Ours");
        assertThat(index.faults()).isEmpty();
        assertThat(index.entries())
                .containsExactly(
                        new Entry(
                                "notes",
                                "1.2.0",
                                "Notes",
                                "Keeps notes",
                                "MIT",
                                "https://notes.example/",
                                "https://plugins.example/list/jars/notes.jar",
                                HASH,
                                123L,
                                "1.0",
                                List.of(
                                        new Catalogue.Note("1.2.0", "2026-01-02", "- Faster"),
                                        new Catalogue.Note("1.1.0", null, "- New")),
                                null),
                        new Entry(
                                "bare",
                                "1",
                                "bare",
                                null,
                                null,
                                null,
                                "https://else.example/bare.jar",
                                HASH,
                                null,
                                null,
                                List.of(new Catalogue.Note("1", null, "All of it")),
                                null));
    }

    @Test
    void whatIsWrongWithAnEntryIsSaidWithItsPlace() throws Exception {
        Index index = read("""
                {"plugins": [
                  {"id": "nohash", "version": "1.0.0", "url": "a.jar"},
                  {"id": "badhash", "version": "1.0.0", "url": "a.jar", "sha256": "12"},
                  {"id": "nourl", "version": "1.0.0", "sha256": "%1$s"},
                  {"id": "file", "version": "1.0.0", "sha256": "%1$s", "url": "file:///etc/passwd"},
                  {"id": "script", "version": "1.0.0", "sha256": "%1$s", "url": "javascript:alert(1)"},
                  {"id": "huge", "version": "1.0.0", "sha256": "%1$s", "url": "a.jar", "size": 99999999999},
                  {"id": "typed", "version": "1.0.0", "sha256": "%1$s", "url": "a.jar", "name": 7},
                  {"id": "Bad Id", "version": "1.0.0", "sha256": "%1$s", "url": "a.jar"},
                  {"id": "noversion", "sha256": "%1$s", "url": "a.jar"},
                  "text",
                  {"id": "good", "version": "1.0.0", "sha256": "%1$s", "url": "a.jar"},
                  {"id": "good", "version": "1.0.0", "sha256": "%1$s", "url": "other.jar"}
                ]}""".formatted(HASH));

        assertThat(index.faulty()).isEqualTo(11);
        assertThat(index.faults())
                .extracting(Catalogue.Fault::place)
                .allMatch(place -> place.matches("line \\d+, .*/plugins/\\d+"));
        assertThat(index.faults().getFirst().place()).startsWith("line 2,").endsWith("/plugins/0");
        assertThat(index.faults())
                .extracting(Catalogue.Fault::message)
                .satisfiesExactly(
                        has("no SHA-256"),
                        has("64 hexadecimal"),
                        has("no url"),
                        has("names no files"),
                        has("not an http or https URL"),
                        has("99999999999"),
                        has("'name' must be a text"),
                        has("no plugin id"),
                        has("version '' is not one"),
                        has("must be an object"),
                        has("listed before"));
        assertThat(index.entries().stream().filter(entry -> entry.fault() == null))
                .singleElement()
                .satisfies(entry -> assertThat(entry.url()).isEqualTo("https://plugins.example/list/a.jar"));
        assertThat(index.entries()).hasSize(8).allMatch(entry -> entry.fault() == null || entry.url() == null);
    }

    @Test
    void textsStayTextsOfBoundedLength() throws Exception {
        Index index = read("""
                {"plugins": [{"id": "loud", "version": "1.0.0", "sha256": "%s", "url": "a.jar", "name": "  <b>Loud</b>\\u0007\\n two ",
                 "description": "%s", "homepage": "javascript:alert(1)", "changelog": "<script>x</script>\\r\\n\\u202Eevil"}]}""".formatted(HASH, "x".repeat(5000)));

        Entry entry = index.entries().getFirst();
        assertThat(entry.fault()).isNull();
        assertThat(entry.name()).isEqualTo("<b>Loud</b> two");
        assertThat(entry.description()).hasSize(2001).endsWith("…");
        assertThat(entry.homepage()).isNull();
        assertThat(entry.changelog().getFirst().text()).isEqualTo("<script>x</script>\nevil");
    }

    @Test
    void whatIsNoIndexIsRefusedWithItsPlace() {
        refused("{\"plugins\": [}", "not valid JSON: line 1, column 14");
        refused("{\"plugins\": {}}", "'plugins' must be a list");
        refused("{\"name\": \"x\"}", "no list 'plugins'");
        refused("{\"plugins\": []} {}", "after its end");
        refused("{\"plugins\": [", "not valid JSON");
        refused("[1]", "neither OSGi repository XML nor a JSON object");
        refused("", "neither");
        refused("{\"a\":".repeat(200), "not valid JSON");
    }

    @Test
    void moreThanTenThousandPluginsAreRefused() {
        StringBuilder many = new StringBuilder("{\"plugins\": [{}");
        for (int i = 0; i < Gathering.MOST; i++) {
            many.append(",{}");
        }

        refused(many.append("]}").toString(), "more than 10000 plugins");
    }

    private static java.util.function.Consumer<String> has(String words) {
        return message -> assertThat(message).contains(words);
    }

    private static void refused(String text, String words) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IndexException.class).hasMessageContaining(words);
    }

    private static Index read(String text) throws IndexException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return IndexReader.of(content).read(content, PLACE);
    }
}
