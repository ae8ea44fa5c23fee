package io.dalbox.plugins.internal.actions;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.ComponentConstants;

/**
 * Reads the components that a bundle declares (OSGi Compendium, section 112.4), for a bundle that does not run: the component
 * runtime tells of running ones only. Reads what the host acts on and no more: class, provided types, properties.
 */
final class ComponentFiles {

    private ComponentFiles() {}

    /**
     * A component that registers its service once it is satisfied.
     *
     * @param name for people
     * @param type the class's name
     * @param provides names of the types that its service has
     * @param properties as written, before any configuration
     */
    record Declared(String name, String type, Set<String> provides, Map<String, Object> properties) {}

    /** Returns the components of a resolved bundle. What cannot be read is left out, as the component runtime does. */
    static List<Declared> of(Bundle bundle) {
        String header = bundle.getHeaders("").get(ComponentConstants.SERVICE_COMPONENT);
        List<Declared> all = new ArrayList<>();
        for (String path : header == null ? new String[0] : header.split(",")) {
            for (URL file : files(bundle, path.strip())) {
                try (InputStream in = file.openStream()) {
                    all.addAll(read(in));
                } catch (IOException | XMLStreamException e) {
                    // A component that is not offered: the comparison says so.
                    continue;
                }
            }
        }
        return all;
    }

    // The last segment may be a pattern; fragments count as well.
    private static Collection<URL> files(Bundle bundle, String path) {
        int slash = path.lastIndexOf('/');
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (path.isEmpty() || wiring == null) {
            return List.of();
        }
        return wiring.findEntries(slash < 0 ? "/" : path.substring(0, slash), path.substring(slash + 1), 0);
    }

    static List<Declared> read(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        List<Declared> all = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("component")) {
                Declared component = component(xml);
                if (component != null) {
                    all.add(component);
                }
            }
        }
        return all;
    }

    private static @Nullable Declared component(XMLStreamReader xml) throws XMLStreamException {
        boolean registers = !"false".equals(xml.getAttributeValue(null, "enabled"))
                && xml.getAttributeValue(null, "factory") == null;
        String name = xml.getAttributeValue(null, "name");
        String type = "";
        Set<String> provides = new HashSet<>();
        Map<String, Object> properties = new HashMap<>();
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("component"))) {
            if (xml.isStartElement()) {
                switch (xml.getLocalName()) {
                    case "implementation" -> type = attribute(xml, "class");
                    case "provide" -> provides.add(attribute(xml, "interface"));
                    case "property" -> ComponentProperty.read(xml, properties);
                    default -> {}
                }
            }
        }
        return registers && !type.isEmpty()
                ? new Declared(name == null ? type : name, type, provides, properties)
                : null;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
