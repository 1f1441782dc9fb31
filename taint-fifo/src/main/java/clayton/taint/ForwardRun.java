package clayton.taint;

import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// One forward trace while it runs. Only transactions that taint or a seed reaches are read, in chain order with
/// each block's coinbase last: what reaches a transaction becomes its stream, the policy pours the stream into the
/// slots, and each slot's taint is settled at once or waits in the [Frontier] for its spender.
final class ForwardRun {
    private static final String SAID_BY_STATE = "";

    private final TransactionGraph graph;
    private final TraceSettings settings;
    private final int until;
    private final SeedBed seeds;
    private final LabelSets sets;
    private final Totals totals;
    private final Sower sower;
    private final Pourer pourer;
    private final Hops hops;
    private final Stopper stopper;
    private final Frontier frontier;
    private final Holdings holdings = new Holdings();
    private final Recorder recorder;
    private final FeeBox fees = new FeeBox();
    private final TransactionView view = new TransactionView();
    private final Runs stream = new Runs();
    private final Slots slots = new Slots();
    private final Runs waited = new Runs();
    private long transactions;

    /// With a sink, nothing of what was settled is kept.
    ForwardRun(TransactionGraph graph, SeedBed seeds, int until, TraceSettings settings, Optional<HoldingSink> sink) {
        this.graph = graph;
        this.settings = settings;
        this.until = until;
        this.seeds = seeds;
        this.sets = new LabelSets(seeds.labels());
        this.totals = new Totals(sets);
        this.sower = new Sower(settings.policy(), sets, totals);
        this.pourer = new Pourer(settings.policy(), sets);
        this.hops =
                new Hops(Stopper.countsHops(settings.stops()) ? sets.labels().size() : 0);
        this.stopper = new Stopper(settings.stops(), sets, hops);
        this.recorder = sink.isPresent()
                ? HoldingReader.passingOn(new Reading(graph, settings.policy(), sets), sink.get())
                : holdings;
        this.frontier = new Frontier(graph, Frontier.Direction.FORWARD, until);
    }

    ForwardTrace trace(Progress progress) throws IOException {
        sow();
        int reached = until;
        for (int height = frontier.nextHeight(); height >= 0; height = frontier.nextHeight()) {
            if (!progress.goOn("tracing forward", height - graph.from(), until - graph.from() + 1L)) {
                reached = height - 1;
                break;
            }
            block(height);
        }
        while (frontier.takeRest()) {
            leaveUnspent();
        }
        TraceHead head = head(graph, seeds, until, settings);
        return new ForwardTrace(graph, head, reached, sets, totals, holdings, transactions, reached < until);
    }

    static TraceHead head(TransactionGraph graph, SeedBed seeds, int until, TraceSettings settings) throws IOException {
        return TraceHead.of(graph, settings, until, seeds, "nothing before it was looked at");
    }

    /// Lays the seeds of boundary outputs; the others wait for the transaction that creates their output.
    private void sow() throws IOException {
        Runs none = new Runs();
        hops.open();
        for (long id : seeds.outputs()) {
            if (OutputId.isBoundary(id)) {
                Output output = graph.output(id);
                Runs sown = sower.sow(none, 0, 0, seeds.on(id), output.valueSats());
                created(id, output.valueSats(), output.spender(), output.unspendable(), sown, 0, sown.count());
            } else {
                frontier.add(OutputId.transaction(id), Frontier.SEEDS, 0, none, 0, 0);
            }
        }
    }

    private void block(int height) throws IOException {
        fees.clear();
        hops.openBlock();
        frontier.openNext();
        boolean coinbaseIsDue = false;
        while (!coinbaseIsDue && frontier.nextTransaction()) {
            coinbaseIsDue = OutputId.isCoinbase(frontier.transaction());
            if (!coinbaseIsDue) {
                ordinary();
            }
        }
        if (coinbaseIsDue || fees.slots().count() > 0) {
            coinbase(OutputId.of(height, 0, OutputId.TRANSACTION), coinbaseIsDue);
        }
    }

    private void ordinary() throws IOException {
        graph.read(frontier.transaction(), view);
        boolean seeded = settleDisplaced();
        stream.clear();
        hops.open();
        Optional<String> stop = stopper.atSpender(view.id);
        if (stop.isPresent()) {
            settleInputs(State.STOPPED, stop.get());
        } else if (view.unresolved) {
            settleInputs(State.BEYOND, SAID_BY_STATE);
        } else {
            gatherInputs();
            if (settings.coinJoins().contains(view.id)) {
                stream.mix();
            }
        }
        if (stream.count() > 0) {
            transactions++;
        }
        pour(seeded);
    }

