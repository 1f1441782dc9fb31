package clayton.taint;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.taint.Origin.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One backward trace while it runs: the mirror of [ForwardRun]. Transactions come in reverse chain order, each
/// block's coinbase first; what is asked of a transaction's slots is gathered into its stream by the policy's
/// inverse and cut into its inputs, whose outputs wait in the [Frontier] for the transaction that made them.
final class BackwardRun {
    private final TransactionGraph graph;
    private final TraceSettings settings;
    private final int until;
    private final SeedBed seeds;
    private final Optional<Harbour> harbour;
    private final LabelSets sets;
    private final Totals totals;
    private final Sower sower;
    private final Pourer pourer;
    private final Frontier frontier;
    private final Pieces ancestors = new Pieces();
    private final Optional<AncestorSink> sink;
    private final Reading reading;
    private final Origins origins;
    private final Balance balance = new Balance();
    private final TransactionView view = new TransactionView();
    private final TransactionView payer = new TransactionView();
    private final Slots slots = new Slots();
    private final Slots parts = new Slots();
    private final Runs stream = new Runs();
    private final Runs asked = new Runs();
    private final Runs inSlot = new Runs();
    private final Runs nothing = new Runs();
    private final Set<Long> askedBoundaries = new HashSet<>();
    private long[] partSats = new long[16];
    private long transactions;

    /// With a harbour, ways that come to its ranges end there. With a sink, no output that was found is kept.
    BackwardRun(
            TransactionGraph graph,
            SeedBed seeds,
            int until,
            TraceSettings settings,
            Optional<Harbour> harbour,
            Optional<AncestorSink> sink) {
        Policies.requireBackward(settings.policy());
        this.graph = graph;
        this.settings = settings;
        this.until = until;
        this.seeds = seeds;
        this.harbour = harbour;
        this.sink = sink;
        this.sets = new LabelSets(seeds.labels());
        this.reading = new Reading(graph, settings.policy(), sets);
        this.totals = new Totals(sets);
        this.sower = new Sower(settings.policy(), sets, totals);
        this.pourer = new Pourer(settings.policy(), sets);
        this.origins = new Origins(sets);
        this.frontier = new Frontier(graph, Frontier.Direction.BACKWARD, until);
    }

    BackwardTrace trace(Progress progress) throws IOException {
        sow();
        boolean cancelled = false;
        for (int height = frontier.nextHeight(); height >= 0 && !cancelled; height = frontier.nextHeight()) {
            cancelled = !progress.goOn("tracing backward", until - height, until - graph.from() + 1L);
            if (!cancelled) {
                block();
            }
        }
        while (frontier.takeRest()) {
            leaveOpen();
        }
        askBoundaries();
        checkOrigins();
        TraceHead head = head(graph, seeds, until, settings);
        return new BackwardTrace(head, reading, sets, totals, ancestors, origins, transactions, cancelled);
    }

    static TraceHead head(TransactionGraph graph, SeedBed seeds, int until, TraceSettings settings) throws IOException {
        return TraceHead.of(graph, settings, until, seeds, "what is older has an unknown origin");
    }

    private void found(long id, long valueSats, Runs runs, int from, int to) throws IOException {
        ancestors.add(id, valueSats, runs, from, to);
        if (sink.isPresent()) {
            sink.get().found(reading.ancestor(ancestors, 0));
            ancestors.clear();
        }
    }

    /// Every asked satoshi has an origin, or nobody may see this result. (A harbour counts for itself.)
    private void checkOrigins() {
        if (settings.policy() instanceof Policy.Whole || harbour.isPresent()) {
            return;
        }
        totals.byLabel().forEach((label, buckets) -> {
            long found = origins.sats(sets.label(label));
            if (found != buckets.seededSats()) {
                throw new IllegalStateException("of label " + label + " " + buckets.seededSats()
                        + " satoshis were asked, but origins were found for " + found);
            }
        });
    }

    private void sow() {
        for (long id : seeds.outputs()) {
            if (!OutputId.isBoundary(id)) {
                frontier.add(OutputId.transaction(id), Frontier.SEEDS, 0, nothing, 0, 0);
            }
        }
    }

    /// Boundary outputs that were asked for and that no way came to.
    private void askBoundaries() throws IOException {
        for (long id : seeds.outputs()) {
            if (OutputId.isBoundary(id) && !askedBoundaries.contains(id)) {
                atBoundary(id, graph.output(id).valueSats(), nothing, 0, 0);
            }
        }
    }

