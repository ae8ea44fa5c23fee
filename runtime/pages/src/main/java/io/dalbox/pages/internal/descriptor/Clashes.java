package io.dalbox.pages.internal.descriptor;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds names that two files of a plugin both claim: the first file keeps them, the second one is not used. */
final class Clashes {

    private Clashes() {}

    static void between(List<Descriptor> descriptors, List<Fault> faults) {
        Map<String, String> owners = new HashMap<>();
        Iterator<Descriptor> each = descriptors.iterator();
        while (each.hasNext()) {
            Descriptor descriptor = each.next();
            String clash = clash(descriptor, owners);
            if (clash != null) {
                faults.add(new Fault(descriptor.file(), 0, 0, clash, true));
                each.remove();
            }
        }
    }

    private static @Nullable String clash(Descriptor descriptor, Map<String, String> owners) {
        Map<String, String> own = new HashMap<>();
        for (JsonNode page : descriptor.json().path("pages")) {
            own.put("page '" + page.path("id").asString() + "'", descriptor.file());
            own.put("path '" + page.path("path").asString("") + "'", descriptor.file());
        }
        for (JsonNode card : descriptor.json().path("cards")) {
            own.put("card '" + card.path("id").asString() + "'", descriptor.file());
        }
        // Sources too: the home page shows cards of all files of a plugin side by side, with one set of names.
        for (String source : descriptor.json().path("data").propertyNames()) {
            own.put("source '" + source + "'", descriptor.file());
        }
        for (String name : own.keySet()) {
            if (owners.containsKey(name)) {
                return "the " + name + " is declared in " + owners.get(name) + " already";
            }
        }
        owners.putAll(own);
        return null;
    }
}
