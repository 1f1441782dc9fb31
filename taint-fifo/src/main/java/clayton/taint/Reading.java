package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns the columns of a result into what people read: names, heights, amounts by label, runs.
final class Reading {
    private final TransactionGraph graph;
    private final Policy policy;
    private final LabelSets sets;
    private final Map<Long, Hash256> txids = new HashMap<>();

    Reading(TransactionGraph graph, Policy policy, LabelSets sets) {
        this.graph = graph;
        this.policy = policy;
        this.sets = sets;
    }

    static boolean isOutput(long id) {
        return OutputId.isBoundary(id) || OutputId.vout(id) < OutputId.UNCLAIMED;
    }

    /// Name of an output; a slot has its reserved vout.
    OutPoint outPoint(long id) throws IOException {
        return OutputId.isBoundary(id) ? graph.output(id).outPoint() : new OutPoint(txid(id), OutputId.vout(id));
    }

    /// Asks the graph for each txid once.
    private Hash256 txid(long id) throws IOException {
        Hash256 txid = txids.get(OutputId.transaction(id));
        if (txid == null) {
            txid = graph.txid(id);
            txids.put(OutputId.transaction(id), txid);
        }
        return txid;
    }

    int height(long id) throws IOException {
        return OutputId.isBoundary(id) ? graph.output(id).height() : OutputId.height(id);
    }

    /// Whether satoshis that carry several labels can be counted once: not where labels are amounts, each apart.
    boolean countsSatoshisOnce() {
        return !(policy instanceof Policy.Amounts) || sets.labels().size() == 1;
    }

    /// Satoshis with any label.
    OptionalLong sats(Pieces pieces, int i) {
        if (!countsSatoshisOnce()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (int run = pieces.from(i); run < pieces.to(i); run++) {
            sum = Math.addExact(sum, pieces.runs().length(run));
        }
        return OptionalLong.of(sum);
    }

    SortedMap<String, Long> labels(Pieces pieces, int i) {
        SortedMap<String, Long> sats = new TreeMap<>();
        for (int run = pieces.from(i); run < pieces.to(i); run++) {
            long length = pieces.runs().length(run);
            sets.members(pieces.runs().labels(run)).stream()
                    .forEach(label -> sats.merge(sets.labels().get(label), length, Math::addExact));
        }
        return sats;
    }

    /// Empty unless the policy places satoshis.
    List<Run> runs(Pieces pieces, int i) {
        List<Run> list = new ArrayList<>();
        if (policy instanceof Policy.Places) {
            Runs runs = pieces.runs();
            for (int run = pieces.from(i); run < pieces.to(i); run++) {
                list.add(new Run(runs.start(run), runs.length(run), sets.names(runs.labels(run))));
            }
        }
        return List.copyOf(list);
    }
}
