package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns the columns of a result into what people read: names, heights, amounts by label, runs.
final class Reading {
    private final TransactionGraph graph;
    private final Policy policy;
    private final LabelSets sets;
    private Optional<Hash256> lastTxid = Optional.empty();
    private long lastTransaction;

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

    /// `TXID:VOUT`, or `TXID:fee` and `TXID:unclaimed` for a slot's reserved vout.
    static String name(OutPoint outPoint) {
        return switch (outPoint.vout()) {
            case OutputId.FEE -> outPoint.txid() + ":fee";
            case OutputId.UNCLAIMED -> outPoint.txid() + ":unclaimed";
            default -> outPoint.toString();
        };
    }

    /// Asks the graph once for outputs of one transaction that come together.
    private Hash256 txid(long id) throws IOException {
        long transaction = OutputId.transaction(id);
        if (lastTxid.isEmpty() || lastTransaction != transaction) {
            lastTxid = Optional.of(graph.txid(id));
            lastTransaction = transaction;
        }
        return lastTxid.get();
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
        if (policy instanceof Policy.Whole) {
            return OptionalLong.of(pieces.runs(i).count() == 0 ? 0 : pieces.valueSats(i));
        }
        long sum = 0;
        Runs runs = pieces.runs(i);
        for (int run = 0; run < runs.count(); run++) {
            sum = Math.addExact(sum, runs.length(run));
        }
        return OptionalLong.of(sum);
    }

    SortedMap<String, Long> labels(Pieces pieces, int i) {
        SortedMap<String, Long> sats = new TreeMap<>();
        Runs runs = pieces.runs(i);
        for (int run = 0; run < runs.count(); run++) {
            long length = runs.length(run);
            sets.members(runs.labels(run)).stream()
                    .forEach(label -> sats.merge(sets.labels().get(label), length, Math::addExact));
        }
        return sats;
    }

    /// Labels of satoshis that passed through a CoinJoin.
    SortedSet<String> mixed(Pieces pieces, int i) {
        SortedSet<String> mixed = new TreeSet<>();
        Runs runs = pieces.runs(i);
        for (int run = 0; run < runs.count(); run++) {
            if (runs.isMixed(run)) {
                mixed.addAll(sets.names(runs.labels(run)));
            }
        }
        return mixed;
    }

    Ancestor ancestor(Pieces pieces, int i) throws IOException {
        long id = pieces.id(i);
        return new Ancestor(
                id,
                outPoint(id),
                height(id),
                pieces.valueSats(i),
                sats(pieces, i),
                labels(pieces, i),
                runs(pieces, i),
                mixed(pieces, i));
    }

    /// Empty unless the policy places satoshis.
    List<Run> runs(Pieces pieces, int i) {
        List<Run> list = new ArrayList<>();
        if (policy instanceof Policy.Places) {
            Runs runs = pieces.runs(i);
            for (int run = 0; run < runs.count(); run++) {
                list.add(new Run(runs.start(run), runs.length(run), sets.names(runs.labels(run)), runs.isMixed(run)));
            }
        }
        return List.copyOf(list);
    }
}
