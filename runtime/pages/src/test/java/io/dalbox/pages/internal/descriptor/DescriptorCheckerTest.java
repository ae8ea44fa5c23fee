package io.dalbox.pages.internal.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.pages.internal.descriptor.DescriptorChecker.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

class DescriptorCheckerTest {

    private static final String FILE = "dalbox/ui/main.yaml";

    private final DescriptorChecker checker = new DescriptorChecker(Depth.TYPES);

    @Test
    void theSampleHasNoFaults() {
        Checked checked = check(Samples.download());
        assertThat(checked.faults()).isEmpty();
        assertThat(checked.descriptors()).singleElement().satisfies(descriptor -> {
            assertThat(descriptor.plugin()).isEqualTo("download");
            assertThat(descriptor.hash()).hasSize(64);
            assertThat(descriptor.places().get("/actions/pause/run")).isEqualTo(new Descriptor.Place(20, 18));
        });
    }

    @Test
    void aTypoIsToldWithItsPlaceAndTheNameThatWasMeant() {
        assertThat(faults(Samples.download().replace("        columns:", "        colums:")))
                .containsExactly(FILE + ":54:9: unknown property 'colums' in a table; did you mean 'columns'?");
    }

    @Test
    void whatAReferenceNamesMustExist() {
        String text = Samples.download()
                .replace("source: tasks", "source: tsks")
                .replace("rowActions: [pause,", "rowActions: [pauze,")
                .replace("filters: [state]", "filters: [stat]")
                .replace("to: main", "to: mian")
                .replace("commands: [add]", "commands: [ad]");
        assertThat(faults(text))
                .containsExactly(
                        FILE + ":25:12: there is no action 'ad' here; did you mean 'add'?",
                        FILE + ":34:9: there is no page 'mian' here; did you mean 'main'?",
                        FILE + ":50:17: there is no source 'tsks' here; did you mean 'tasks'?",
                        FILE + ":53:19: there is no column 'stat' here; did you mean 'state'?",
                        FILE + ":60:22: there is no action 'pauze' here; did you mean 'pause'?");
    }

    @Test
    void aSourceIsNotCalledWhatExpressionsMeanSomethingElseBy() {
        assertThat(faults(Samples.download()
                        .replace("source: tasks", "source: list")
                        .replace("  tasks:", "  list:")))
                .anySatisfy(fault -> assertThat(fault).contains("expressions mean something else by 'list'"));
    }

    @Test
    void whatAnEditorSpeaksOfMustExist() {
        String text = """
                ui: 1
                id: download
                data: { cues: { query: demo.cues } }
                actions:
                  keep: { run: demo.keep }
                pages:
                  - id: main
                    title: A
                    body:
                      - { type: subtitle-editor, label: A, source: cuse, action: keap }
                      - { type: code-editor, label: B, text: "x", problems: faults }
                      - { type: face-gallery, label: C, source: cues, rename: kept, split: keep }
                      - { type: media-player, label: D, src: "media:/a.mp4", segments: cues2, tracks: [{ src: "media:/a.vtt", label: E }] }
                      - { type: file-browser, actions: [kep] }
                      - { type: boxes, label: E, src: "/a.png", source: cuez, rowActions: [keap] }
                      - { type: waveform, label: F, peaks: paeks, curve: { source: crv } }
                """;
        assertThat(faults(text))
                .anySatisfy(fault -> assertThat(fault).contains(":10:", "there is no source 'cuse' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":10:", "there is no action 'keap' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":11:", "there is no source 'faults' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":12:", "there is no action 'kept' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":13:", "there is no source 'cues2' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":14:", "there is no action 'kep' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":15:", "there is no source 'cuez' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":15:", "there is no action 'keap' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":16:", "there is no source 'paeks' here"))
                .anySatisfy(fault -> assertThat(fault).contains(":16:", "there is no source 'crv' here"));
        String unknown = text.replace("problems: faults", "lines: 3")
                .replace("label: E }", "label: E, url: x }")
                .replace("actions: [kep]", "select: some");
        assertThat(faults(unknown))
                .anySatisfy(fault -> assertThat(fault).contains(":11:", "unknown property 'lines' in a code-editor"))
                .anySatisfy(fault -> assertThat(fault).contains(":13:", "unknown property 'url' in a track"))
                .anySatisfy(fault -> assertThat(fault).contains(":14:", "'select' cannot be 'some'"));
    }

