package io.dalbox.plugins.internal.actions;

import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.json.Schemas;
import io.dalbox.plugins.internal.guard.Words;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;

/** Reads an event type from the capability that its annotation made. */
final class EventTypeReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9_-]*)+");

    private EventTypeReader() {}

    static EventTypes.Type read(String plugin, Bundle bundle, BundleCapability capability, Schemas schemas)
            throws BadContribution {
        Map<String, Object> attributes = capability.getAttributes();
        String name = String.valueOf(attributes.get(EventType.NAMESPACE));
        if (!NAME.matcher(name).matches() || !name.startsWith(plugin + ".")) {
            throw new BadContribution("the event type '" + name + "' must be dotted small words that begin with '"
                    + plugin + ".', since a plugin owns only its own types");
        }
        try {
            Class<?> record = bundle.loadClass(String.valueOf(attributes.get("class")));
            if (!record.isRecord()) {
                throw new BadContribution("the event type '" + name + "' is no record");
            }
            return new EventTypes.Type(
                    name,
                    plugin,
                    String.valueOf(attributes.getOrDefault("description", name)),
                    number(attributes, "schema", 1),
                    schemas.ofRecord(record),
                    "true".equals(String.valueOf(attributes.get("outside"))),
                    Math.max(0, number(attributes, "keep", 0)));
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            throw new BadContribution("the event type '" + name + "' cannot be read: " + Words.of(e));
        }
    }

    private static int number(Map<String, Object> attributes, String name, int otherwise) {
        return attributes.get(name) instanceof Number n ? n.intValue() : otherwise;
    }
}
