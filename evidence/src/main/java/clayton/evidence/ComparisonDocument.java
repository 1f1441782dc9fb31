package clayton.evidence;

import clayton.chain.OutPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of a trace by several policies, in the order in which they were asked for.
public record ComparisonDocument(
        String schema, @Nullable Long unspentSet, List<Row> compared, List<TraceDocument> traces) {
    /// What one policy calls tainted; what is unspent of it, forward.
    public record Row(
            String policy,
            long transactions,
            int outputs,
            int addresses,
            @Nullable Integer unspentOutputs,
            @Nullable Long unspent,
            @Nullable Long sharePpm,
            Only only) {}

    /// What no other policy calls tainted.
    public record Only(
            int outputs,
            @Nullable Integer unspentOutputs,
            @Nullable Long unspent,
            List<String> outpoints) {}

    public static ComparisonDocument of(Comparison comparison, OutputNames names) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<TraceDocument> documents = new ArrayList<>();
        for (int i = 0; i < comparison.traces().size(); i++) {
            Traced traced = comparison.traces().get(i);
            rows.add(row(comparison, comparison.rows().get(i), traced.trace().transactions()));
            documents.add(TraceDocument.of(traced, names));
        }
        return new ComparisonDocument(
                "clayton.comparison/1", TaintedRow.boxed(comparison.unspentSetSats()), rows, documents);
    }

    private static Row row(Comparison comparison, Comparison.Row row, long transactions) {
        boolean forward = comparison.isForward();
        Comparison.Only only = row.only();
        List<String> outPoints = only.outputs().stream()
                .map(Comparison.Item::outPoint)
                .map(OutPoint::toString)
                .distinct()
                .toList();
        return new Row(
                row.policy(),
                transactions,
                row.outputs(),
                row.addresses(),
                forward ? row.unspentOutputs() : null,
                forward ? TaintedRow.boxed(row.unspentSats()) : null,
                forward ? TaintedRow.boxed(comparison.sharePpm(row)) : null,
                new Only(
                        outPoints.size(),
                        forward ? only.unspentOutputs() : null,
                        forward ? TaintedRow.boxed(only.unspentSats()) : null,
                        outPoints));
    }
}