    @Test
    void whatAFormSpeaksOfMustExist() {
        String text = """
                ui: 1
                id: download
                data: { folders: { query: demo.folders } }
                actions:
                  add: { run: demo.add, fields: { folder: { options: { source: foldrs, label: name } }, kind: { when: "form.folder != null" } } }
                pages:
                  - id: main
                    title: A
                    body:
                      - { type: form, action: add, groups: [{ id: more, label: More, folded: true, fields: [kind] }] }
                      - { type: form, settings: true }
                      - { type: form, submit: Send }
                      - { type: form, action: add, fields: { folder: { options: { source: mine } } } }
                    data: { mine: { query: demo.mine } }
                """;
        assertThat(faults(text))
                .containsExactly(
                        FILE + ":5:64: there is no source 'foldrs' here; did you mean 'folders'?",
                        FILE + ":12:17: a form needs an 'action' to send to, or 'settings: true'");
    }

    @Test
    void whatShowsDataIsDescribedWithoutFaults() {
        assertThat(faults(
                        showing("children: parts, open: 2", "{ id: two, label: Two, valid: \"note.ready == true\" }")))
                .isEmpty();
    }

    @Test
    void whatShowsDataIsToldWhatIsWrong() {
        String text = showing(
                        "children: parts, parent: up",
                        "{ id: one, label: Two, body: [{ type: list, source: phtos, item: { title: x } }] }")
                .replace("to: main", "to: mian");
        assertThat(faults(text))
                .containsExactly(
                        FILE
                                + ":8:112: a tree has 'children' when its rows hold rows, or 'parent' when they name the row above; not both",
                        FILE + ":9:163: there is no page 'mian' here; did you mean 'main'?",
                        FILE + ":10:89: two steps have the id 'one': first in line 10",
                        FILE + ":10:135: there is no source 'phtos' here; did you mean 'photos'?",
                        FILE + ":12:64: there is no page 'mian' here; did you mean 'main'?",
                        FILE + ":14:85: there is no page 'mian' here; did you mean 'main'?");
    }

    @Test
    void aPictureComesFromThisServer() {
        for (String bad : List.of(
                "//evil.example/x",
                "/\\\\evil.example",
                "https://evil.example/x.png",
                "javascript:alert(1)",
                "data:/x")) {
            assertThat(faults(page("{ type: gallery, label: x, source: s, item: { title: x, image: '" + bad + "' } }")))
                    .as(bad)
                    .anyMatch(fault -> fault.contains("'image' cannot be"));
        }
    }

    /** A page with every component that shows data. */
    private static String showing(String tree, String step) {
        return """
                ui: 1
                id: download
                data: { photos: { query: demo.photos }, note: { query: demo.note } }
                pages:
                  - id: main
                    title: A
                    body:
                      - { type: tree, label: Folders, source: photos, item: { title: "${row.name}" }, %s }
                      - { type: gallery, label: Photos, source: photos, ratio: 4/3, size: s, select: multi, search: true, item: { image: "${row.path}", title: "${row.name}", to: main } }
                      - { type: steps, label: Sort, steps: [{ id: one, label: One, next: Go on }, %s] }
                      - { type: filters, source: photos, search: true, fields: [kind, { field: place, label: Place }] }
                      - { type: image, label: Lake, src: "media:/a b.jpg", to: main }
                      - { type: markdown, text: "${note.body}" }
                      - { type: facts, items: [{ label: Size, value: "${note.size}", as: bytes, to: main }] }
                      - { type: steps, label: Where, at: "${note.at}", steps: [{ id: one, label: One }] }
                      - { type: tabs, tabs: [{ id: a, label: A, body: [] }, { id: b, label: B, body: [] }] }
                """.formatted(tree, step);
    }

    @Test
    void whatOnlyLooksWrongLeavesThePageUsable() {
        String text = Samples.download()
                .replace("t:noneHint", "t:nonHint")
                .replace("type: alert", "type: alrt")
                .replace("stats.free < 5", "stat.free < 5")
                .replace("icon: plus", "icon: plsu");
        Checked checked = checker.check("download", files(text), Set.of("plus", "pause", "play", "trash", "download"));
        assertThat(checked.faults())
                .noneMatch(Fault::fatal)
                .extracting(Fault::toString)
                .containsExactly(
                        FILE + ":19:54: there is no icon 'plsu'; did you mean 'plus'?",
                        FILE + ":46:17: unknown component 'alrt'; did you mean 'alert'?",
                        FILE + ":46:61: 'stat' is no source of this page; did you mean 'stats'?",
                        FILE + ":62:41: there is no text 'nonHint'; did you mean 'noneHint'?");
        assertThat(checked.descriptors()).hasSize(1);
    }

