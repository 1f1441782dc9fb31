package clayton.evidence;

import clayton.evidence.GraphItem.Attribute;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// DOT (graphviz.org): Graphviz, Gephi, networkx.
final class DotFormat implements GraphFormat {
    @Override
    public String name() {
        return "dot";
    }

    @Override
    public String readers() {
        return "Graphviz, networkx";
    }

    @Override
    public void write(FlowGraph graph, Writer out) throws IOException {
        out.write("digraph clayton {\n");
        for (Map.Entry<String, String> fact : graph.about().entrySet()) {
            out.write("  " + quoted(fact.getKey()) + "=" + quoted(fact.getValue()) + ";\n");
        }
        out.write("  rankdir=LR;\n  node [shape=box];\n");
        graph.write(new FlowGraph.Sink() {
            @Override
            public void node(GraphItem node) throws IOException {
                out.write("  " + quoted(node.id()));
                values(FlowGraph.NODE, node.values(), out);
            }

            @Override
            public void edge(GraphItem edge) throws IOException {
                out.write("  " + quoted(edge.source()) + " -> " + quoted(edge.target()));
                values(FlowGraph.EDGE, edge.values(), out);
            }
        });
        out.write("}\n");
    }

    private static void values(List<Attribute> attributes, List<@Nullable Object> values, Writer out)
            throws IOException {
        String separator = " [";
        for (int i = 0; i < attributes.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                String name = attributes.get(i).name();
                out.write(separator + name + "=" + (value instanceof String text ? quoted(text) : value.toString()));
                separator = ", ";
            }
        }
        out.write(separator.equals(" [") ? ";\n" : "];\n");
    }

    private static String quoted(String text) {
        return "\"" + Words.harmless(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