    /// Settles what this transaction displaces; answers whether seeds wait for its outputs.
    private boolean settleDisplaced() throws IOException {
        boolean seeded = false;
        for (int i = frontier.due() - 1; i >= 0 && frontier.vout(i) == OutputId.TRANSACTION; i--) {
            if (frontier.output(i) == Frontier.SEEDS) {
                seeded = true;
            } else {
                settleWaiting(i, State.DISPLACED, frontier.dueId(i), SAID_BY_STATE);
            }
        }
        return seeded;
    }

    private void settleInputs(State state, String reason) throws IOException {
        for (int i = 0; i < frontier.due() && frontier.vout(i) != OutputId.TRANSACTION; i++) {
            settleWaiting(i, state, frontier.dueId(i), reason);
        }
    }

    private void settleWaiting(int i, State state, long spender, String reason) throws IOException {
        waited.clear();
        frontier.runs(i, 0, waited);
        settle(frontier.output(i), frontier.valueSats(i), state, spender, reason, waited, 0, waited.count());
    }

    private void leaveUnspent() throws IOException {
        for (int i = 0; i < frontier.due(); i++) {
            if (frontier.output(i) != Frontier.SEEDS) {
                settleWaiting(i, State.UNSPENT, OutputId.UNSPENT, SAID_BY_STATE);
            }
        }
    }

    /// Puts the tainted inputs at their places in the stream, and settles them as spent.
    private void gatherInputs() throws IOException {
        long place = 0;
        int passed = 0;
        for (int i = 0; i < frontier.due() && frontier.vout(i) != OutputId.TRANSACTION; i++) {
            int input = frontier.vout(i);
            while (passed < input) {
                place += view.inputValues[passed++];
            }
            if (input >= view.inputs || view.prevouts[input] != frontier.output(i)) {
                throw new IllegalStateException("transaction " + OutputId.text(view.id) + " does not spend output "
                        + OutputId.text(frontier.output(i)) + " with input " + input + ", though the output says so");
            }
            settleWaiting(i, State.SPENT, frontier.dueId(i), SAID_BY_STATE);
            stream.addAll(waited, place);
            if (stopper.countsHops()) {
                hops.enter(frontier.hops(i));
            }
        }
    }

    private void coinbase(long id, boolean isDue) throws IOException {
        graph.read(id, view);
        boolean seeded = isDue && settleDisplaced();
        stream.clear();
        hops.open();
        hops.enterFees();
        if (!view.unresolved) {
            gatherReward(seeded);
        } else {
            for (int slot = 0; slot < fees.slots().count(); slot++) {
                feeBeyond(slot, id);
            }
        }
        if (stream.count() > 0) {
            transactions++;
        }
        pour(seeded);
    }

    /// Puts the tainted fees, and seeds on minted satoshis, at their places in the stream.
    private void gatherReward(boolean seeded) {
        CoinbaseOrder order = settings.coinbaseOrder();
        if (order == CoinbaseOrder.FEES_FIRST) {
            fees.pourInto(stream, 0);
        }
        List<LaidSeed> sown = seeded ? seeds.on(OutputId.withVout(view.id, OutputId.FEE)) : List.of();
        if (!sown.isEmpty()) {
            Runs minted = sower.sow(new Runs(), 0, 0, sown, view.subsidy);
            for (int run = 0; run < minted.count(); run++) {
                long place = order.subsidyStart(view.blockFees) + minted.start(run);
                stream.add(place, minted.length(run), minted.tag(run));
            }
        }
        if (order == CoinbaseOrder.SUBSIDY_FIRST) {
            fees.pourInto(stream, view.subsidy);
        }
    }

    /// Spreads the stream over the slots and settles what lies in each.
    private void pour(boolean seeded) throws IOException {
        slots.reset(view.values, view.outputs, view.fee);
        if (stream.count() > 0) {
            checkSizes();
            pourer.pour(stream, slots, view.id);
        } else {
            slots.close();
        }
        hops.step();
        for (int vout = 0; vout < view.outputs; vout++) {
            if (seeded || slots.from(vout) < slots.to(vout)) {
                create(vout, seeded);
            }
        }
        lastSlot(seeded);
    }

    private void create(int vout, boolean seeded) throws IOException {
        long id = OutputId.withVout(view.id, vout);
        long valueSats = view.values[vout];
        Runs runs = slots.runs();
        int from = slots.from(vout);
        int to = slots.to(vout);
        if (stopper.watchesOutputs() && from < to) {
            runs = stopper.stop(id, valueSats, runs, from, to, this::settleStopped);
            from = 0;
            to = runs.count();
        }
        List<LaidSeed> sown = seeded ? seeds.on(id) : List.of();
        if (!sown.isEmpty()) {
            runs = sower.sow(runs, from, to, sown, valueSats);
            from = 0;
            to = runs.count();
        }
        created(id, valueSats, view.spenders[vout], view.unspendable[vout], runs, from, to);
    }

