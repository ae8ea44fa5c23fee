package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugin.Plugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One pass over an OSGi repository. Not thread-safe. */
final class OsgiReading {

    private static final int MOST_REFERRALS = 100;

    private final XMLStreamReader xml;
    private final Place place;
    private final Gathering gathering = new Gathering();
    private final List<Index.Referral> referrals = new ArrayList<>();

    OsgiReading(XMLStreamReader xml, Place place) {
        this.xml = xml;
        this.place = place;
    }

    Index index() throws XMLStreamException, IndexException {
        root();
        String name = Texts.line(xml.getAttributeValue(null, "name"), 200);
        while (nextChild()) {
            if (ours("resource")) {
                resource();
            } else if (ours("referral") && referrals.size() < MOST_REFERRALS) {
                referral();
            } else {
                skip();
            }
        }
        return gathering.index(name, referrals);
    }

    private void root() throws XMLStreamException, IndexException {
        int event = xml.getEventType();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.DTD) {
                throw new IndexException(here() + "The index has a document type (<!DOCTYPE …>), which an OSGi"
                        + " repository does not need and which is not read. Remove it.");
            }
            event = xml.next();
        }
        if (!ours("repository")) {
            throw new IndexException(
                    here() + "This is no OSGi repository: its first element is <" + Texts.quote(xml.getLocalName())
                            + "> and not <repository> of the namespace " + OsgiIndexReader.NAMESPACE + ".");
        }
    }

    private void resource() throws XMLStreamException, IndexException {
        Draft draft = new Draft("line " + xml.getLocation().getLineNumber() + ": <resource>");
        Map<String, Map<String, String>> capabilities = new HashMap<>();
        while (nextChild()) {
            String namespace = ours("capability") ? xml.getAttributeValue(null, "namespace") : null;
            if (namespace == null || capabilities.containsKey(namespace)) {
                skip();
            } else {
                capabilities.put(namespace, attributes());
            }
        }
        if (capabilities.containsKey(Plugin.NAMESPACE)) {
            fill(draft, capabilities);
            gathering.add(draft, place);
        }
    }

    private void referral() throws XMLStreamException {
        String url = xml.getAttributeValue(null, "url");
        String depth = xml.getAttributeValue(null, "depth");
        if (url != null) {
            // Without a depth every further step is allowed; ours is bounded anyway.
            referrals.add(new Index.Referral(url, depth == null ? Integer.MAX_VALUE : number(depth)));
        }
        skip();
    }

    private Map<String, String> attributes() throws XMLStreamException {
        Map<String, String> attributes = new HashMap<>();
        while (nextChild()) {
            String name = ours("attribute") ? xml.getAttributeValue(null, "name") : null;
            String value = xml.getAttributeValue(null, "value");
            if (name != null && value != null) {
                attributes.put(name, value);
            }
            skip();
        }
        return attributes;
    }

    /** Goes to the next child of the element whose children are read; false at its end. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return event == XMLStreamConstants.START_ELEMENT;
            }
        }
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private boolean ours(String element) {
        return xml.getLocalName().equals(element) && OsgiIndexReader.NAMESPACE.equals(xml.getNamespaceURI());
    }

    private String here() {
        return "line " + xml.getLocation().getLineNumber() + ": ";
    }

    private static void fill(Draft draft, Map<String, Map<String, String>> capabilities) {
        Map<String, String> plugin = capabilities.getOrDefault(Plugin.NAMESPACE, Map.of());
        Map<String, String> identity = capabilities.getOrDefault(OsgiIndexReader.IDENTITY, Map.of());
        Map<String, String> content = capabilities.getOrDefault(OsgiIndexReader.CONTENT, Map.of());
        draft.id = plugin.get(Plugin.NAMESPACE);
        draft.contract = plugin.get("contract");
        draft.version = identity.get("version");
        draft.name = firstOf(plugin.get("name"), identity.get("name"));
        draft.description = identity.get("description");
        draft.license = identity.get("license");
        draft.homepage = identity.get("documentation");
        draft.sha256 = content.get(OsgiIndexReader.CONTENT);
        draft.url = content.get("url");
        draft.size = content.get("size");
        draft.note(draft.version, null, identity.get(OsgiIndexReader.CHANGELOG));
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static int number(String depth) {
        try {
            return Integer.parseInt(depth.strip());
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
