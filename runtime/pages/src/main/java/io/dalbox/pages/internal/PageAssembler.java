package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.Descriptor;
import io.dalbox.pages.internal.descriptor.Hashes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the model of one page for one person. */
final class PageAssembler {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Sources sources;
    private final Presenter presenter;
    private final Snapshots snapshots;

    PageAssembler(Services services) {
        this.sources = new Sources(services);
        this.presenter = new Presenter(services);
        this.snapshots = new Snapshots(services);
    }

    ObjectNode assemble(Scene scene, int index, AddressParams address) {
        Descriptor descriptor = scene.descriptor();
        JsonNode page = descriptor.json().path("pages").path(index);
        Faults faults = new Faults();
        faults.addAll(scene.ui().faults());
        ObjectNode model = frame(scene, page);
        ObjectNode actions = actions(scene, faults);
        ArrayNode header = model.putArray("header_actions");
        page.path("actions")
                .valueStream()
                .filter(name -> actions.has(name.asString()))
                .forEach(header::add);
        model.set("body", scene.body(page.path("body")));
        Map<String, Source> found = new LinkedHashMap<>();
        sources(scene, "/data", address, found, faults);
        sources(scene, "/pages/" + index + "/data", address, found, faults);
        return finish(model, actions, found, texts(scene, page), faults);
    }

    /** What every page has, before its content. */
    ObjectNode frame(Scene scene, JsonNode page) {
        ObjectNode model = JSON.objectNode();
        model.put("id", page.path("id").asString());
        model.put(
                "plugin",
                scene.ui().id().equals(PluginUi.CORE) ? null : scene.ui().id());
        model.put("path", scene.ui().path(page.path("path").asString("")));
        model.put("title", scene.texts().text(page.path("title")));
        model.put("description", scene.texts().text(page.path("description")));
        model.put("template", page.path("template").asString("plain"));
        model.put("icon", icon(scene, page));
        return model;
    }

    /** Adds data, actions, texts, hash, and last the snapshot, which the hash leaves out: other data is not another page. */
    ObjectNode finish(
            ObjectNode model, ObjectNode actions, Map<String, Source> found, ObjectNode texts, Faults faults) {
        ObjectNode data = model.putObject("data");
        found.forEach((name, source) -> data.set(name, source.wire()));
        model.set("actions", actions);
        model.set("texts", texts);
        model.put("hash", Hashes.sha256(model.toString()).substring(0, 32));
        model.set("snapshot", snapshots.read(found, faults));
        model.set("problems", faults.json());
        return model;
    }

    /** All actions that a descriptor presents, since commands of the palette may start any of them on its pages. */
    ObjectNode actions(Scene scene, Faults faults) {
        ObjectNode actions = JSON.objectNode();
        for (String name : scene.descriptor().json().path("actions").propertyNames()) {
            presenter.present(scene, name, faults).ifPresent(action -> actions.set(name, action));
        }
        return actions;
    }

    void sources(Scene scene, String pointer, AddressParams address, Map<String, Source> found, Faults faults) {
        for (String name : scene.descriptor().json().at(pointer).propertyNames()) {
            String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            sources.resolve(scene.descriptor(), at, scene.viewer(), address, faults)
                    .ifPresent(source -> found.put(name, source));
        }
    }

    ObjectNode texts(Scene scene, JsonNode part) {
        ObjectNode texts = JSON.objectNode();
        scene.texts().gather(part, texts);
        return texts;
    }

    /** A page's own icon, else that of its entry in the sidebar, else the plugin's. */
    static @Nullable String icon(Scene scene, JsonNode page) {
        if (page.has("icon")) {
            return page.path("icon").asString();
        }
        return scene.descriptor()
                .json()
                .path("nav")
                .valueStream()
                .filter(nav ->
                        nav.path("page").asString().equals(page.path("id").asString()))
                .map(nav -> nav.path("icon").asString())
                .findFirst()
                .orElse(scene.ui().icon());
    }
}