    /// A stream and its slots are the same satoshis: if they are not, the graph is wrong, and so would the trace
    /// be.
    private void checkSizes() {
        long in = view.isCoinbase() ? Math.addExact(view.subsidy, view.blockFees) : 0;
        for (int input = 0; input < view.inputs; input++) {
            in = Math.addExact(in, view.inputValues[input]);
        }
        if (in != slots.totalSats()) {
            throw new IllegalStateException("transaction " + OutputId.text(view.id) + " takes in " + in
                    + " satoshis and gives out " + slots.totalSats());
        }
    }

    private void created(long id, long valueSats, long spender, boolean unspendable, Runs runs, int from, int to)
            throws IOException {
        if (from == to && seeds.on(id).isEmpty()) {
            return;
        }
        if (unspendable) {
            settle(id, valueSats, State.BURNED, OutputId.UNSPENT, SAID_BY_STATE, runs, from, to);
        } else if (spender == OutputId.UNSPENT || OutputId.height(spender) > until) {
            settle(id, valueSats, State.UNSPENT, OutputId.UNSPENT, SAID_BY_STATE, runs, from, to);
        } else {
            int entry = frontier.add(spender, id, valueSats, runs, from, to);
            if (stopper.countsHops()) {
                frontier.keepHops(entry, hopsAt(id, runs, from, to));
            }
        }
    }

    private int[] hopsAt(long id, Runs runs, int from, int to) {
        List<Integer> seeded =
                seeds.on(id).stream().map(seed -> sets.label(seed.label())).toList();
        return hops.at(sets.members(runs, from, to), seeded);
    }

    private void lastSlot(boolean seeded) throws IOException {
        Runs runs = slots.runs();
        int from = slots.from(view.outputs);
        int to = slots.to(view.outputs);
        List<LaidSeed> sown =
                seeded && !view.isCoinbase() ? seeds.on(OutputId.withVout(view.id, OutputId.FEE)) : List.of();
        if (!sown.isEmpty()) {
            runs = sower.sow(runs, from, to, sown, view.fee);
            from = 0;
            to = runs.count();
        }
        if (from == to) {
            return;
        }
        if (view.isCoinbase()) {
            settleSlot(OutputId.UNCLAIMED, State.UNCLAIMED, runs, from, to);
        } else if (settings.fees() == FeeRule.STOP) {
            settleSlot(OutputId.FEE, State.FEE, runs, from, to);
        } else {
            fee(runs, from, to);
        }
    }

    private void settleSlot(int vout, State state, Runs runs, int from, int to) throws IOException {
        long id = OutputId.withVout(view.id, vout);
        settle(id, view.fee, state, OutputId.UNSPENT, SAID_BY_STATE, runs, from, to);
    }

    /// A fee that is followed: only a hop limit can stop it here.
    private void fee(Runs runs, int from, int to) throws IOException {
        long id = OutputId.withVout(view.id, OutputId.FEE);
        if (!stopper.countsHops()) {
            fees.add(id, view.fee, view.feesBefore, runs, from, to);
            return;
        }
        Runs rest = stopper.stop(id, view.fee, runs, from, to, this::settleStopped);
        if (rest.count() > 0) {
            hops.payFee(sets.members(rest, 0, rest.count()));
            fees.add(id, view.fee, view.feesBefore, rest, 0, rest.count());
        }
    }

    private void feeBeyond(int slot, long coinbase) throws IOException {
        Pieces box = fees.slots();
        waited.clear();
        box.load(slot, 0, waited);
        settle(box.id(slot), box.valueSats(slot), State.BEYOND, coinbase, SAID_BY_STATE, waited, 0, waited.count());
    }

    private void settleStopped(long id, long valueSats, String reason, Runs runs) throws IOException {
        settle(id, valueSats, State.STOPPED, OutputId.UNSPENT, reason, runs, 0, runs.count());
    }

    private void settle(long id, long valueSats, State state, long spender, String reason, Runs runs, int from, int to)
            throws IOException {
        recorder.settled(id, valueSats, state, spender, reason, runs, from, to);
        if (state == State.SPENT) {
            return;
        }
        long place = state == State.DISPLACED ? spender : id;
        totals.end(state, place, reason, runs, from, to, taintedSats(valueSats, runs, from, to));
    }

    private long taintedSats(long valueSats, Runs runs, int from, int to) {
        if (settings.policy() instanceof Policy.Whole) {
            return from == to ? 0 : valueSats;
        }
        long sum = 0;
        for (int run = from; run < to; run++) {
            sum += runs.length(run);
        }
        return sum;
    }
}
