package clayton.taint;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/// Finds how satoshis of one output reached another. Under fifo every satoshi has one way, so it goes in two steps:
/// a backward trace from the goal, no deeper than the source, finds which satoshis of the source came there; these,
/// and no others, are then walked forward, each range with the route it has come. No range is looked at that does
/// not arrive.
final class Pathfinder {
    private static final int ALONE = 1;

    private final TransactionGraph graph;
    private final TraceSettings settings;
    private final int until;
    private final Progress progress;
    private final Reading reading;
    private final TransactionView view = new TransactionView();
    private final Map<Long, Place> places = new HashMap<>();
    private final SortedMap<Long, List<Waiting>> waiting = new TreeMap<>();
    private final Map<Step, Handed> handed = new LinkedHashMap<>();
    private final List<Piece> arrived = new ArrayList<>();

    /// Satoshis from `start` on of the place at hand, which lay from `sourceStart` on in the source.
    private record Piece(long start, long length, long sourceStart, Route route) {
        long end() {
            return start + length;
        }

        /// The part from `from` to `to`, counted from `origin` on.
        Piece cut(long from, long to, long origin, Route onward) {
            return new Piece(from - origin, to - from, sourceStart + from - start, onward);
        }
    }

    /// A place whose pieces wait for input number `input` of its spender, or a fee slot that waits for its coinbase
    /// and begins at `input` of the block's fees.
    private record Waiting(long input, List<Piece> pieces) {}

    private record Step(long transaction, long from, long to) {}

    /// What a step handed on.
    private static final class Handed {
        final Ranges from = new Ranges();
        final Ranges to = new Ranges();
        boolean coinJoin;
    }

    /// Ranges as they come, those that touch united.
    private static final class Ranges {
        final List<Range> list = new ArrayList<>();
        long sats;

        void add(long start, long length) {
            sats = Math.addExact(sats, length);
            Range last = list.isEmpty() ? null : list.getLast();
            if (last != null && last.offsetSats() + last.lengthSats() == start) {
                list.set(list.size() - 1, new Range(last.offsetSats(), last.lengthSats() + length));
            } else {
                list.add(new Range(start, length));
            }
        }
    }

    Pathfinder(TransactionGraph graph, TraceSettings settings, int until, Progress progress) {
        this.graph = graph;
        this.settings = settings;
        this.until = until;
        this.progress = progress;
        this.reading = new Reading(graph, settings.policy(), new LabelSets(List.of()));
    }

    PathTrace find(OutPoint from, OutPoint to) throws IOException {
        SeedBed bed = SeedBed.find(graph, List.of(Seed.whole(from), Seed.whole(to)), until);
        LaidSeed source = laid(bed, from);
        LaidSeed goal = laid(bed, to);
        Runs came = came(source, goal);
        long sats = 0;
        List<Piece> pieces = new ArrayList<>();
        Route start = new Route(source.id());
        for (int run = 0; run < came.count(); run++) {
            sats = Math.addExact(sats, came.length(run));
            pieces.add(new Piece(came.start(run), came.length(run), came.start(run), start));
        }
        if (sats > 0) {
            await(graph.output(source.id()).spender(), source.id(), pieces);
            walk(goal.id());
        }
        return result(TraceHead.of(graph, settings, until, bed, "nothing before it was looked at"), source, goal, sats);
    }

