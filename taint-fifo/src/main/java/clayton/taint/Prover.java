package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.taint.Origin.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    Proof prove(ForwardTrace trace) throws IOException {
        requireProvable(trace.settings(), trace.cancelled());
        long ranges = 0;
        for (Map.Entry<String, Buckets> entry : trace.buckets().entrySet()) {
            ranges += forward(trace, entry.getKey(), entry.getValue().seededSats());
        }
        return new Proof(ranges);
    }

    private int forward(ForwardTrace trace, String label, long seededSats) throws IOException {
        List<LaidSeed> seeds = withLabel(trace.seeds(), label);
        Harbour harbour = new Harbour(seeds, ALONE);
        if (harbour.sats() != seededSats) {
            throw new IllegalArgumentException("seeds of label " + label
                    + " lie downstream of one another, so the ways back to them cannot be told apart");
        }
        List<LaidSeed> ends = ends(trace.holdings(), trace.sets(), label);
        if (!ends.isEmpty()) {
            SeedBed asked = new SeedBed(ends);
            BackwardTrace back = new BackwardRun(graph, asked, trace.until(), trace.settings(), Optional.of(harbour))
                    .trace(progress);
            requireFinished(back.cancelled());
            if (back.ends().sats(0) != 0) {
                throw new IllegalStateException(
                        "proof failed: ways back from ends of label " + label + " pass its seeds by");
            }
        }
        return harbour.checkReached();
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
        requireProvable(trace.settings(), trace.cancelled());
        long ranges = 0;
        for (String label : trace.askedSats().keySet()) {
            ranges += backward(trace, label);
        }
        return new Proof(ranges);
    }

    private int backward(BackwardTrace trace, String label) throws IOException {
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
        if (!sources.isEmpty()) {
            forwardTo(harbour, trace, sources, goals);
        }
        return harbour.checkReached();
    }

    private void forwardTo(Harbour harbour, BackwardTrace trace, List<LaidSeed> sources, Set<Long> goals)
            throws IOException {
        int until = trace.settings().until().orElse(graph.to());
        TraceSettings settings = trace.settings()
                .with(FeeRule.FOLLOW)
                .withStops(new StopRule.Outputs(id -> goals.contains(id) ? Optional.of("asked") : Optional.empty()));
        ForwardTrace forth =
                new ForwardRun(graph, new SeedBed(sources), until, settings, Optional.empty()).trace(progress);
        requireFinished(forth.cancelled());
        Holdings holdings = forth.holdings();
        for (int i = 0; i < holdings.count(); i++) {
            if (holdings.state(i) == State.STOPPED) {
                Pieces pieces = holdings.pieces();
                Runs arrived = pieces.runs(i);
                Runs rest = harbour.land(holdings.id(i), arrived, 0, arrived.count());
                requireNothing(rest.count() == 0);
            } else {
                requireNothing(holdings.state(i) == State.SPENT);
            }
        }
    }

    private static void requireNothing(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("proof failed: not all satoshis of the origins come to what was asked");
        }
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

    private static void requireProvable(TraceSettings settings, boolean cancelled) {
        if (!(settings.policy() instanceof Policy.Places)) {
            throw new IllegalArgumentException(settings.policy().name()
                    + " does not place satoshis, so there is no way back to prove: use fifo or lifo");
        }
        requireFinished(cancelled);
    }

    private static void requireFinished(boolean cancelled) {
        if (cancelled) {
            throw new IllegalArgumentException("a cancelled trace cannot be proved");
        }
    }
}
