package clayton.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// OFAC's list of specially designated nationals in its advanced XML form, read as a stream: the addresses of
/// bitcoin (asset code XBT) with the primary name of the party that has them. Nothing outside the file is ever
/// fetched: a DOCTYPE is refused, and so is what is deeper or longer than any such list.
final class SdnFile {
    private static final String CURRENCY = "Digital Currency Address - ";
    private static final String BITCOIN = "XBT";
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_PIECE = 1 << 20;
    private static final long LARGEST = 1L << 30;

    private final XMLStreamReader xml;
    private final Map<String, String> assets = new HashMap<>();
    private final SortedMap<String, Integer> others = new TreeMap<>();
    private final List<AttributionTag> tags = new ArrayList<>();

    private final List<String> issued = new ArrayList<>();
    private String party = "";
    private String name = "";
    private boolean primary;
    private String asset = "";

    private SdnFile(XMLStreamReader xml) {
        this.xml = xml;
    }

    /// Adds the number of addresses of other assets to `leftOut`, by asset.
    static List<AttributionTag> read(InputStream file, SortedMap<String, Integer> leftOut) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("an external entity is refused");
        });
        try {
            SdnFile sdn = new SdnFile(factory.createXMLStreamReader(new Guarded(file)));
            sdn.read();
            sdn.others.forEach((asset, count) -> leftOut.merge("addresses of " + asset, count, Math::addExact));
            return sdn.tags;
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException io) {
                throw io;
            }
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new IllegalArgumentException("line " + line + ": this is not XML that is read here", e);
        }
    }

    private void read() throws XMLStreamException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw refused("a DOCTYPE");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("an entity");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        throw refused("more than " + DEEPEST + " levels");
                    }
                    if (begins(xml.getLocalName())) {
                        depth--;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    ends(xml.getLocalName());
                }
                default -> {}
            }
        }
        if (assets.isEmpty()) {
            throw new IllegalArgumentException(
                    "it is no list of OFAC's: no feature type is a digital currency address");
        }
    }

    /// Answers whether it read on to the element's end.
    private boolean begins(String element) throws XMLStreamException {
        switch (element) {
            case "FeatureType" -> {
                String id = attribute("ID");
                String text = text();
                if (text.startsWith(CURRENCY)) {
                    assets.put(id, text.substring(CURRENCY.length()).strip());
                }
                return true;
            }
            case "Year", "Month", "Day" -> {
                if (issued.size() < 3) {
                    issued.add(text().strip());
                    return true;
                }
            }
            case "DistinctParty" -> {
                party = attribute("FixedRef");
                name = "";
            }
            case "Alias" -> primary = Boolean.parseBoolean(attribute("Primary"));
            case "NamePartValue" -> {
                if (primary) {
                    name = (name + " " + text().strip()).strip();
                    if (name.length() > LONGEST_TEXT) {
                        throw refused("a name of more than " + LONGEST_TEXT + " characters");
                    }
                    return true;
                }
            }
            case "Feature" -> asset = assets.getOrDefault(attribute("FeatureTypeID"), "");
            case "VersionDetail" -> {
                if (!asset.isEmpty()) {
                    found(text().strip());
                    return true;
                }
            }
            default -> {}
        }
        return false;
    }

    private void ends(String element) {
        switch (element) {
            case "Alias" -> primary = false;
            case "Feature" -> asset = "";
            default -> {}
        }
    }

    private void found(String address) {
        if (!asset.equals(BITCOIN)) {
            others.merge(asset, 1, Math::addExact);
            return;
        }
        String label = name.isEmpty() ? "OFAC party " + party : name;
        tags.add(new AttributionTag(
                AttributionTag.ADDRESS,
                address,
                label,
                "OFAC SDN list",
                Confidence.AUTHORITY,
                "BTC",
                "BTC",
                null,
                null,
                List.of("sanction"),
                null,
                date(),
                "SDN party " + party,
                null,
                null,
                null,
                null));
    }

    private @Nullable String date() {
        if (issued.size() < 3 || !issued.stream().allMatch(part -> part.matches("[0-9]{1,4}"))) {
            return null;
        }
        return "%4s-%2s-%2s".formatted(issued.toArray()).replace(' ', '0');
    }

    private String attribute(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    /// The text of an element that holds nothing else, never more than any such list holds.
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    if (text.length() > LONGEST_TEXT) {
                        throw refused("a text of more than " + LONGEST_TEXT + " characters");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw refused("something other than text in an element of text");
            }
        }
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(
                "line " + xml.getLocation().getLineNumber() + ": " + what + " is refused: no list of OFAC's has it");
    }

    /// Ends a file that is larger than any list, or that goes on for a mebibyte without markup.
    private static final class Guarded extends FilterInputStream {
        private long read;
        private long markup;

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            for (int i = 0; i < count; i++) {
                read++;
                if (bytes[offset + i] == '<') {
                    markup = read;
                }
                if (read - markup > LONGEST_PIECE || read > LARGEST) {
                    throw new IOException("offset " + read + ": the file is larger than any list of OFAC's, or "
                            + LONGEST_PIECE + " bytes of it hold no element: it is refused");
                }
            }
            return count;
        }
    }
}
