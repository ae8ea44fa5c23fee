package io.dalbox.pages.internal;

import io.dalbox.pages.Pins;
import io.dalbox.pages.Viewer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the shell: sidebar, commands, and who looks. */
final class ShellAssembler {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> SECTIONS = List.of("start", "pinned", "media", "files", "tools", "system");

    private final Presenter presenter;
    private final Badges badges;
    private final Pins pins;
    private final String version;

    ShellAssembler(Services services, Pins pins, String version) {
        this.presenter = new Presenter(services);
        this.badges = new Badges(services);
        this.pins = pins;
        this.version = version;
    }

    ObjectNode assemble(Viewer viewer, List<PluginUi> uis) {
        ObjectNode shell = JSON.objectNode();
        shell.put("product", "Dalbox").put("version", version);
        shell.put("locale", viewer.locale().toLanguageTag());
        shell.putArray("locales").add("zh-CN").add("en");
        shell.put("theme", viewer.theme()).put("density", viewer.density());
        boolean known = !viewer.id().isEmpty();
        if (known) {
            shell.putObject("user")
                    .put("id", viewer.id())
                    .put("name", viewer.name())
                    .put("administrator", viewer.administrator());
        } else {
            shell.putNull("user");
        }
        shell.put("csrf", "");
        ArrayNode nav = shell.putArray("nav");
        ArrayNode commands = shell.putArray("commands");
        ArrayNode places = shell.putArray("places");
        if (known) {
            List<Scene> scenes = scenes(viewer, uis);
            nav(scenes, viewer).forEach(nav::add);
            scenes.forEach(scene -> {
                commands(scene, commands);
                places(scene, places);
            });
        }
        shell.putObject("stream").put("href", "/api/stream").putNull("last_event_id");
        return shell;
    }

    private static List<Scene> scenes(Viewer viewer, List<PluginUi> uis) {
        return uis.stream()
                .flatMap(ui -> ui.descriptors().stream().map(descriptor -> Scene.of(ui, descriptor, viewer)))
                .toList();
    }

    private List<ObjectNode> nav(List<Scene> scenes, Viewer viewer) {
        Pins.Arrangement arranged = pins.of(viewer.id(), Pins.Place.SIDEBAR);
        List<ObjectNode> entries = new ArrayList<>();
        Map<ObjectNode, Badges.Wanted> wanted = new IdentityHashMap<>();
        for (Scene scene : scenes) {
            for (JsonNode declared : scene.descriptor().json().path("nav")) {
                entry(scene, declared, arranged).ifPresent(entry -> {
                    entries.add(entry);
                    badges.wanted(scene, declared.path("badge")).ifPresent(badge -> wanted.put(entry, badge));
                });
            }
        }
        Set<String> known =
                entries.stream().map(entry -> entry.path("id").asString()).collect(Collectors.toSet());
        for (String name : arranged.items()) {
            if (known.add(name)) {
                scenes.stream()
                        .flatMap(scene -> unlisted(scene, name, arranged).stream())
                        .findFirst()
                        .ifPresent(entries::add);
            }
        }
        badges.fill(wanted);
        entries.sort(Comparator.<ObjectNode>comparingInt(
                        entry -> SECTIONS.indexOf(entry.path("section").asString()))
                .thenComparingInt(entry -> entry.path("order").asInt())
                .thenComparing(entry -> entry.path("label").asString()));
        return entries;
    }

    /** An entry for a pinned page that has none of its own; a page with a name in its path is many pages and cannot have one. */
    private Optional<ObjectNode> unlisted(Scene scene, String name, Pins.Arrangement arranged) {
        String plugin = scene.ui().id() + "/";
        return name.startsWith(plugin)
                ? scene.page(name.substring(plugin.length()))
                        .filter(page -> !page.path("path").asString("").contains(":"))
                        .flatMap(page -> entry(scene, asEntry(scene, page), arranged))
                : Optional.empty();
    }

    private static JsonNode asEntry(Scene scene, JsonNode page) {
        ObjectNode nav = JSON.objectNode();
        nav.set("page", page.path("id"));
        nav.set("label", page.path("title"));
        return nav.put("icon", page.path("icon").asString(scene.ui().icon()));
    }

    private Optional<ObjectNode> entry(Scene scene, JsonNode nav, Pins.Arrangement arranged) {
        String pageId = nav.path("page").asString();
        JsonNode page = scene.page(pageId).orElse(null);
        if (page == null || !scene.maySee(page) || !scene.mayPass(nav)) {
            return Optional.empty();
        }
        String id = scene.ui().id() + "/" + pageId;
        int pin = arranged.items().indexOf(id);
        ObjectNode entry = JSON.objectNode();
        entry.put("id", id);
        entry.put(
                "plugin",
                scene.ui().id().equals(PluginUi.CORE) ? null : scene.ui().id());
        entry.put("section", pin >= 0 ? "pinned" : nav.path("section").asString("tools"));
        entry.put("label", scene.texts().text(nav.path("label")));
        entry.put("description", scene.texts().text(page.path("description")));
        entry.put("icon", nav.path("icon").asString());
        entry.put("to", scene.ui().path(page.path("path").asString("")));
        entry.put("order", pin >= 0 ? pin : nav.path("order").asInt(100));
        entry.putNull("badge");
        entry.put("pinned", pin >= 0);
        entry.put("hidden", arranged.hidden().contains(id));
        return Optional.of(entry);
    }

    /** The parts of pages of settings, so that a setting is found by its name from everywhere. */
    private static void places(Scene scene, ArrayNode places) {
        for (JsonNode page : scene.descriptor().json().path("pages")) {
            String path = page.path("path").asString("");
            if (!page.path("template").asString("").equals("settings") || path.contains(":") || !scene.maySee(page)) {
                continue;
            }
            for (JsonNode section : page.path("body")) {
                if (section.has("id") && section.has("label") && scene.mayPass(section)) {
                    String id = section.path("id").asString();
                    places.addObject()
                            .put("id", scene.ui().id() + "/" + page.path("id").asString() + "/" + id)
                            .put("label", scene.texts().text(section.path("label")))
                            .put("icon", page.path("icon").asString("settings"))
                            .put("to", scene.ui().path(path) + "#section-" + id);
                }
            }
        }
    }

    private void commands(Scene scene, ArrayNode commands) {
        JsonNode json = scene.descriptor().json();
        JsonNode page = json.path("pages")
                .valueStream()
                .filter(scene::maySee)
                .findFirst()
                .orElse(null);
        if (page == null || json.path("commands").isEmpty()) {
            return;
        }
        for (JsonNode name : json.path("commands")) {
            presenter
                    .present(scene, name.asString(), new Faults())
                    .ifPresent(action -> commands.addObject()
                            .put("id", scene.ui().id() + "/" + name.asString())
                            .put("label", action.path("label").asString())
                            .put("icon", action.path("icon").asString("zap"))
                            .put("to", scene.ui().path(page.path("path").asString("")))
                            .put("action", name.asString()));
        }
    }
}
