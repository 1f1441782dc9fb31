package clayton.cli;

import clayton.evidence.TaintedRow;
import clayton.evidence.TraceDocument;
import clayton.taint.Hop;
import clayton.taint.LaidSeed;
import clayton.taint.Path;
import clayton.taint.PathTrace;
import clayton.taint.Place;
import clayton.taint.Range;
import clayton.taint.TraceHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton trace path`.
record PathDocument(
        String schema,
        String network,
        int from,
        TraceDocument.Tip tip,
        String policy,
        String coinbaseOrder,
        String fees,
        int until,
        End source,
        End target,
        long amount,
        List<Step> hops,
        List<Way> paths,
        List<String> notes) {
    record End(String outpoint, long value) {
        static End of(LaidSeed end) {
            return new End(end.outPoint().toString(), end.lengthSats());
        }
    }

    /// What one transaction handed on; the runs are the same satoshis before and after.
    record Step(
            String txid,
            int height,
            @Nullable Boolean coinjoin,
            String from,
            String to,
            long amount,
            List<TaintedRow.Range> fromRuns,
            List<TaintedRow.Range> toRuns) {
        static Step of(Hop hop) {
            return new Step(
                    hop.txid().toString(),
                    hop.to().height(),
                    hop.coinJoin() ? true : null,
                    hop.from().name(),
                    hop.to().name(),
                    hop.amountSats(),
                    runs(hop.fromRanges()),
                    runs(hop.toRanges()));
        }
    }

    /// One way from source to target; the runs are the same satoshis there.
    record Way(
            int hops,
            long amount,
            List<String> places,
            List<TaintedRow.Range> fromRuns,
            List<TaintedRow.Range> toRuns) {
        static Way of(Path path) {
            return new Way(
                    path.hops(),
                    path.amountSats(),
                    path.places().stream().map(Place::name).toList(),
                    runs(path.fromRanges()),
                    runs(path.toRanges()));
        }
    }

    private static List<TaintedRow.Range> runs(List<Range> ranges) {
        return ranges.stream()
                .map(range -> new TaintedRow.Range(range.offsetSats(), range.lengthSats()))
                .toList();
    }

    static PathDocument of(PathTrace trace) {
        TraceHead head = trace.head();
        return new PathDocument(
                "clayton.path/1",
                head.network().name(),
                head.from(),
                new TraceDocument.Tip(head.tip(), head.tipHash().toString()),
                head.settings().policy().name(),
                head.settings().coinbaseOrder().toString(),
                head.settings().fees().toString(),
                head.until(),
                End.of(trace.from()),
                End.of(trace.to()),
                trace.amountSats(),
                trace.hops().stream().map(Step::of).toList(),
                trace.paths().stream().map(Way::of).toList(),
                head.notes());
    }
}
