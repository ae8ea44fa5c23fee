package io.dalbox.pages.internal.descriptor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Keeps where those values stand that can only be checked later, when the plugin is live. */
final class Places {

    private static final Set<String> KEPT = Set.of("query", "page", "run", "badge");

    private final Map<String, Descriptor.Place> places = new HashMap<>();

    private Places() {}

    static Map<String, Descriptor.Place> of(Tree tree) {
        Places places = new Places();
        places.gather("", tree);
        return Map.copyOf(places.places);
    }

    private void gather(String pointer, Tree tree) {
        switch (tree) {
            case Tree.Branch branch ->
                branch.members().forEach((key, member) -> {
                    String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                    if (KEPT.contains(key)) {
                        Mark mark = member.value().mark();
                        places.put(below, new Descriptor.Place(mark.line(), mark.column()));
                    }
                    gather(below, member.value());
                });
            case Tree.Items items -> {
                for (int i = 0; i < items.values().size(); i++) {
                    gather(pointer + "/" + i, items.values().get(i));
                }
            }
            case Tree.Leaf leaf -> {}
        }
    }
}
