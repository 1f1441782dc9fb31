package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.taint.Origin.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// Traces a result the other way and compares it with the question, one label after another.
final class Prover {
    private static final OutPoint NAMELESS = new OutPoint(new Hash256(0, 0, 0, 0), 0);
    private static final int ALONE = 1;

    private final TransactionGraph graph;
    private final Progress progress;

    Prover(TransactionGraph graph, Progress progress) {
        this.graph = graph;
        this.progress = progress;
    }

    /// The proof of one label.
    private interface Part {
        Proof of(String label) throws IOException;
    }

    private static Proof all(Collection<String> labels, Part part) throws IOException {
        long ranges = 0;
        for (String label : labels) {
            Proof proof = part.of(label);
            if (!proof.held()) {
                return proof;
            }
            ranges += proof.ranges();
        }
        return Proof.held(ranges);
    }

    Proof prove(ForwardTrace trace) throws IOException {
        requireProvable(trace);
        return all(trace.buckets().keySet(), label -> forward(trace, label));
    }

    private Proof forward(ForwardTrace trace, String label) throws IOException {
        Harbour harbour = new Harbour(withLabel(trace.seeds(), label), ALONE);
        Buckets buckets = trace.buckets().getOrDefault(label, Buckets.NONE);
        if (harbour.sats() != buckets.seededSats()) {
            throw new IllegalArgumentException("seeds of label " + label
                    + " lie downstream of one another, so the ways back to them cannot be told apart");
        }
        List<LaidSeed> ends = ends(trace.holdings(), trace.sets(), label);
        if (!ends.isEmpty()) {
            SeedBed asked = new SeedBed(ends);
            BackwardTrace back = new BackwardRun(
                            graph, asked, trace.until(), trace.settings(), Optional.of(harbour), Optional.empty())
                    .trace(progress);
            requireFinished(back);
            if (back.ends().sats(0) != 0) {
                return Proof.failed("ways back from where label " + label + " ended pass its seeds by and lead to "
                        + back.origins().getFirst().name());
            }
        }
        return reached(harbour);
    }

    private static List<LaidSeed> ends(Holdings holdings, LabelSets sets, String label) {
        List<LaidSeed> ends = new ArrayList<>();
        for (int i = 0; i < holdings.count(); i++) {
            if (holdings.state(i) != State.SPENT) {
                addRanges(holdings.pieces(), i, sets, label, ends);
            }
        }
        return ends;
    }

    Proof prove(BackwardTrace trace) throws IOException {
        requireProvable(trace);
        return all(trace.askedSats().keySet(), label -> backward(trace, label));
    }

    private Proof backward(BackwardTrace trace, String label) throws IOException {
        List<LaidSeed> asked = withLabel(trace.seeds(), label);
        Set<Long> goals = asked.stream().map(LaidSeed::id).collect(Collectors.toSet());
        requireApart(trace, label, goals);
        Harbour harbour = new Harbour(asked, ALONE);
        List<LaidSeed> sources = new ArrayList<>();
        for (LaidSeed origin : origins(trace, label)) {
            if (goals.contains(origin.id())) {
                harbour.land(origin);
            } else {
                sources.add(origin);
            }
        }
        Optional<String> astray = sources.isEmpty() ? Optional.empty() : astray(harbour, trace, sources, goals);
        return astray.isPresent()
                ? Proof.failed("satoshis from the origins of label " + label + " do not come to what was asked, but to "
                        + astray.get())
                : reached(harbour);
    }

    /// Lands the sources in the harbour; names a place that satoshis come to instead, if there is one.
    private Optional<String> astray(Harbour harbour, BackwardTrace trace, List<LaidSeed> sources, Set<Long> goals)
            throws IOException {
        TraceSettings settings = trace.settings()
                .with(FeeRule.FOLLOW)
                .withStops(new StopRule.Outputs(
                        "asked", id -> goals.contains(id) ? Optional.of("asked") : Optional.empty()));
        ForwardTrace forth =
                new ForwardRun(graph, new SeedBed(sources), trace.until(), settings, Optional.empty()).trace(progress);
        requireFinished(forth);
        Holdings holdings = forth.holdings();
        for (int i = 0; i < holdings.count(); i++) {
            boolean came =
                    holdings.state(i) == State.STOPPED ? lands(harbour, holdings, i) : holdings.state(i) == State.SPENT;
            if (!came) {
                return Optional.of(forth.holding(i).name());
            }
        }
        return Optional.empty();
    }

    private static boolean lands(Harbour harbour, Holdings holdings, int holding) {
        Runs arrived = holdings.pieces().runs(holding);
        return harbour.land(holdings.id(holding), arrived, 0, arrived.count()).count() == 0;
    }

    private Proof reached(Harbour harbour) throws IOException {
        OptionalLong missed = harbour.missed();
        return missed.isPresent()
                ? Proof.failed("the ways do not reach just the ranges of "
                        + graph.output(missed.getAsLong()).outPoint() + " that were traced")
                : Proof.held(harbour.ranges());
    }

    private static List<LaidSeed> origins(BackwardTrace trace, String label) {
        List<LaidSeed> origins = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Pieces pieces = trace.ends().of(kind);
            for (int i = 0; i < pieces.count(); i++) {
                addRanges(pieces, i, trace.sets(), label, origins);
            }
        }
        return origins;
    }

    private static void requireApart(BackwardTrace trace, String label, Set<Long> goals) {
        List<LaidSeed> met = new ArrayList<>();
        for (int i = 0; i < trace.ancestors().count(); i++) {
            if (goals.contains(trace.ancestors().id(i))) {
                addRanges(trace.ancestors(), i, trace.sets(), label, met);
            }
        }
        if (!met.isEmpty()) {
            throw new IllegalArgumentException("what was asked under label " + label
                    + " lies downstream of one another, so the ways to it cannot be told apart");
        }
    }

    private static void addRanges(Pieces pieces, int i, LabelSets sets, String label, List<LaidSeed> ranges) {
        int number = sets.label(label);
        Runs runs = pieces.runs(i);
        for (int run = 0; run < runs.count(); run++) {
            if (sets.contains(runs.labels(run), number)) {
                ranges.add(new LaidSeed(pieces.id(i), NAMELESS, runs.start(run), runs.length(run), label));
            }
        }
    }

    private static List<LaidSeed> withLabel(List<LaidSeed> seeds, String label) {
        return seeds.stream().filter(seed -> seed.label().equals(label)).toList();
    }

    private static void requireProvable(Trace trace) {
        Policies.requireProvable(trace.settings().policy());
        if (trace.cancelled()) {
            throw new IllegalArgumentException("a cancelled trace cannot be proved");
        }
    }

    private static void requireFinished(Trace trace) {
        if (trace.cancelled()) {
            throw new CancellationException("the proof was interrupted");
        }
    }
}
