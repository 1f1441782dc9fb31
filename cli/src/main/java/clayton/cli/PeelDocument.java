package clayton.cli;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.clustering.ChangeVote;
import clayton.clustering.PeelChain;
import clayton.clustering.PeelHop;
import clayton.evidence.Amounts;
import clayton.evidence.OutputNames;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The JSON of `clayton peel`.
record PeelDocument(
        String schema,
        List<Hop> hops,
        String endedBecause,
        String beganBecause,
        String outpoint,
        int until,
        List<Measured.PeelFigure> measured) {
    /// `amount` is what was peeled off, to `to`; `remaining` is the change. `reasons` are the signs that take `change`
    /// for the change, `against` those that do not.
    record Hop(
            String txid,
            int height,
            String in,
            String change,
            List<String> peeled,
            long amount,
            List<String> reasons,
            double confidence,
            long remaining,
            List<String> to,
            List<String> against) {}

    static PeelDocument of(TransactionGraph graph, OutPoint asked, PeelChain chain, int until) throws IOException {
        OutputNames names = new OutputNames(graph);
        List<Hop> hops = new ArrayList<>();
        for (PeelHop hop : chain.hops()) {
            hops.add(hop(graph, hop, names));
        }
        return new PeelDocument(
                "clayton.peel/1",
                hops,
                chain.ended().toString(),
                chain.began().toString(),
                asked.toString(),
                until,
                Measured.ofPeel(hops.size()));
    }

    private static Hop hop(TransactionGraph graph, PeelHop hop, OutputNames names) throws IOException {
        long peeled = OutputId.withVout(hop.transaction(), hop.peeled());
        List<ChangeVote.Sign> signs = hop.vote().signsFor(hop.change());
        Optional<String> to = names.of(peeled);
        return new Hop(
                graph.txid(hop.transaction()).toString(),
                OutputId.height(hop.transaction()),
                graph.output(hop.spent()).outPoint().toString(),
                graph.output(OutputId.withVout(hop.transaction(), hop.change()))
                        .outPoint()
                        .toString(),
                List.of(graph.output(peeled).outPoint().toString()),
                hop.peeledSats(),
                words(signs),
                Amounts.rounded(hop.confidence(), 4),
                hop.remainingSats(),
                to.stream().toList(),
                words(hop.vote().signs().stream()
                        .filter(sign -> !signs.contains(sign))
                        .toList()));
    }

    private static List<String> words(List<ChangeVote.Sign> signs) {
        return signs.stream()
                .map(sign -> sign.heuristic().name() + ": " + sign.heuristic().reason())
                .toList();
    }
}
