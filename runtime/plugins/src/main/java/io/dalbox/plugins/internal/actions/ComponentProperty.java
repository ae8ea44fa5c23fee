package io.dalbox.plugins.internal.actions;

import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a {@code property} element of a component's description (OSGi Compendium, section 112.4.5). */
final class ComponentProperty {

    private ComponentProperty() {}

    /** Puts the property at the reader's place among the others; one that its type does not fit is left out. */
    static void read(XMLStreamReader xml, Map<String, Object> properties) throws XMLStreamException {
        String name = xml.getAttributeValue(null, "name");
        String type = xml.getAttributeValue(null, "type");
        String value = xml.getAttributeValue(null, "value");
        if (name == null) {
            return;
        }
        Object read;
        if (value != null) {
            read = one(type, value);
        } else {
            List<String> lines = xml.getElementText()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            // The host takes arrays of text only.
            read = type == null || type.equals("String") ? lines.toArray(String[]::new) : null;
        }
        if (read != null) {
            properties.put(name, read);
        }
    }

    private static @Nullable Object one(@Nullable String type, String value) {
        try {
            return switch (type == null ? "String" : type) {
                case "String" -> value;
                case "Boolean" -> Boolean.valueOf(value);
                case "Byte", "Short", "Integer", "Long" -> Long.valueOf(value.strip());
                case "Float", "Double" -> Double.valueOf(value.strip());
                default -> null;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
