package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.Fault;
import io.dalbox.plugins.PluginInfo;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Gathers what is wrong with one page while it is made. Not thread-safe. */
final class Faults {

    private final List<Fault> list = new ArrayList<>();

    void add(Fault fault) {
        if (!list.contains(fault)) {
            list.add(fault);
        }
    }

    void addAll(List<Fault> faults) {
        faults.forEach(this::add);
    }

    ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Fault fault : list) {
            json.addObject()
                    .put("file", fault.file())
                    .put("line", fault.line())
                    .put("column", fault.column())
                    .put("message", fault.message());
        }
        return json;
    }

    static PluginInfo.Problem problem(Fault fault) {
        return new PluginInfo.Problem(fault.file(), fault.line(), fault.column(), fault.message());
    }
}