    @Test
    void aPageCannotCarryMarkupStyleOrScript() {
        assertThat(faults(page("{ type: text, text: x, style: 'color: red' }")))
                .singleElement()
                .asString()
                .contains("'style' is not allowed: a page says what to show");
        assertThat(faults(page("{ type: button, label: x, to: //evil.example/ }")))
                .singleElement()
                .asString()
                .contains("leads out of this server");
        assertThat(faults(page("{ type: image, label: x, src: 'https://evil.example/x.png' }")))
                .singleElement()
                .asString()
                .contains("'src' cannot be");
    }

    @Test
    void theIdMustBeThePlugins() {
        assertThat(checker.check("other", files(Samples.download()), null).faults())
                .extracting(Fault::toString)
                .containsExactly(FILE + ":2:5: the id is 'download', but the plugin is 'other'");
    }

    @Test
    void idsAndPathsAreUnique() {
        String twice = """
                ui: 1
                id: x1
                pages:
                  - { id: a, title: A }
                  - { id: a, title: B, path: "b" }
                  - { id: c, title: C, path: "" }
                """;
        assertThat(faultsOf("x1", twice))
                .containsExactly(
                        FILE + ":5:11: the id 'a' is used twice in pages: first in line 4",
                        FILE + ":6:30: the empty path is used twice in pages: first in line 4");
    }

    @Test
    void textsThatALocaleLacksAreTold() {
        String text = "ui: 1\nid: x1\ni18n:\n  zh-CN: { a: 甲 }\n  en: { a: A, b: B }\n";
        assertThat(faultsOf("x1", text)).containsExactly(FILE + ":4:3: the locale zh-CN lacks 'b'");
    }

    @Test
    void aPageHasItsOwnTextsAndThoseThatAllPagesShare() {
        TreeMap<String, String> files = files("ui: 1\nid: x1\ni18n:\n  zh-CN: { a: 甲, b: 乙 }\n  en: { a: A }\n");
        files.put("dalbox/ui/i18n/en.yaml", "b: B\n");
        assertThat(checker.check("x1", files, null).faults()).isEmpty();
        files.put("dalbox/ui/i18n/de.yaml", "b: B\nc: C\n");
        assertThat(checker.check("x1", files, null).faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "dalbox/ui/i18n/en.yaml:1:1: the locale en lacks 'c'", FILE + ":4:3: the locale de lacks 'a'");
    }

    @Test
    void oneTextHasOneWording() {
        TreeMap<String, String> files = files("ui: 1\nid: x1\ni18n:\n  en: { a: A, b: B }\n");
        files.put("dalbox/ui/i18n/en.yaml", "a: A\nb: Bee\n");
        files.put("dalbox/ui/more/i18n/en.yaml", "b: Bye\n");
        assertThat(checker.check("x1", files, null).faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "dalbox/ui/more/i18n/en.yaml:1:1: the text 'b' of the locale en is worded otherwise in"
                                + " dalbox/ui/i18n/en.yaml:2: keep one of them, or give one another key",
                        FILE + ":4:15: the text 'b' of the locale en is worded otherwise in"
                                + " dalbox/ui/i18n/en.yaml:2: keep one of them, or give one another key");
    }

    @Test
    void whatTheCoreCallsTheStatesOfTasksNeedsNoTexts() throws IOException {
        assertThat(check(page("{ type: badge, value: running, labels: 't:state.*' }"))
                        .faults())
                .isEmpty();
        for (String locale : List.of("en", "zh-CN")) {
            assertThat(Files.readString(Path.of("../../ui-components/src/i18n/" + locale + ".json")))
                    .contains(Vocabulary.CORE_TEXTS.stream()
                            .map(prefix -> '"' + prefix)
                            .toList());
        }
    }

    @Test
    void onlyWhatSearchesOrSortsIsPagedByTheServer() {
        String text = """
                ui: 1
                id: x1
                data:
                  a: { query: core.tasks, page: server }
                  b: { query: core.files, params: { storage: media }, page: server }
                  c: { query: x1.list, page: server }
                """;
        assertThat(faultsOf("x1", text))
                .containsExactly(
                        FILE
                                + ":4:33: 'core.tasks' neither searches nor sorts: leave out 'page: server'; further rows are fetched without it");
    }

