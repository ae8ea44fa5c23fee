package io.dalbox.pages.internal;

import io.dalbox.pages.Pins;
import io.dalbox.pages.Viewer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the home page: the cards of all plugins, arranged as the person likes. */
final class HomeAssembler {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Shown only while no plugin brings anything. */
    private static final String WELCOME = "core/welcome";

    private final PageAssembler pages;
    private final Pins pins;

    HomeAssembler(PageAssembler pages, Pins pins) {
        this.pages = pages;
        this.pins = pins;
    }

    /** A card before it is made. */
    private record Card(Scene scene, JsonNode declared, String name) {

        boolean core() {
            return scene.ui().id().equals(PluginUi.CORE);
        }
    }

    ObjectNode assemble(Scene scene, JsonNode page, List<PluginUi> plugins) {
        Viewer viewer = scene.viewer();
        Faults faults = new Faults();
        ObjectNode model = pages.frame(scene, page);
        model.putArray("header_actions");
        ArrayNode body = model.putArray("body");
        Map<String, Source> sources = new LinkedHashMap<>();
        List<Card> all = cards(scene, plugins, viewer);
        List<Card> shown = arranged(all, pins.of(viewer.id(), Pins.Place.HOME));
        shown.forEach(card -> body.add(node(card, sources, faults)));
        // What else there is: for whoever arranges the page.
        ArrayNode others = model.putArray("other_cards");
        all.stream().filter(card -> !shown.contains(card)).forEach(card -> others.add(outline(card)));
        return pages.finish(model, JSON.objectNode(), sources, JSON.objectNode(), faults);
    }

    private static List<Card> cards(Scene core, List<PluginUi> plugins, Viewer viewer) {
        List<Card> cards = new ArrayList<>();
        List<PluginUi> all = new ArrayList<>(plugins);
        all.addFirst(core.ui());
        for (PluginUi ui : all) {
            ui.descriptors().forEach(descriptor -> {
                Scene scene = Scene.of(ui, descriptor, viewer);
                for (JsonNode declared : descriptor.json().path("cards")) {
                    if (scene.maySee(declared)) {
                        String name = ui.id() + "/" + declared.path("id").asString();
                        cards.add(new Card(scene, declared, name));
                    }
                }
            });
        }
        if (cards.stream().anyMatch(card -> !card.core())) {
            cards.removeIf(card -> card.name().equals(WELCOME));
        }
        return cards;
    }

    /** First what the person put in order, then the rest of what is shown by default. */
    private static List<Card> arranged(List<Card> cards, Pins.Arrangement home) {
        Map<String, Card> byName = new LinkedHashMap<>();
        cards.stream()
                .sorted(Comparator.comparingInt(
                        card -> card.declared().path("order").asInt(100)))
                .forEach(card -> byName.put(card.name(), card));
        List<Card> arranged = new ArrayList<>();
        Set<String> placed = new HashSet<>(home.hidden());
        for (String name : home.items()) {
            Card card = byName.get(name);
            if (card != null && placed.add(name)) {
                arranged.add(card);
            }
        }
        byName.forEach((name, card) -> {
            if (card.declared().path("default").asBoolean(false) && placed.add(name)) {
                arranged.add(card);
            }
        });
        return arranged;
    }

    private static ObjectNode outline(Card card) {
        Scene scene = card.scene();
        JsonNode declared = card.declared();
        return JSON.objectNode()
                .put("id", card.name())
                .put("plugin", scene.ui().id())
                .put("title", scene.texts().text(declared.path("title")))
                .put("icon", declared.path("icon").asString(scene.ui().icon()))
                .put("size", declared.path("size").asString("m"));
    }

    private ObjectNode node(Card card, Map<String, Source> sources, Faults faults) {
        Scene scene = card.scene();
        JsonNode declared = card.declared();
        ObjectNode node = outline(card).put("type", "card");
        if (declared.has("to")) {
            node.put("to", scene.destination(declared.path("to").asString()));
        }
        if (declared.has("when")) {
            node.set("when", declared.path("when"));
        }
        node.set("body", scene.body(declared.path("body")));
        Map<String, Source> own = new LinkedHashMap<>();
        pages.sources(scene, "/data", AddressParams.NONE, own, faults);
        own.keySet().removeIf(name -> !Mentions.of(declared, name));
        ObjectNode data = node.putObject("data");
        own.forEach((name, source) -> {
            data.set(name, source.wire());
            sources.put(scene.ui().id() + "." + name, source);
        });
        node.set("texts", pages.texts(scene, declared));
        node.set("actions", pages.actions(scene, faults));
        return node;
    }
}
