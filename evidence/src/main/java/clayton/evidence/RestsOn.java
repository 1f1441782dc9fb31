package clayton.evidence;

import clayton.chain.Hash256;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.taint.Ancestor;
import clayton.taint.BackwardTrace;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Fifo;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.LaidSeed;
import clayton.taint.Origin;
import clayton.taint.Run;
import clayton.taint.State;
import clayton.taint.Trace;
import clayton.taint.TraceSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What traces rest on: the transactions that make or spend an output in them, and the blocks of which every
/// transaction matters, because fees reach (or come from) a coinbase whose stream they are part of.
final class RestsOn {
    private final TransactionGraph graph;
    private final TransactionView view = new TransactionView();
    private final SortedSet<Long> transactions = new TreeSet<>();
    private final SortedSet<Integer> wholeBlocks = new TreeSet<>();

    RestsOn(TransactionGraph graph) {
        this.graph = graph;
    }

    /// Coordinates in chain order.
    SortedSet<Long> transactions() {
        return transactions;
    }

    SortedSet<Integer> wholeBlocks() {
        return wholeBlocks;
    }

    /// Throws `CancellationException` if asked to stop.
    void add(Trace trace, Progress progress) throws IOException {
        RestsOn own = new RestsOn(graph);
        for (LaidSeed seed : trace.seeds()) {
            own.namesakes(seed.outPoint().txid());
        }
        switch (trace) {
            case ForwardTrace forward -> own.addForward(forward, progress);
            case BackwardTrace backward -> own.addBackward(backward, progress);
        }
        transactions.addAll(own.transactions);
        wholeBlocks.addAll(own.wholeBlocks);
    }

    /// All of one name: which of them is meant has to be seen.
    private void namesakes(Hash256 txid) throws IOException {
        for (long transaction : graph.transactions(txid)) {
            transactions.add(transaction);
        }
    }

    private void made(long id) {
        if (!OutputId.isBoundary(id)) {
            transactions.add(OutputId.transaction(id));
        }
    }

    private void addForward(ForwardTrace trace, Progress progress) throws IOException {
        Set<Integer> spendersIn = new TreeSet<>();
        for (int i = 0; i < trace.size(); i++) {
            Step.take(progress, "finding what it rests on", i, trace.size());
            Holding holding = trace.holding(i);
            made(holding.id());
            if (isHandedOn(holding)) {
                long taker = taker(holding);
                transactions.add(OutputId.transaction(taker));
                spendersIn.add(OutputId.height(taker));
            }
        }
        if (trace.settings().fees() == FeeRule.FOLLOW) {
            spendersIn.removeIf(height -> !hasCoinbase(height));
            wholeBlocks.addAll(spendersIn);
        }
    }

    private boolean hasCoinbase(int height) {
        return transactions.contains(OutputId.of(height, 0, OutputId.TRANSACTION));
    }

    private static boolean isHandedOn(Holding holding) {
        return holding.spentBy().isPresent() || holding.state() == State.DISPLACED || holding.state() == State.BEYOND;
    }

    /// The spender of an output, the coinbase of the block for a fee.
    private long taker(Holding holding) throws IOException {
        return holding.isOutput()
                ? graph.output(holding.id()).spender()
                : OutputId.of(OutputId.height(holding.id()), 0, OutputId.TRANSACTION);
    }

    private void addBackward(BackwardTrace trace, Progress progress) throws IOException {
        Map<Long, Long> askedTo = new HashMap<>();
        for (LaidSeed seed : trace.seeds()) {
            made(seed.id());
            askedTo.merge(seed.id(), seed.offsetSats() + seed.lengthSats(), Math::max);
        }
        for (Ancestor ancestor : trace.outputs()) {
            Step.take(progress, "finding what it rests on", askedTo.size(), trace.size());
            Output output = graph.output(ancestor.id());
            made(output.id());
            transactions.add(OutputId.transaction(output.spender()));
            askedTo.merge(output.id(), lastAsked(ancestor.runs()), Math::max);
        }
        for (Origin origin : trace.origins()) {
            if (origin.isFee()) {
                namesakes(origin.outPoint().txid());
            }
        }
        for (Map.Entry<Long, Long> asked : askedTo.entrySet()) {
            if (!OutputId.isBoundary(asked.getKey())
                    && OutputId.isCoinbase(asked.getKey())
                    && reachesFees(trace.settings(), asked.getKey(), asked.getValue())) {
                wholeBlocks.add(OutputId.height(asked.getKey()));
            }
        }
    }

    private static long lastAsked(List<Run> runs) {
        return runs.stream()
                .mapToLong(run -> run.offsetSats() + run.lengthSats())
                .max()
                .orElse(0);
    }

    /// Whether the fees of a block matter for the part of its coinbase's output that ends there. Only fifo, with the
    /// subsidy in front, can do without them.
    private boolean reachesFees(TraceSettings settings, long coinbaseOutput, long end) throws IOException {
        graph.read(coinbaseOutput, view);
        long place = end;
        for (int vout = 0; vout < OutputId.vout(coinbaseOutput); vout++) {
            place = Math.addExact(place, view.values[vout]);
        }
        boolean placed = settings.policy() instanceof Fifo && settings.coinbaseOrder() == CoinbaseOrder.SUBSIDY_FIRST;
        return view.unresolved || !placed || place > view.subsidy;
    }
}
