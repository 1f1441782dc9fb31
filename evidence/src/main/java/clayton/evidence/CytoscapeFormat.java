package clayton.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as Cytoscape and Cytoscape.js have it, with the `name` and `value` that networkx asks for.
final class CytoscapeFormat implements GraphFormat {
    @Override
    public String name() {
        return "cytoscape";
    }

    @Override
    public String readers() {
        return "Cytoscape, Cytoscape.js, networkx";
    }

    @Override
    public void write(FlowGraph graph, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("data");
            for (Map.Entry<String, String> fact : graph.about().entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
            json.writeBooleanField("directed", true);
            json.writeBooleanField("multigraph", false);
            json.writeObjectFieldStart("elements");
            json.writeArrayFieldStart("nodes");
            JsonItems items = new JsonItems(json, true);
            graph.write(items);
            items.beginEdges();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }

    /// Nodes, then edges, in an array each; in Cytoscape's form each in an object `data` of its own.
    static final class JsonItems implements FlowGraph.Sink {
        private final JsonGenerator json;
        private final boolean cytoscape;
        private boolean edges;

        JsonItems(JsonGenerator json, boolean cytoscape) {
            this.json = json;
            this.cytoscape = cytoscape;
        }

        @Override
        public void node(GraphItem node) throws IOException {
            start();
            json.writeStringField("id", node.id());
            if (cytoscape) {
                json.writeStringField("name", String.valueOf(node.values().get(1)));
                json.writeStringField("value", node.id());
            }
            values(FlowGraph.NODE, node.values());
        }

        @Override
        public void edge(GraphItem edge) throws IOException {
            beginEdges();
            start();
            json.writeStringField("id", edge.id());
            json.writeStringField("source", edge.source());
            json.writeStringField("target", edge.target());
            values(FlowGraph.EDGE, edge.values());
        }

        void beginEdges() throws IOException {
            if (!edges) {
                edges = true;
                json.writeEndArray();
                json.writeArrayFieldStart("edges");
            }
        }

        private void start() throws IOException {
            json.writeRaw('\n');
            json.writeStartObject();
            if (cytoscape) {
                json.writeObjectFieldStart("data");
            }
        }

        private void values(List<GraphItem.Attribute> attributes, List<@Nullable Object> values) throws IOException {
            for (int i = 0; i < attributes.size(); i++) {
                Object value = values.get(i);
                if (value != null) {
                    json.writeObjectField(attributes.get(i).name(), value);
                }
            }
            json.writeEndObject();
            if (cytoscape) {
                json.writeEndObject();
            }
        }
    }
}
