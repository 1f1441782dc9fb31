package clayton.evidence;

import clayton.taint.Origin;
import clayton.taint.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// An end of a way back, in the JSON of a trace. Minted satoshis are named by their coinbase, fees by the
/// transaction that paid them, the others by outpoint.
public record OriginRow(
        String kind,
        @Nullable Integer height,
        @Nullable String txid,
        @Nullable String outpoint,
        @Nullable Long amount,
        Map<String, Long> labels,
        @Nullable List<TaintedRow.Range> runs,
        @Nullable SortedSet<String> mixed) {
    /// With runs if the policy `placed` them.
    public static OriginRow of(Origin origin, boolean placed) {
        boolean byTxid = origin.kind() == Origin.Kind.MINTED || origin.isFee();
        return new OriginRow(
                origin.kind().toString(),
                TaintedRow.known(origin.height()),
                byTxid ? origin.outPoint().txid().toString() : null,
                byTxid ? null : origin.outPoint().toString(),
                TaintedRow.boxed(origin.amountSats()),
                origin.labels(),
                placed ? merged(origin.runs()) : null,
                TaintedRow.orAbsent(origin.mixed()));
    }

    /// Ranges that touch are one, whatever their labels.
    private static List<TaintedRow.Range> merged(List<Run> runs) {
        List<TaintedRow.Range> merged = new ArrayList<>();
        for (Run run : runs) {
            TaintedRow.Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.offset() + last.length() == run.offsetSats()) {
                merged.set(merged.size() - 1, new TaintedRow.Range(last.offset(), last.length() + run.lengthSats()));
            } else {
                merged.add(TaintedRow.Range.of(run));
            }
        }
        return merged;
    }
}