    @Test
    void coreQueriesAndCommandsAreKnownByName() {
        String text = """
                ui: 1
                id: x1
                data: { a: { query: core.task }, b: { query: core.tasks, params: { stat: running } }, c: { query: nonsense } }
                actions: { d: { run: core.tasks.paus } }
                """;
        assertThat(faultsOf("x1", text))
                .containsExactly(
                        FILE + ":3:21: the core has no query 'core.task'; did you mean 'core.tasks'?",
                        FILE + ":3:68: 'core.tasks' has no parameter 'stat'; did you mean 'state'?",
                        FILE + ":3:99: 'nonsense' is no query: write <plugin>.<action> or core.<name>",
                        FILE + ":4:22: the core has no action 'core.tasks.paus'; did you mean 'core.tasks.pause'?");
    }

    @Test
    void whatNoEventTellsOfIsAskedForEverySoOften() {
        String text = """
                ui: 1
                id: x1
                data:
                  a: { query: core.compute, field: owners, key: owner, every: 2s }
                  b: { query: core.schedules, params: { plugin: x1 }, live: true }
                  c: { query: core.compute_history, params: { minutes: 5 }, live: false }
                  d: { query: core.compute, field: "owners[0]" }
                actions:
                  e: { run: core.schedules.run }
                  f: { run: core.compute.weight }
                  g: { run: core.compute.wait }
                """;
        assertThat(faultsOf("x1", text.replace(", field: \"owners[0]\"", "")))
                .containsExactly(
                        FILE + ":5:61: no event tells of 'core.schedules'; write 'every: 2s' to have it asked again",
                        FILE + ":6:47: 'core.compute_history' has no parameter 'minutes'",
                        FILE
                                + ":11:13: the core has no action 'core.compute.wait'; did you mean 'core.compute.weight'?");
        assertThat(faultsOf("x1", text))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:36: 'field' cannot be 'owners[0]'");
    }

    @Test
    void aChartHasOneScaleAndEachFieldOnce() {
        String chart = """
                { type: chart, label: Load, source: a, x: time, kind: area, height: s, span: 5m,
                  series: [{ field: busy, label: Busy, max: "${size(a)}" }, { field: size, label: Size, max: 3 }], empty: { label: None } }""";
        assertThat(faults(chart(chart))).isEmpty();
        String odd = """
                { type: chart, label: Load, source: a, series: [
                    { field: down, label: Down, as: speed }, { field: part, label: Part, as: percent }, { field: down, label: Again, as: speed }] }""";
        assertThat(faults(chart(odd)))
                .containsExactly(
                        FILE + ":9:86: the series share one scale, which cannot be speed and percent: make two charts",
                        FILE + ":9:106: the field 'down' is drawn twice: first in line 9");
    }

    @Test
    void aChartIsCheckedToItsLastProperty() {
        assertThat(faults(chart("{ type: chart, label: Load, source: b, series: [{ field: busy, label: Busy }] }")))
                .containsExactly(FILE + ":8:45: there is no source 'b' here; did you mean 'a'?");
        assertThat(faults(chart("""
                { type: chart, source: a, kind: pie, span: 5, series: [{ field: busy, as: date, color: red, max: many }] }""")))
                .hasSize(7)
                .anyMatch(fault -> fault.endsWith("a chart needs 'label'"))
                .anyMatch(fault -> fault.contains("'kind' cannot be 'pie'"))
                .anyMatch(fault -> fault.contains("'span' must be"))
                .anyMatch(fault -> fault.endsWith("a series needs 'label'"))
                .anyMatch(fault -> fault.contains("'as' cannot be 'date'"))
                .anyMatch(fault -> fault.contains("unknown property 'color' in a series"))
                .anyMatch(fault -> fault.contains("'max' cannot be 'many'"));
        assertThat(faults(chart("{ type: chart, label: Load, source: a, series: [] }")))
                .singleElement()
                .asString()
                .contains("'series' is empty");
    }

    @Test
    void whatThisBuildDoesNotHaveIsToldBeforeAnythingIsDrawn() {
        assertThat(faults("ui: 2\nid: download\n"))
                .containsExactly(
                        FILE
                                + ":1:5: this page is written for ui: 2, and this Dalbox reads ui: 1: update Dalbox, or ship the page for ui: 1");
        assertThat(faults("ui: 1\nid: download\nrequires: [table@1, hologram, table@2, chart@1.0]\n"))
                .containsExactly(
                        FILE
                                + ":3:21: this Dalbox has no component 'hologram': update it, or leave out the requirement and give the component a 'fallback'",
                        FILE + ":3:31: this Dalbox has 'table' in version 1, not 2: update it");
    }

