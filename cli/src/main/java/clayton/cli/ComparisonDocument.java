package clayton.cli;

import clayton.taint.ForwardTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The JSON of a trace by several policies, in the order in which they were asked for.
record ComparisonDocument(String schema, List<TraceDocument> traces) {
    static ComparisonDocument of(List<ForwardTrace> traces, OutputNames names) throws IOException {
        List<TraceDocument> documents = new ArrayList<>();
        for (ForwardTrace trace : traces) {
            documents.add(TraceDocument.of(trace, names));
        }
        return new ComparisonDocument("clayton.comparison/1", documents);
    }
}