    private void block() throws IOException {
        frontier.openNext();
        while (frontier.nextTransaction()) {
            graph.read(frontier.transaction(), view);
            collect();
            if (slots.runs().count() > 0) {
                transactions++;
                if (view.isCoinbase()) {
                    intoReward();
                } else {
                    intoInputs();
                }
            }
        }
    }

    /// Fills the slots of the transaction at hand with what is asked of them, by those that spent them or by the
    /// user.
    private void collect() throws IOException {
        slots.reset(view.values, view.outputs, view.fee);
        boolean seeded = frontier.vout(frontier.due() - 1) == OutputId.TRANSACTION;
        int entry = 0;
        for (int slot = 0; slot <= view.outputs; slot++) {
            long id = slotId(slot);
            asked.clear();
            if (frontier.vout(entry) == OutputId.vout(id)) {
                frontier.runs(entry, 0, asked);
                if (slot < view.outputs) {
                    found(id, slots.size(slot), asked, 0, asked.count());
                }
                entry = Math.min(entry + 1, frontier.due() - 1);
            }
            Runs all = asked;
            if (seeded && !seeds.on(id).isEmpty()) {
                all = sower.sow(asked, 0, asked.count(), seeds.on(id), slots.size(slot));
            }
            ask(slot, id, all);
        }
        slots.close();
    }

    private long slotId(int slot) {
        int last = view.isCoinbase() ? OutputId.UNCLAIMED : OutputId.FEE;
        return OutputId.withVout(view.id, slot < view.outputs ? slot : last);
    }

    private void ask(int slot, long id, Runs runs) {
        Runs rest = land(id, runs, 0, runs.count());
        if (view.unresolved) {
            origins.add(Kind.UNKNOWN, id, slots.size(slot), rest, 0, rest.count());
            return;
        }
        for (int run = 0; run < rest.count(); run++) {
            slots.put(slot, rest.start(run), rest.length(run), rest.tag(run));
        }
    }

    private Runs land(long id, Runs runs, int from, int to) {
        if (harbour.isPresent() && harbour.get().holds(id)) {
            return harbour.get().land(id, runs, from, to);
        }
        if (from == 0 && to == runs.count()) {
            return runs;
        }
        asked.clear();
        asked.addAll(runs, from, to);
        return asked;
    }

    private void intoInputs() throws IOException {
        parts.reset(view.inputValues, view.inputs, 0);
        divide();
        if (settings.coinJoins().contains(view.id)) {
            parts.runs().mix();
        }
        for (int input = 0; input < view.inputs; input++) {
            int from = parts.from(input);
            int to = parts.to(input);
            long prevout = view.prevouts[input];
            if (from == to) {
                continue;
            }
            if (OutputId.isBoundary(prevout)) {
                found(prevout, view.inputValues[input], parts.runs(), from, to);
                atBoundary(prevout, view.inputValues[input], parts.runs(), from, to);
            } else {
                frontier.add(prevout, prevout, view.inputValues[input], parts.runs(), from, to);
            }
        }
    }

    private void atBoundary(long id, long valueSats, Runs runs, int from, int to) {
        List<LaidSeed> here = seeds.on(id);
        Runs rest;
        if (here.isEmpty()) {
            rest = land(id, runs, from, to);
        } else {
            askedBoundaries.add(id);
            Runs all = sower.sow(runs, from, to, here, valueSats);
            rest = land(id, all, 0, all.count());
        }
        origins.add(Kind.UNKNOWN, id, valueSats, rest, 0, rest.count());
    }

    /// Spreads what is asked of the slots over the parts of the stream that were laid out.
    private void divide() {
        if (parts.totalSats() != slots.totalSats()) {
            throw new IllegalStateException("transaction " + OutputId.text(view.id) + " takes in " + parts.totalSats()
                    + " satoshis and gives out " + slots.totalSats());
        }
        if (settings.policy() instanceof Policy.Places places) {
            stream.clear();
            places.gather(slots, stream);
            parts.cut(stream);
            parts.close();
            balance.check(slots.runs(), parts, view.id);
        } else {
            pourer.pour(slots.runs(), parts, view.id);
        }
    }