    @Test
    void templatesAreExpandedAndTheirFaultsStandWhereTheyWereWritten() {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(
                "dalbox/ui/macros/mine.peb",
                "{% macro page(id) %}{ id: {{ id }}, path: {{ id }}, title: A, body: [{ type: txt }] }{% endmacro %}");
        files.put("dalbox/ui/main.yaml.peb", """
                {% import "mine" as mine %}
                ui: 1
                id: x1
                pages:
                {% for id in ["one", "two"] %}
                  - {{ mine.page(id) }}
                {% endfor %}
                nav: [{ page: one, label: A, icn: box, icon: box }]
                """);
        Checked checked = checker.check("x1", files, null);
        assertThat(checked.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "dalbox/ui/main.yaml.peb:8:30: unknown property 'icn' in a nav entry; did you mean 'icon'?");
        files.replaceAll((file, text) -> text.replace("icn: box, ", ""));
        checked = checker.check("x1", files, null);
        assertThat(checked.descriptors().getFirst().json().at("/pages/1/id").asString())
                .isEqualTo("two");
        assertThat(checked.faults())
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault.message())
                        .contains("unknown component 'txt'", "(in what a macro made: - { id: "));
        assertThat(checked.sources()).containsOnlyKeys("dalbox/ui/main.yaml.peb");
        files.put("dalbox/ui/main.yaml.peb", "ui: 1\n{% for %}");
        assertThat(checker.check("x1", files, null).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(2));
    }

    @Test
    void sharedTextsComeFromFilesOfTheirOwn() {
        TreeMap<String, String> files = files("ui: 1\nid: x1\npages: [{ id: a, title: 't:title' }]\n");
        files.put("dalbox/ui/i18n/en.yaml", "title: Title\nwrong: [1]\n");
        Checked checked = checker.check("x1", files, null);
        assertThat(checked.texts()).containsKey("en");
        assertThat(checked.faults())
                .extracting(Fault::toString)
                .containsExactly("dalbox/ui/i18n/en.yaml:2:8: the text 'wrong' must be a text: put it in quotes");
    }

    @Test
    void twoFilesCannotClaimOnePage() {
        TreeMap<String, String> files = files("ui: 1\nid: x1\npages: [{ id: a, title: A }]\n");
        files.put("dalbox/ui/more.yaml", "ui: 1\nid: x1\npages: [{ id: a, title: A, path: more }]\n");
        Checked checked = checker.check("x1", files, null);
        assertThat(checked.descriptors()).hasSize(1);
        assertThat(checked.faults())
                .extracting(Fault::toString)
                .containsExactly("dalbox/ui/more.yaml: the page 'a' is declared in dalbox/ui/main.yaml already");
    }

    @Test
    @Timeout(10)
    void nestedFallbacksCostNoMoreThanTheirNumber() {
        String nested = "{ type: steps, fallback: ".repeat(18) + "{ type: nothing }" + " }".repeat(18);
        long start = System.nanoTime();
        check(page(nested));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void theSchemaUsesOnlyKeywordsThatAreUnderstood() {
        Set<String> names = new java.util.TreeSet<>();
        keywords(DescriptorChecker.schema(), names);
        names.removeAll(SchemaCheck.KEYWORDS);
        assertThat(names).containsExactlyInAnyOrder("$defs", "$id", "$schema", "description", "title");
    }

    private static void keywords(JsonNode schema, Set<String> names) {
        if (!schema.isObject()) {
            return;
        }
        names.addAll(schema.propertyNames());
        for (String map : List.of("properties", "patternProperties", "$defs")) {
            schema.path(map).forEach(below -> keywords(below, names));
        }
        for (String list : List.of("allOf", "oneOf")) {
            schema.path(list).forEach(below -> keywords(below, names));
        }
        for (String one : List.of("items", "if", "then", "not", "additionalProperties", "propertyNames")) {
            keywords(schema.path(one), names);
        }
    }

    private static String chart(String node) {
        String data = "data: { a: { query: download.list } }\n";
        return page(node.replace("\n", "\n        ")).replace("pages:", data + "pages:");
    }

    private static String page(String node) {
        return "ui: 1\nid: download\npages:\n  - id: a\n    title: A\n    body:\n      - " + node + "\n";
    }

    private List<String> faults(String text) {
        return faultsOf("download", text);
    }

    private List<String> faultsOf(String plugin, String text) {
        return checker.check(plugin, files(text), null).faults().stream()
                .map(Fault::toString)
                .toList();
    }

    private Checked check(String text) {
        return checker.check("download", files(text), null);
    }

    private static TreeMap<String, String> files(String text) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(FILE, text);
        return files;
    }
}
