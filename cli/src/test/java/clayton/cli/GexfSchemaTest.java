package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What GEXF's published schema (1.2: gexf.xsd, data.xsd) demands of the elements that we write: their children, their
/// attributes, the values of these. The schema itself is not in the project.
final class GexfSchemaTest {
    private static final String NAMESPACE = "http://www.gexf.net/1.2draft";

    /// What may stand in an element, which attributes it must have, and which it may have besides.
    private record Rule(Set<String> children, Set<String> required, Set<String> optional) {}

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("gexf", new Rule(Set.of("meta", "graph"), Set.of("version"), Set.of())),
            Map.entry("meta", new Rule(Set.of("creator", "description"), Set.of(), Set.of("lastmodifieddate"))),
            Map.entry("creator", new Rule(Set.of(), Set.of(), Set.of())),
            Map.entry("description", new Rule(Set.of(), Set.of(), Set.of())),
            Map.entry(
                    "graph",
                    new Rule(Set.of("attributes", "nodes", "edges"), Set.of(), Set.of("mode", "defaultedgetype"))),
            Map.entry("attributes", new Rule(Set.of("attribute"), Set.of("class"), Set.of("mode"))),
            Map.entry("attribute", new Rule(Set.of(), Set.of("id", "title", "type"), Set.of())),
            Map.entry("nodes", new Rule(Set.of("node"), Set.of(), Set.of("count"))),
            Map.entry("node", new Rule(Set.of("attvalues"), Set.of("id"), Set.of("label"))),
            Map.entry("edges", new Rule(Set.of("edge"), Set.of(), Set.of("count"))),
            Map.entry(
                    "edge",
                    new Rule(Set.of("attvalues"), Set.of("id", "source", "target"), Set.of("type", "label", "weight"))),
            Map.entry("attvalues", new Rule(Set.of("attvalue"), Set.of(), Set.of())),
            Map.entry("attvalue", new Rule(Set.of(), Set.of("for", "value"), Set.of())));

    private static final Map<String, List<String>> VALUES = Map.of(
            "version", List.of("1.2"),
            "mode", List.of("static", "dynamic"),
            "defaultedgetype", List.of("directed", "undirected", "mutual"),
            "class", List.of("node", "edge"),
            "type", List.of("integer", "long", "double", "float", "boolean", "liststring", "string", "anyURI"));

    @TempDir
    private static Path folder;

    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> nodes = new HashSet<>();
    private int edges;

    @Test
    void aWholeTraceIsAsTheSchemaDemands() throws IOException, XMLStreamException {
        Path ledger = Sample.ledger(folder);
        Path out = folder.resolve("flow.gexf");
        Run run = Run.of("export", "gexf", Sample.THEFT, "--ledger", ledger, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        try (var in = Files.newInputStream(out)) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    start(xml);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open.pop();
                }
            }
        }
        assertThat(nodes).hasSizeGreaterThan(844);
        assertThat(edges).isGreaterThan(844);
    }

    private void start(XMLStreamReader xml) {
        String name = xml.getLocalName();
        Rule rule = RULES.get(name);
        assertThat(rule).as("element " + name).isNotNull();
        assertThat(xml.getNamespaceURI()).isEqualTo(NAMESPACE);
        if (open.isEmpty()) {
            assertThat(name).isEqualTo("gexf");
        } else {
            assertThat(RULES.get(open.peek()).children())
                    .as("in " + open.peek())
                    .contains(name);
        }
        open.push(name);
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        assertThat(attributes.keySet()).as(name).containsAll(rule.required());
        Set<String> more = new HashSet<>(attributes.keySet());
        more.removeAll(rule.required());
        assertThat(rule.optional()).as(name).containsAll(more);
        attributes.forEach((attribute, value) -> {
            if (VALUES.containsKey(attribute)) {
                assertThat(VALUES.get(attribute)).as(name + " " + attribute).contains(value);
            }
        });
        refer(name, attributes);
    }

    /// Identifiers stand once, and what is named is there, of the type that was declared.
    private void refer(String name, Map<String, String> attributes) {
        if (attributes.containsKey("id")) {
            assertThat(ids.add(attributes.get("id")))
                    .as("id " + attributes.get("id"))
                    .isTrue();
        }
        switch (name) {
            case "attribute" -> types.put(attributes.get("id"), attributes.get("type"));
            case "node" -> nodes.add(attributes.get("id"));
            case "edge" -> {
                edges++;
                assertThat(nodes).contains(attributes.get("source"), attributes.get("target"));
            }
            case "attvalue" -> {
                String type = types.get(attributes.get("for"));
                String value = attributes.get("value");
                assertThat(type).as(attributes.get("for")).isNotNull();
                assertThat(value)
                        .matches(type.equals("long") ? "-?[0-9]+" : type.equals("boolean") ? "true|false" : ".*");
            }
            default -> {}
        }
    }
}
