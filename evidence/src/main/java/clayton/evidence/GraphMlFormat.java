package clayton.evidence;

import clayton.evidence.GraphItem.Attribute;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// GraphML (graphml.graphdrawing.org): yEd, Gephi, Cytoscape, networkx, igraph.
final class GraphMlFormat implements GraphFormat {
    @Override
    public String name() {
        return "graphml";
    }

    @Override
    public String readers() {
        return "yEd, Gephi, Cytoscape, networkx, igraph";
    }

    @Override
    public void write(FlowGraph graph, Writer out) throws IOException {
        try (XmlText xml = new XmlText(out)) {
            xml.start("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns");
            for (Map.Entry<String, String> fact : graph.about().entrySet()) {
                xml.empty(
                        "key",
                        "id",
                        "g_" + fact.getKey(),
                        "for",
                        "graph",
                        "attr.name",
                        fact.getKey(),
                        "attr.type",
                        "string");
            }
            keys(xml, "node", "n", FlowGraph.NODE);
            keys(xml, "edge", "e", FlowGraph.EDGE);
            xml.start("graph", "id", "clayton", "edgedefault", "directed");
            for (Map.Entry<String, String> fact : graph.about().entrySet()) {
                xml.text("data", fact.getValue(), "key", "g_" + fact.getKey());
            }
            graph.write(new FlowGraph.Sink() {
                @Override
                public void node(GraphItem node) throws IOException {
                    xml.start("node", "id", node.id());
                    data(xml, "n", FlowGraph.NODE, node.values());
                    xml.end();
                }

                @Override
                public void edge(GraphItem edge) throws IOException {
                    xml.start("edge", "id", edge.id(), "source", edge.source(), "target", edge.target());
                    data(xml, "e", FlowGraph.EDGE, edge.values());
                    xml.end();
                }
            });
            xml.end();
            xml.end();
        }
    }

    private static void keys(XmlText xml, String of, String prefix, List<Attribute> attributes) throws IOException {
        for (Attribute attribute : attributes) {
            xml.empty(
                    "key",
                    "id",
                    prefix + "_" + attribute.name(),
                    "for",
                    of,
                    "attr.name",
                    attribute.name(),
                    "attr.type",
                    switch (attribute.kind()) {
                        case TEXT, TIME -> "string";
                        case SATOSHIS, NUMBER -> "long";
                        case FLAG -> "boolean";
                    });
        }
    }

    private static void data(XmlText xml, String prefix, List<Attribute> attributes, List<@Nullable Object> values)
            throws IOException {
        for (int i = 0; i < attributes.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                xml.text(
                        "data",
                        value.toString(),
                        "key",
                        prefix + "_" + attributes.get(i).name());
            }
        }
    }
}
