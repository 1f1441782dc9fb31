package clayton.evidence;

import clayton.evidence.GraphItem.Attribute;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A graph as two tables (RFC 4180): nodes and edges. A text that a spreadsheet would take for a formula gets a
/// leading `'`, and the last column names the columns in which that was done, so nothing is altered silently.
public final class CsvGraph {
    private static final String ALTERED = "apostrophe_added_to";

    private CsvGraph() {}

    public static void write(FlowGraph graph, Writer nodes, Writer edges) throws IOException {
        head(nodes, "id", FlowGraph.NODE);
        head(edges, "id,source,target", FlowGraph.EDGE);
        graph.write(new FlowGraph.Sink() {
            @Override
            public void node(GraphItem node) throws IOException {
                nodes.write(Words.cell(node.id()));
                row(nodes, FlowGraph.NODE, node.values());
            }

            @Override
            public void edge(GraphItem edge) throws IOException {
                edges.write(Words.cell(edge.id()) + "," + Words.cell(edge.source()) + "," + Words.cell(edge.target()));
                row(edges, FlowGraph.EDGE, edge.values());
            }
        });
    }

    /// `flow-edges.csv` beside `flow.csv`.
    public static Path edgesBeside(Path nodes) {
        String name = nodes.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return nodes.resolveSibling(
                dot < 1 ? name + "-edges" : name.substring(0, dot) + "-edges" + name.substring(dot));
    }

    private static void head(Writer out, String first, List<Attribute> attributes) throws IOException {
        out.write(first + "," + attributes.stream().map(Attribute::name).collect(Collectors.joining(",")) + ","
                + ALTERED + "\r\n");
    }

    private static void row(Writer out, List<Attribute> attributes, List<@Nullable Object> values) throws IOException {
        StringBuilder altered = new StringBuilder();
        for (int i = 0; i < attributes.size(); i++) {
            out.write(',');
            Object value = values.get(i);
            if (value instanceof String text) {
                out.write(Words.cell(text));
                if (Words.isFormula(text)) {
                    altered.append(altered.isEmpty() ? "" : " ")
                            .append(attributes.get(i).name());
                }
            } else if (value != null) {
                out.write(value.toString());
            }
        }
        out.write("," + altered + "\r\n");
    }
}
