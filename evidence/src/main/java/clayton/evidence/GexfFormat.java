package clayton.evidence;

import clayton.evidence.GraphItem.Attribute;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// GEXF 1.2 (gexf.net): Gephi, networkx. Nodes and edges stand in lists of their own, so the edges begin when
/// the first of them comes.
final class GexfFormat implements GraphFormat {
    @Override
    public String name() {
        return "gexf";
    }

    @Override
    public String readers() {
        return "Gephi, networkx";
    }

    @Override
    public void write(FlowGraph graph, Writer out) throws IOException {
        try (XmlText xml = new XmlText(out)) {
            xml.start("gexf", "xmlns", "http://www.gexf.net/1.2draft", "version", "1.2");
            xml.start("meta");
            xml.text("creator", "Clayton");
            xml.text("description", description(graph.about()));
            xml.end();
            xml.start("graph", "mode", "static", "defaultedgetype", "directed");
            attributes(xml, "node", "n", FlowGraph.NODE);
            attributes(xml, "edge", "e", FlowGraph.EDGE);
            xml.start("nodes");
            Items items = new Items(xml);
            graph.write(items);
            items.beginEdges();
            xml.end();
            xml.end();
            xml.end();
        }
    }

    private static String description(Map<String, String> about) {
        return about.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void attributes(XmlText xml, String of, String prefix, List<Attribute> attributes)
            throws IOException {
        xml.start("attributes", "class", of);
        for (Attribute attribute : attributes) {
            xml.empty(
                    "attribute",
                    "id",
                    prefix + "_" + attribute.name(),
                    "title",
                    attribute.name(),
                    "type",
                    switch (attribute.kind()) {
                        case TEXT, TIME -> "string";
                        case SATOSHIS, NUMBER -> "long";
                        case FLAG -> "boolean";
                    });
        }
        xml.end();
    }

    private static final class Items implements FlowGraph.Sink {
        private final XmlText xml;
        private boolean edges;

        Items(XmlText xml) {
            this.xml = xml;
        }

        @Override
        public void node(GraphItem node) throws IOException {
            xml.start(
                    "node",
                    "id",
                    node.id(),
                    "label",
                    String.valueOf(node.values().get(1)));
            values("n", FlowGraph.NODE, node.values());
            xml.end();
        }

        @Override
        public void edge(GraphItem edge) throws IOException {
            beginEdges();
            xml.start("edge", "id", edge.id(), "source", edge.source(), "target", edge.target());
            values("e", FlowGraph.EDGE, edge.values());
            xml.end();
        }

        void beginEdges() throws IOException {
            if (!edges) {
                edges = true;
                xml.end();
                xml.start("edges");
            }
        }

        private void values(String prefix, List<Attribute> attributes, List<@Nullable Object> values)
                throws IOException {
            xml.start("attvalues");
            for (int i = 0; i < attributes.size(); i++) {
                Object value = values.get(i);
                if (value != null) {
                    xml.empty(
                            "attvalue", "for", prefix + "_" + attributes.get(i).name(), "value", value.toString());
                }
            }
            xml.end();
        }
    }
}