    private static LaidSeed laid(SeedBed bed, OutPoint name) {
        return bed.laid().stream()
                .filter(seed -> seed.outPoint().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The satoshis of the source that the way back from the goal leads to.
    private Runs came(LaidSeed source, LaidSeed goal) throws IOException {
        Harbour harbour = new Harbour(List.of(source), ALONE);
        int deepest = OutputId.isBoundary(source.id()) ? graph.from() : OutputId.height(source.id());
        boolean[] asked = new boolean[1];
        Progress downTo = (work, done, total) -> {
            asked[0] = !progress.goOn(work, done, total);
            return !asked[0] && until - done >= deepest;
        };
        new BackwardRun(graph, new SeedBed(List.of(goal)), until, settings, Optional.of(harbour), Optional.empty())
                .trace(downTo);
        if (asked[0]) {
            throw new CancellationException("interrupted on the way back from " + goal.outPoint());
        }
        return harbour.landed(source.id());
    }

    private void await(long spender, long id, List<Piece> pieces) {
        if (spender == OutputId.UNSPENT || OutputId.vout(spender) == OutputId.TRANSACTION) {
            throw new IllegalStateException(
                    "output " + OutputId.text(id) + " lies on a way, but the graph knows no spender of it");
        }
        waitFor(spender, OutputId.vout(spender), pieces);
    }

    private void waitFor(long transaction, long input, List<Piece> pieces) {
        waiting.computeIfAbsent(order(transaction), order -> new ArrayList<>()).add(new Waiting(input, pieces));
    }

    /// Chain order with each block's coinbase last.
    private static long order(long transaction) {
        long index = OutputId.isCoinbase(transaction) ? OutputId.MAX_INDEX + 1 : OutputId.index(transaction);
        return (long) OutputId.height(transaction) << 32 | index;
    }

    private void walk(long goal) throws IOException {
        while (!waiting.isEmpty()) {
            long next = waiting.firstKey();
            int height = (int) (next >>> 32);
            if (!progress.goOn("walking forward", height - graph.from(), until - graph.from() + 1L)) {
                throw new CancellationException("interrupted at height " + height);
            }
            int index = (int) next;
            List<Waiting> due = Objects.requireNonNull(waiting.remove(next));
            graph.read(OutputId.of(height, index > OutputId.MAX_INDEX ? 0 : index, OutputId.TRANSACTION), view);
            due.sort(Comparator.comparingLong(Waiting::input));
            pour(due, goal);
        }
    }

    /// Lays what comes in at its places in the stream and cuts it into the slots.
    private void pour(List<Waiting> due, long goal) throws IOException {
        Map<Long, List<Piece>> slots = new LinkedHashMap<>();
        boolean coinJoin = settings.coinJoins().contains(view.id);
        int slot = 0;
        long slotStart = 0;
        for (Waiting place : due) {
            long shift = place(place.input());
            for (Piece piece : place.pieces()) {
                long at = shift + piece.start();
                while (at < shift + piece.end()) {
                    while (at >= slotStart + size(slot)) {
                        slotStart += size(slot++);
                    }
                    long cut = Math.min(shift + piece.end(), slotStart + size(slot));
                    long id = OutputId.withVout(view.id, slot < view.outputs ? slot : OutputId.FEE);
                    Piece part = piece.cut(
                            at - shift,
                            cut - shift,
                            slotStart - shift,
                            piece.route().to(id));
                    slots.computeIfAbsent(id, none -> new ArrayList<>()).add(part);
                    hand(piece.route().id(), id, at - shift, part, coinJoin);
                    at = cut;
                }
            }
        }
        for (Map.Entry<Long, List<Piece>> filled : slots.entrySet()) {
            onward(filled.getKey(), filled.getValue(), goal);
        }
    }

    private long size(int slot) {
        if (slot > view.outputs || slot == view.outputs && view.isCoinbase()) {
            throw new IllegalStateException(
                    "satoshis of a way leave transaction " + OutputId.text(view.id) + " by none of its outputs");
        }
        return slot < view.outputs ? view.values[slot] : view.fee;
    }

    /// Where an input, or a fee that begins at `input` of all fees, begins in the stream.
    private long place(long input) {
        if (view.isCoinbase()) {
            return input + (settings.coinbaseOrder() == CoinbaseOrder.SUBSIDY_FIRST ? view.subsidy : 0);
        }
        long start = 0;
        for (int i = 0; i < input; i++) {
            start += view.inputValues[i];
        }
        return start;
    }

    private void hand(long from, long to, long fromStart, Piece part, boolean coinJoin) {
        Handed sum = handed.computeIfAbsent(new Step(view.id, from, to), step -> new Handed());
        sum.from.add(fromStart, part.length());
        sum.to.add(part.start(), part.length());
        sum.coinJoin = coinJoin;
    }

    private void onward(long id, List<Piece> pieces, long goal) {
        if (id == goal) {
            arrived.addAll(pieces);
        } else if (OutputId.vout(id) == OutputId.FEE) {
            waitFor(OutputId.of(OutputId.height(id), 0, OutputId.TRANSACTION), view.feesBefore, pieces);
        } else {
            await(view.spenders[OutputId.vout(id)], id, pieces);
        }
    }

    private PathTrace result(TraceHead head, LaidSeed source, LaidSeed goal, long sats) throws IOException {
        List<Hop> hops = new ArrayList<>();
        for (Map.Entry<Step, Handed> entry : handed.entrySet()) {
            Step step = entry.getKey();
            Handed sum = entry.getValue();
            hops.add(new Hop(
                    step.transaction(),
                    graph.txid(step.transaction()),
                    sum.coinJoin,
                    named(step.from()),
                    named(step.to()),
                    sum.to.sats,
                    sum.from.list,
                    sum.to.list));
        }
        List<Path> paths = paths();
        long found = paths.stream().mapToLong(Path::amountSats).reduce(0, Math::addExact);
        if (found != sats) {
            throw new IllegalStateException(sats + " satoshis of " + source.outPoint() + " came to " + goal.outPoint()
                    + ", but the ways there hold " + found);
        }
        return new PathTrace(head, source, goal, sats, hops, paths);
    }

    private List<Path> paths() throws IOException {
        Map<Route, List<Piece>> byRoute = new LinkedHashMap<>();
        arrived.forEach(piece -> byRoute.computeIfAbsent(piece.route(), route -> new ArrayList<>())
                .add(piece));
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<Route, List<Piece>> entry : byRoute.entrySet()) {
            List<Place> through = new ArrayList<>();
            for (long id : entry.getKey().ids()) {
                through.add(named(id));
            }
            Ranges from = new Ranges();
            Ranges to = new Ranges();
            entry.getValue().forEach(piece -> to.add(piece.start(), piece.length()));
            entry.getValue().stream()
                    .sorted(Comparator.comparingLong(Piece::sourceStart))
                    .forEach(piece -> from.add(piece.sourceStart(), piece.length()));
            paths.add(new Path(through, to.sats, from.list, to.list));
        }
        paths.sort(Comparator.comparingInt(Path::hops)
                .thenComparing(Comparator.comparingLong(Path::amountSats).reversed())
                .thenComparingLong(path -> path.toRanges().getFirst().offsetSats()));
        return paths;
    }

    private Place named(long id) throws IOException {
        Place known = places.get(id);
        if (known == null) {
            known = new Place(id, reading.outPoint(id), reading.height(id));
            places.put(id, known);
        }
        return known;
    }
}
