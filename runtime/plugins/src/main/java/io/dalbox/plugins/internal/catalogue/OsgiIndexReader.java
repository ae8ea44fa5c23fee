package io.dalbox.plugins.internal.catalogue;

import java.io.ByteArrayInputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an OSGi repository (OSGi Compendium 8, section 132.5). Resources without the capability {@code io.dalbox.plugin} are other
 * bundles and are passed over. Neither a document type nor an entity of one is taken, so nothing else is ever read or multiplied.
 */
final class OsgiIndexReader implements IndexReader {

    static final String NAMESPACE = "http://www.osgi.org/xmlns/repository/v1.0.0";
    static final String IDENTITY = "osgi.identity";
    static final String CONTENT = "osgi.content";

    /** The attribute of the identity that says what is new; ours, since OSGi has none. */
    static final String CHANGELOG = "dalbox.changelog";

    @Override
    public Index read(byte[] content, Place place) throws IndexException {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(content));
            try {
                return new OsgiReading(xml, place).index();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new IndexException("The index is not valid XML: " + reason(e));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    // The parser's own words begin with a line of their own: "ParseError at [row,col]:[3,7]\nMessage: …".
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*\\nMessage: ", "");
        return e.getLocation() == null
                ? Texts.quote(message)
                : "line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ": " + Texts.quote(message);
    }
}