    /// A coinbase's stream: subsidy and fees.
    private void intoReward() throws IOException {
        if (settings.policy() instanceof Policy.Places) {
            boolean subsidyFirst = settings.coinbaseOrder() == CoinbaseOrder.SUBSIDY_FIRST;
            layOut(subsidyFirst ? view.subsidy : view.blockFees, subsidyFirst ? view.blockFees : view.subsidy);
            divide();
            mint(subsidyFirst ? 0 : 1);
            intoFeePlaces(subsidyFirst ? 1 : 0);
        } else {
            intoEveryFee();
        }
    }

    private void layOut(long firstSats, long secondSats) {
        partSats[0] = firstSats;
        partSats[1] = secondSats;
        parts.reset(partSats, 2, 0);
    }

    private void mint(int part) {
        long id = OutputId.withVout(view.id, OutputId.FEE);
        origins.add(Kind.MINTED, id, view.subsidy, parts.runs(), parts.from(part), parts.to(part));
    }

    /// Cuts runs on the block's fees into the fee slots they lie in, found by their cumulative fees.
    private void intoFeePlaces(int part) throws IOException {
        Runs runs = parts.runs();
        int index = 0;
        inSlot.clear();
        for (int run = parts.from(part); run < parts.to(part); run++) {
            long at = runs.start(run);
            while (at < runs.end(run)) {
                if (index == 0 || at >= payer.feesBefore + payer.fee) {
                    pay();
                    index = indexOfFee(at, index);
                }
                long cut = Math.min(runs.end(run), payer.feesBefore + payer.fee);
                inSlot.add(at - payer.feesBefore, cut - at, runs.tag(run));
                at = cut;
            }
        }
        pay();
    }

    /// Finds, after `after`, the transaction whose fee holds this place among the block's fees, and reads it.
    private int indexOfFee(long place, int after) throws IOException {
        int height = OutputId.height(view.id);
        int low = after + 1;
        int high = graph.transactionsIn(height) - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            graph.read(OutputId.of(height, middle, OutputId.TRANSACTION), payer);
            if (payer.feesBefore <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        graph.read(OutputId.of(height, low, OutputId.TRANSACTION), payer);
        if (place < payer.feesBefore || place >= payer.feesBefore + payer.fee) {
            throw new IllegalStateException("the fees of block " + height + " do not add up to what its coinbase says");
        }
        return low;
    }

    /// Hands a fee slot's runs on, if there are any, and clears them.
    private void pay() {
        if (inSlot.count() > 0) {
            fee(payer.id, payer.fee, inSlot, 0, inSlot.count());
            inSlot.clear();
        }
    }

    private void fee(long transaction, long feeSats, Runs runs, int from, int to) {
        long id = OutputId.withVout(transaction, OutputId.FEE);
        if (settings.fees() == FeeRule.STOP) {
            origins.add(Kind.FEE, id, feeSats, runs, from, to);
        } else {
            frontier.add(id, id, feeSats, runs, from, to);
        }
    }

    /// Policies that place nothing divide what is asked of a coinbase among its subsidy and every fee of the block.
    private void intoEveryFee() throws IOException {
        int height = OutputId.height(view.id);
        int count = graph.transactionsIn(height);
        if (partSats.length < count) {
            partSats = new long[2 * count];
        }
        graph.fees(height, partSats);
        boolean subsidyFirst = settings.coinbaseOrder() == CoinbaseOrder.SUBSIDY_FIRST;
        int firstFee = subsidyFirst ? 1 : 0;
        if (!subsidyFirst) {
            System.arraycopy(partSats, 1, partSats, 0, count - 1);
        }
        partSats[subsidyFirst ? 0 : count - 1] = view.subsidy;
        parts.reset(partSats, count, 0);
        divide();
        mint(subsidyFirst ? 0 : count - 1);
        for (int index = 1; index < count; index++) {
            int part = firstFee + index - 1;
            if (parts.from(part) < parts.to(part)) {
                long payerId = OutputId.of(height, index, OutputId.TRANSACTION);
                fee(payerId, partSats[part], parts.runs(), parts.from(part), parts.to(part));
            }
        }
    }

    private void leaveOpen() {
        for (int i = 0; i < frontier.due(); i++) {
            if (frontier.output(i) != Frontier.SEEDS) {
                asked.clear();
                frontier.runs(i, 0, asked);
                origins.add(Kind.OPEN, frontier.output(i), frontier.valueSats(i), asked, 0, asked.count());
            }
        }
    }
}
