package io.dalbox.pages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.action.Method;
import io.dalbox.events.internal.EventTypeRegistry;
import io.dalbox.events.internal.SqlDeliveries;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.json.Json;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.lanes.internal.ScheduleService;
import io.dalbox.lanes.internal.Timer;
import io.dalbox.pages.Pins;
import io.dalbox.pages.Viewer;
import io.dalbox.plugins.PluginState;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Tasks;
import io.dalbox.tasks.internal.TaskService;
import io.dalbox.testing.TestStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.EventAdmin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PageServiceTest {

    private static final String MAIN = "dalbox/ui/main.yaml";
    private static final String UI = """
            ui: 1
            id: demo
            i18n:
              zh-CN: { title: 演示, add: 添加, state.on: 开 }
              en: { title: Demo, add: Add, state.on: "On" }
            data:
              stats: { query: demo.stats, params: { size: 2 }, live: true, every: 5m }
              tasks: { query: core.tasks, params: { plugin: demo, limit: 10 }, live: true }
              slow: { query: demo.slow, lazy: true }
            actions:
              add: { run: demo.add, label: "t:add", icon: plus, primary: true, then: { to: more } }
              pause: { run: core.tasks.pause, label: { en: Pause, zh-CN: 暂停 }, when: "row.state == 'running'" }
              remove: { run: core.plugins.remove, label: Remove }
            commands: [add]
            nav:
              - { page: main, label: "t:title", icon: box, section: media, order: 3, badge: "${stats.active}" }
              - { page: secret, label: Secret, icon: box }
            cards:
              - { id: now, title: "t:title", default: true, to: main, body: [{ type: stat, label: A, value: "${stats.active}" }] }
              - { id: rare, title: Rare, body: [{ type: text, text: rare }] }
            pages:
              - id: main
                title: "t:title"
                description: { zh-CN: 说明, en: About }
                actions: [add, remove]
                body:
                  - { type: text, text: { zh-CN: 只有中文 } }
                  - { type: text, text: hidden, access: demo.admin }
                  - { type: button, label: More, to: more }
                  - { type: badge, value: "${stats.state}", labels: "t:state.*" }
              - { id: more, path: more, title: More }
              - { id: one, path: "more/:id", title: One }
              - { id: fixed, path: more/fixed, title: Fixed }
              - { id: secret, path: secret, title: Secret, access: demo.admin }
            """;

    @RegisterExtension
    final TestStore store = new TestStore();

    @TempDir
    Path folder;

    private final Lanes lanes = LaneService.of(2);
    private final Schedules schedules = new ScheduleService(lanes, new Timer());
    private final FakeHost host = new FakeHost();
    private final CountDownLatch released = new CountDownLatch(1);
    private FakePlugin demo;
    private Pins pins;
    private PageService pages;
    private Tasks tasks;

    @BeforeEach
    void open() {
        EventTypeRegistry types = new EventTypeRegistry();
        SqlJournal journal = new SqlJournal(store, types, Standing.in(EventAdmin.class, (method, arguments) -> null));
        tasks = new TaskService(store, journal, types, new SchemaFactory(), lanes, config());
        pins = new PinStore(store);
        host.action(
                "demo", "stats", Method.GET, "{\"type\":\"object\"}", () -> json("{\"active\":3,\"state\":\"on\"}"));
        host.action("demo", "slow", Method.GET, "{\"type\":\"object\"}", () -> {
            released.await();
            return json("{}");
        });
        host.action(
                "demo",
                "add",
                Method.POST,
                "{\"type\":\"object\",\"properties\":{\"url\":{\"type\":\"string\"}}}",
                () -> json("{}"));
        demo = new FakePlugin("demo", folder, 7).file(MAIN, UI);
        host.live(demo);
        Services services = new Services(
                host.plugins(), host, tasks, journal, new SqlDeliveries(store, types, journal), lanes, schedules);
        pages = new PageService(services, new GoodFiles(store), pins, new Assets(() -> null), "1.2.3");
    }

    @Test
    void aPageIsResolvedForItsLocale() {
        ObjectNode page = page("/module/demo/", viewer("zh-CN"));
        assertThat(page.path("title").asString()).isEqualTo("演示");
        assertThat(page.path("description").asString()).isEqualTo("说明");
        assertThat(page.at("/body/0/text").asString()).isEqualTo("只有中文");
        assertThat(page.at("/texts/state.on").asString()).isEqualTo("开");
        assertThat(page.at("/body/3/labels").asString()).isEqualTo("t:state.*");
        assertThat(page.at("/actions/pause/label").asString()).isEqualTo("暂停");
        ObjectNode english = page("/module/demo", viewer("en"));
        assertThat(english.path("title").asString()).isEqualTo("Demo");
        assertThat(english.path("hash")).isNotEqualTo(page.path("hash"));
    }

    @Test
    void aPluginReplacedBetweenTheLooksAtItsRowAndAtItsFilesHasItsPages() {
        demo.uninstall(() -> host.live(new FakePlugin("demo", folder, 8)));
        assertThat(page("/module/demo/", viewer("en")).path("title").asString()).isEqualTo("Demo");
    }

    @Test
    void aNameInAPathStandsForOneSegment() {
        ObjectNode one = page("/module/demo/more/a-1", viewer("en"));
        assertThat(one.path("id").asString()).isEqualTo("one");
        assertThat(one.path("path").asString()).isEqualTo("/module/demo/more/a-1");
        assertThat(one.path("params")).isEqualTo(json("{\"id\":\"a-1\"}"));
        assertThat(page("/module/demo/more/fixed", viewer("en")).path("id").asString())
                .isEqualTo("fixed");
        assertThat(pages.page("/module/demo/more/a/b", viewer("en"))).isEmpty();
        assertThat(pages.page("/module/demo/more//", viewer("en"))).isEmpty();
        assertThat(page("/flows/greet-k3x9", viewer("en")).at("/params/id").asString())
                .isEqualTo("greet-k3x9");
    }

    @Test
    void sourcesAndActionsBecomeAddresses() {
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(page.at("/data/stats")).isEqualTo(json("""
                {"href":"/module/demo/actions/stats?size=2","live":"refetch","filter":null,"every":300,"page":"all","lazy":false}"""));
        assertThat(page.at("/data/tasks")).isEqualTo(json("""
                {"href":"/api/tasks?plugin=demo&limit=10","key":"task_id","live":"task","filter":{"plugin":"demo"},
                 "every":null,"page":"all","lazy":false}"""));
        assertThat(page.at("/actions/add")).isEqualTo(json("""
                {"name":"add","label":"Add","icon":"plus","primary":true,"method":"POST","href":"/module/demo/actions/add",
                 "long_running":false,"schema":{"type":"object","properties":{"url":{"type":"string"}}},"form":"dialog",
                 "then":{"to":"/module/demo/more"},"undo":null}"""));
        assertThat(page.at("/actions/pause")).isEqualTo(json("""
                {"name":"pause","label":"Pause","when":"row.state == 'running'","method":"POST","href":"/api/tasks/{task_id}/pause",
                 "long_running":false,"schema":null,"args":{"task_id":"${row.task_id}"},"form":"none","undo":null}"""));
        assertThat(page.at("/actions/remove/method").asString()).isEqualTo("DELETE");
        assertThat(page.at("/body/2/to").asString()).isEqualTo("/module/demo/more");
        assertThat(page.path("problems")).isEmpty();
    }

    @Test
    void whatNoEventTellsOfIsAskedForEverySoOften() {
        ObjectNode page = page("/compute", viewer("en"));
        assertThat(page.at("/data/owners")).isEqualTo(json("""
                {"href":"/api/compute","key":"owner","live":null,"filter":null,"every":2,"field":"owners","page":"all","lazy":false}"""));
        assertThat(page.at("/data/history/href").asString()).isEqualTo("/api/compute/history?seconds=300");
        assertThat(page.at("/snapshot/compute/size").intValue()).isEqualTo(2);
        assertThat(page.at("/snapshot/owners/items").isArray()).isTrue();
        assertThat(page.at("/snapshot/schedules/items").isArray()).isTrue();
        assertThat(page.at("/actions/weight/schema/properties/weight/maximum").intValue())
                .isEqualTo(100);
        assertThat(page.at("/actions/weight")).isEqualTo(json("""
                {"name":"weight","label":"Change weight of ${plugin_name(row.owner)}","icon":"sliders-horizontal","method":"PUT",
                 "href":"/api/compute/owners/{owner}","args":{"owner":"${row.owner}"},"form":"dialog","long_running":false,"undo":null,
                 "fields":%s,"schema":%s,"then":%s}""".formatted(
                        page.at("/actions/weight/fields"),
                        page.at("/actions/weight/schema"),
                        page.at("/actions/weight/then"))));
        assertThat(page.at("/actions/run/href").asString()).isEqualTo("/api/schedules/{id}/run");
        assertThat(page.path("problems")).isEmpty();
    }

    @Test
    void aFieldOfAFormMustBeAParameter() {
        host.action("demo", "add", Method.POST, """
                {"type": "object", "properties": {"url": {"type": "string"}, "a.b": {"type": "string"}, "head": {"type": "object"}}}""", () -> json("{}"));
        demo.file(MAIN, """
                ui: 1
                id: demo
                actions:
                  add: { run: demo.add, order: [url], groups: [{ id: more, label: { zh-CN: 更多, en: More } }],
                         fields: { url: { group: more }, a.b: { order: 1 }, head.name: { hidden: true }, ulr: { order: 2 } } }
                pages: [{ id: main, title: A, actions: [add] }]
                """);
        ObjectNode page = page("/module/demo/", viewer("zh-CN"));
        assertThat(page.at("/actions/add/groups").toString()).isEqualTo("[{\"id\":\"more\",\"label\":\"更多\"}]");
        assertThat(page.at("/actions/add/order").toString()).isEqualTo("[\"url\"]");
        assertThat(page.path("problems"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path("message").asString())
                        .isEqualTo("the action has no parameter 'ulr'; did you mean 'url'?"));
    }

    @Test
    void aSourceMayBeOneFieldOfAnAnswer() {
        host.action("demo", "stats", Method.GET, "{}", () -> json("{\"a\":{\"rows\":[{\"id\":1}]},\"n\":2}"));
        demo.file(MAIN, """
                ui: 1
                id: demo
                data:
                  rows: { query: demo.stats, field: a.rows }
                  number: { query: demo.stats, field: n }
                  none: { query: demo.stats, field: b.c }
                pages: [{ id: main, title: A }]
                """);
        JsonNode snapshot = page("/module/demo/", viewer("en")).path("snapshot");
        assertThat(snapshot)
                .isEqualTo(json("{\"rows\":{\"items\":[{\"id\":1}],\"next\":null},\"number\":2,\"none\":null}"));
    }

    @Test
    void theFirstDataIsThereAndLazyDataIsNot() {
        tasks.create(new NewTask("demo", "add", json("{}"), "ann", null, 0, null, null));
        tasks.create(new NewTask("other", "add", json("{}"), "ann", null, 0, null, null));
        JsonNode snapshot = page("/module/demo/", viewer("en")).path("snapshot");
        assertThat(snapshot.at("/stats/active").intValue()).isEqualTo(3);
        assertThat(snapshot.at("/tasks/items")).hasSize(1);
        assertThat(snapshot.at("/tasks/items/0/state").asString()).isEqualTo("queued");
        assertThat(snapshot.has("slow")).isFalse();
    }

    @Test
    void aSlowOrFailingSourceLeavesThePageWithAProblemAtItsPlace() {
        demo.file(MAIN, UI.replace(", lazy: true", "").replace("demo.stats", "demo.broken"));
        host.action("demo", "broken", Method.GET, "{}", () -> {
            throw new ActionException(ActionException.Kind.UNAVAILABLE, "the disk is asleep");
        });
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(page.at("/snapshot/slow").isNull()).isTrue();
        assertThat(page.at("/snapshot/stats").isNull()).isTrue();
        assertThat(messages(page))
                .containsExactlyInAnyOrder(
                        "7:19 the source 'demo.broken' failed: the disk is asleep",
                        "9:18 the source 'demo.slow' took longer than 400 ms to answer");
        released.countDown();
    }

    @Test
    void aSourceMayNameWhatStandsInTheAddressOfItsPage() {
        host.action("demo", "stats", Method.GET, """
                {"type": "object", "properties": {"size": {"type": "integer"}, "name": {"type": "string"}}, "required": ["size"]}""", () -> json("{}"));
        demo.file(MAIN, """
                ui: 1
                id: demo
                pages:
                  - id: one
                    path: "more/:id"
                    title: One
                    data: { stats: { query: demo.stats, params: { size: "${params.id}", name: "${params.none}" } } }
                """);
        ObjectNode page = page("/module/demo/more/12", viewer("en"));
        assertThat(page.at("/data/stats/href").asString()).isEqualTo("/module/demo/actions/stats?size=12");
        assertThat(messages(page)).isEmpty();
        assertThat(page("/module/demo/more/13", viewer("en")).path("hash")).isNotEqualTo(page.path("hash"));
    }

    @Test
    void aSourcePagedByTheServerSaysWhatTheActionSearchesAndSortsBy() {
        host.action("demo", "stats", Method.GET, """
                {"type": "object", "properties": {"cursor": {"type": "string"}, "limit": {"type": "integer"}, "search": {"type": "string"},
                  "sort": {"type": "string"}, "state": {"type": "string"}, "size": {"type": "integer"}}}""", () -> json("{\"items\":[]}"));
        demo.file(MAIN, """
                ui: 1
                id: demo
                data:
                  paged: { query: demo.stats, params: { size: 2 }, page: server }
                  whole: { query: demo.stats, params: { size: 2 } }
                pages: [{ id: main, title: A }]
                """);
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(page.at("/data/paged/asks"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("search", "sort", "state");
        assertThat(page.path("data").path("whole").has("asks")).isFalse();
    }

    @Test
    void aSourceCannotBePagedByAServerThatTakesNoPartOfAList() {
        host.action("demo", "stats", Method.GET, "{}", () -> json("{\"items\":[]}"));
        demo.file(MAIN, """
                ui: 1
                id: demo
                data:
                  rows: { query: demo.stats, page: server }
                  files: { query: core.files, params: { storage: media }, page: server }
                pages: [{ id: main, title: A }]
                """);
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(messages(page)).singleElement().asString().startsWith("4:36 'demo.stats' has no parameter by which");
        assertThat(page.at("/data/files/asks"))
                .extracting(JsonNode::asString)
                .containsExactly("kind", "path", "search", "sort");
    }

    @Test
    void whatThePluginDoesNotOfferIsAProblemAtItsPlace() {
        demo.file(MAIN, UI.replace("run: demo.add", "run: demo.ad").replace("demo.slow", "demo.add"));
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(messages(page))
                .containsExactlyInAnyOrder(
                        "11:15 the plugin 'demo' has no action 'ad'; it has add, slow, stats",
                        "9:18 'demo.add' cannot feed a page: only an action with method GET can, which promises to change nothing");
        assertThat(page.path("actions").has("add")).isFalse();
        assertThat(page.path("header_actions")).extracting(JsonNode::asString).containsExactly("remove");
    }

    @Test
    void nobodySeesMoreThanTheyMay() {
        Viewer reader = viewer("en", access -> access.endsWith(".read"));
        ObjectNode page = page("/module/demo/", reader);
        assertThat(page.path("body")).hasSize(3);
        assertThat(page.path("actions")).isEmpty();
        assertThat(page.path("header_actions")).isEmpty();
        assertThat(pages.page("/module/demo/secret", reader)).isEmpty();
        assertThat(pages.page("/module/demo/secret", viewer("en"))).isPresent();
        ObjectNode shell = pages.shell(reader);
        assertThat(labels(shell)).contains("Demo").doesNotContain("Secret");
        assertThat(shell.path("commands")).isEmpty();
        assertThat(shell.path("places"))
                .extracting(place -> place.path("to").asString())
                .contains("/settings#section-account")
                .doesNotContain("/settings#section-admin");
        Viewer stranger = viewer("en", access -> false);
        assertThat(pages.page("/module/demo/", stranger)).isEmpty();
        assertThat(pages.shell(stranger).path("nav")).isEmpty();
    }

    @Test
    void theSidebarIsSortedAndCountsAndPins() {
        ObjectNode shell = pages.shell(viewer("en"));
        assertThat(labels(shell))
                .containsExactly(
                        "Home",
                        "Demo",
                        "Files",
                        "Secret",
                        "Tasks",
                        "Compute",
                        "Flows",
                        "Events",
                        "Dead letters",
                        "Web hooks",
                        "Plugins",
                        "Settings");
        JsonNode entry = shell.at("/nav/1");
        assertThat(entry).isEqualTo(json("""
                {"id":"demo/main","plugin":"demo","section":"media","label":"Demo","description":"About","icon":"box",
                 "to":"/module/demo/","order":3,"badge":3,"pinned":false,"hidden":false}"""));
        assertThat(shell.path("commands")).isEqualTo(Json.mapper().readTree("""
                [{"id":"core/make_token","label":"New token","icon":"plus","to":"/settings/tokens","action":"make_token"},
                 {"id":"core/add_user","label":"Add user","icon":"user-plus","to":"/settings/users","action":"add_user"},
                 {"id":"demo/add","label":"Add","icon":"plus","to":"/module/demo/","action":"add"}]"""));
        assertThat(shell.path("places"))
                .extracting(place -> place.path("to").asString())
                .contains("/settings#section-account", "/settings#section-admin");
        assertThat(shell.path("version").asString()).isEqualTo("1.2.3");
        pins.arrange(
                "ann",
                Pins.Place.SIDEBAR,
                new Pins.Arrangement(List.of("core/tasks", "away/page", "demo/main"), List.of()));
        JsonNode pinned = pages.shell(viewer("en")).path("nav");
        assertThat(labels(pages.shell(viewer("en")))).startsWith("Home", "Tasks", "Demo");
        assertThat(pinned.at("/1/section").asString()).isEqualTo("pinned");
        assertThat(pinned.at("/1/pinned").booleanValue()).isTrue();
    }

    @Test
    void theHomePageShowsTheCardsOfAllPlugins() {
        ObjectNode home = page("/", viewer("zh-CN"));
        assertThat(home.path("template").asString()).isEqualTo("dashboard");
        assertThat(cards(home)).containsExactly("core/recent", "demo/now", "core/plugins", "core/events");
        JsonNode card = home.at("/body/1");
        assertThat(card.path("to").asString()).isEqualTo("/module/demo/");
        assertThat(card.path("title").asString()).isEqualTo("演示");
        assertThat(card.path("data").propertyNames()).containsExactly("stats");
        assertThat(home.path("data").has("demo.stats")).isTrue();
        assertThat(home.at("/snapshot/demo.stats/active").intValue()).isEqualTo(3);
        assertThat(home.at("/snapshot/core.plugins/items/0/id").asString()).isEqualTo("demo");
        assertThat(home.path("snapshot").has("demo.tasks"))
                .as("only what a card shows")
                .isFalse();
    }

    @Test
    void theHomePageIsArrangedPerPerson() {
        pins.arrange(
                "ann",
                Pins.Place.HOME,
                new Pins.Arrangement(List.of("demo/rare", "away/card", "demo/now"), List.of("core/recent")));
        assertThat(cards(page("/", viewer("en"))))
                .containsExactly("demo/rare", "demo/now", "core/plugins", "core/events");
    }

    @Test
    void anEmptyHomeWelcomes() {
        host.remove("demo");
        assertThat(cards(page("/", viewer("en"))))
                .containsExactly("core/welcome", "core/recent", "core/plugins", "core/events");
        assertThat(pages.page("/module/demo/", viewer("en"))).isEmpty();
    }

    @Test
    void thePageOfAPluginThatIsBeingReplacedIsNotGone() {
        page("/module/demo/", viewer("en"));
        host.state(PluginState.STOPPING);
        assertThatThrownBy(() -> pages.page("/module/demo/", viewer("en")))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.UNAVAILABLE));
        assertThat(labels(pages.shell(viewer("en")))).contains("Demo");
        host.state(PluginState.FAILED);
        assertThat(pages.page("/module/demo/", viewer("en"))).isEmpty();
    }

    @Test
    void aBadDescriptorLeavesTheLastGoodPageAndSaysWhy() {
        assertThat(page("/module/demo/", viewer("en")).path("title").asString()).isEqualTo("Demo");
        demo.file(
                MAIN,
                UI.replace("title: Demo", "title: New").replace("template", "x").replace("nav:", "nv:"));
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(page.path("title").asString()).isEqualTo("Demo");
        assertThat(messages(page))
                .containsExactly("15:1 unknown property 'nv' in a page descriptor; did you mean 'nav'?");
        demo.file(MAIN, UI.replace("title: Demo", "title: Newer"));
        assertThat(page("/module/demo/", viewer("en")).path("title").asString()).isEqualTo("Newer");
    }

    @Test
    void anUpdatedPluginIsSeenAtTheNextLook() {
        assertThat(pages.page("/module/demo/extra", viewer("en"))).isEmpty();
        demo.file("dalbox/ui/extra.yaml", "ui: 1\nid: demo\npages: [{ id: extra, path: extra, title: Extra }]\n");
        assertThat(page("/module/demo/extra", viewer("en")).path("title").asString())
                .isEqualTo("Extra");
    }

    @Test
    void computedPagesTakeTheSameWay() {
        demo.provide(
                () -> "{\"ui\":1,\"id\":\"demo\",\"pages\":[{\"id\":\"c\",\"path\":\"c\",\"title\":\"Computed\"}]}");
        assertThat(page("/module/demo/c", viewer("en")).path("title").asString())
                .isEqualTo("Computed");
    }

    @Test
    void aProviderThatFailsTakesNoOtherPageDown() {
        demo.provide(() -> {
            throw new IllegalStateException("no data yet");
        });
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(page.path("title").asString()).isEqualTo("Demo");
        assertThat(messages(page)).singleElement().asString().contains("the page provider failed", "no data yet");
    }

    @Test
    void aProviderThatHangsKeepsNobodyWaiting() {
        demo.provide(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        });
        ObjectNode page = page("/module/demo/", viewer("en"));
        assertThat(messages(page)).containsExactly("0:0 the page provider took longer than 1000 ms to answer");
        assertThat(pages.shell(viewer("en")).path("nav")).isNotEmpty();
    }

    @Test
    void corePagesComeInBothLanguages() {
        for (String path : List.of("/", "/plugins", "/tasks", "/events", "/settings")) {
            ObjectNode chinese = page(path, viewer("zh-CN"));
            ObjectNode english = page(path, viewer("en"));
            assertThat(chinese.path("title").asString()).matches("\\p{IsHan}+");
            assertThat(english.path("title").asString()).matches("[A-Z][a-z]+");
            assertThat(chinese.path("problems")).as(path).isEmpty();
        }
        assertThat(pages.page("/nothing", viewer("en"))).isEmpty();
    }

    private ObjectNode page(String path, Viewer viewer) {
        return pages.page(path, viewer).orElseThrow(() -> new AssertionError("There is no page " + path));
    }

    private static Viewer viewer(String locale) {
        return viewer(locale, access -> true);
    }

    private static Viewer viewer(String locale, Predicate<String> may) {
        return new Viewer("ann", "Ann", true, Locale.forLanguageTag(locale), "auto", "comfortable", may);
    }

    private static List<String> labels(ObjectNode shell) {
        return shell.path("nav")
                .valueStream()
                .map(entry -> entry.path("label").asString())
                .toList();
    }

    private static List<String> cards(ObjectNode home) {
        return home.path("body")
                .valueStream()
                .map(card -> card.path("id").asString())
                .toList();
    }

    private static List<String> messages(ObjectNode page) {
        return page.path("problems")
                .valueStream()
                .map(one -> one.path("line") + ":" + one.path("column") + " "
                        + one.path("message").asString())
                .toList();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.mapper().readTree(text);
    }

    private static TaskService.Config config() {
        return Standing.in(TaskService.Config.class, (method, arguments) -> switch (method) {
            case "per_action" -> 4;
            case "per_plugin" -> 16;
            case "total" -> 32;
            case "tries" -> 5;
            default -> throw new UnsupportedOperationException(method);
        });
    }
}
