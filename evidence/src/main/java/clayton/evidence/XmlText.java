package clayton.evidence;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes XML, an element a line; what is in it is made harmless, so no stranger's word can be no XML.
final class XmlText implements AutoCloseable {
    private final XMLStreamWriter xml;
    private final Deque<Boolean> parents = new ArrayDeque<>();

    XmlText(Writer out) throws IOException {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /// Attributes are names and values in turn.
    void start(String element, String... attributes) throws IOException {
        try {
            line();
            xml.writeStartElement(element);
            attributes(attributes);
            parents.push(true);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    void empty(String element, String... attributes) throws IOException {
        try {
            line();
            xml.writeEmptyElement(element);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    void text(String element, String text, String... attributes) throws IOException {
        try {
            line();
            xml.writeStartElement(element);
            attributes(attributes);
            xml.writeCharacters(Words.harmless(text));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    void end() throws IOException {
        try {
            parents.pop();
            line();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals("xmlns")) {
                xml.writeDefaultNamespace(attributes[i + 1]);
            } else {
                xml.writeAttribute(attributes[i], Words.harmless(attributes[i + 1]));
            }
        }
    }

    /// Ends the document; the writer below stays open.
    @Override
    public void close() throws IOException {
        try {
            xml.writeCharacters(parents.isEmpty() ? "" : "\n");
            xml.flush();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private static IOException failed(XMLStreamException failure) {
        return failure.getNestedException() instanceof IOException io ? io : new IOException(failure);
    }
}
