package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.pages.Pins;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.web.internal.http.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Shows plugins to one person: whether something of it is pinned differs from person to person. */
public final class PluginViews {

    private final Pins pins;

    /** Views over the pins. */
    public PluginViews(Pins pins) {
        this.pins = pins;
    }

    /** Returns the plugin as the person sees it. */
    public ObjectNode of(PluginInfo plugin, Caller caller) {
        return view(plugin, pinned(caller));
    }

    /** Returns the plugins as the person sees them. */
    public List<ObjectNode> of(List<PluginInfo> plugins, Caller caller) {
        Set<String> pinned = pinned(caller);
        return plugins.stream().map(plugin -> view(plugin, pinned)).toList();
    }

    private static ObjectNode view(PluginInfo plugin, Set<String> pinned) {
        ObjectNode node = Json.mapper().valueToTree(plugin);
        return node.put("pinned", pinned.contains(plugin.id()));
    }

    // A pin is a page's name, <plugin>/<page>.
    private Set<String> pinned(Caller caller) {
        Set<String> ids = new HashSet<>();
        for (String pin : pins.of(caller.userId(), Pins.Place.SIDEBAR).items()) {
            ids.add(pin.split("/", 2)[0]);
        }
        return ids;
    }
}
