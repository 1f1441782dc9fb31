package clayton.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/// Plain JSON (docs/json.md, clayton.graph/1).
final class JsonGraphFormat implements GraphFormat {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public String readers() {
        return "your own programs";
    }

    @Override
    public void write(FlowGraph graph, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> fact : graph.about().entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
            json.writeArrayFieldStart("nodes");
            CytoscapeFormat.JsonItems items = new CytoscapeFormat.JsonItems(json, false);
            graph.write(items);
            items.beginEdges();
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
