package clayton.taint;

import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The seeds of a trace, found in the graph and checked against it.
final class SeedBed {
    private static final Comparator<LaidSeed> ORDER = Comparator.comparing(LaidSeed::outPoint)
            .thenComparingLong(LaidSeed::offsetSats)
            .thenComparingLong(LaidSeed::lengthSats)
            .thenComparing(LaidSeed::label);

    private final List<LaidSeed> laid = new ArrayList<>();
    private final Map<Long, List<LaidSeed>> byOutput = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    /// Seeds that need no search; they may lie on slots too, and on the minted satoshis of a block (see [Origins]).
    SeedBed(List<LaidSeed> seeds) {
        seeds.forEach(this::lay);
    }

    /// Throws `IllegalArgumentException` for a seed that cannot be laid.
    static SeedBed find(TransactionGraph graph, List<Seed> seeds, int until) throws IOException {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to trace: name at least one output");
        }
        SeedBed bed = new SeedBed(List.of());
        for (Seed seed : seeds) {
            bed.lay(bed.find(graph, seed, until));
        }
        bed.laid.sort(ORDER);
        return bed;
    }

    private void lay(LaidSeed seed) {
        laid.add(seed);
        byOutput.computeIfAbsent(seed.id(), id -> new ArrayList<>()).add(seed);
    }

    /// Sorted by outpoint.
    List<LaidSeed> laid() {
        return List.copyOf(laid);
    }

    List<String> notes() {
        return notes.stream().distinct().sorted().toList();
    }

    List<String> labels() {
        return laid.stream().map(LaidSeed::label).toList();
    }

    /// The outputs that have seeds, in chain order, boundary outputs first.
    long[] outputs() {
        return byOutput.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    List<LaidSeed> on(long output) {
        return byOutput.getOrDefault(output, List.of());
    }

    private LaidSeed find(TransactionGraph graph, Seed seed, int until) throws IOException {
        Output output = graph.output(latest(graph, seed, until));
        long value = output.valueSats();
        if (value == TransactionGraph.UNKNOWN) {
            throw new IllegalArgumentException("the value of " + seed.outPoint()
                    + " is not known, so no seed can be laid on it: load its block, or undo data");
        }
        long length = seed.lengthSats().orElse(Math.max(0, value - seed.offsetSats()));
        if (seed.offsetSats() < 0 || length < 0 || seed.offsetSats() > value || length > value - seed.offsetSats()) {
            throw new IllegalArgumentException("the seed of " + length + " satoshis from " + seed.offsetSats()
                    + " on is outside " + seed.outPoint() + ", which holds " + value);
        }
        return new LaidSeed(output.id(), seed.outPoint(), seed.offsetSats(), length, seed.label());
    }

    /// The last output of this name at or below the horizon.
    private long latest(TransactionGraph graph, Seed seed, int until) throws IOException {
        long[] all = graph.outputs(seed.outPoint());
        if (all.length == 0) {
            throw new IllegalArgumentException("output " + seed.outPoint() + " is not loaded: the graph holds heights "
                    + graph.from() + " to " + graph.to());
        }
        long[] candidates = Arrays.stream(all)
                .filter(id -> OutputId.isBoundary(id) || OutputId.height(id) <= until)
                .toArray();
        if (candidates.length == 0) {
            throw new IllegalArgumentException("output " + seed.outPoint() + " was created at height "
                    + OutputId.height(all[0]) + ", above the horizon " + until);
        }
        long last = candidates[candidates.length - 1];
        if (all.length > 1) {
            notes.add(all.length + " outputs are named " + seed.outPoint() + "; the one created "
                    + (OutputId.isBoundary(last) ? "before the loaded range" : "at height " + OutputId.height(last))
                    + " was taken");
        }
        return last;
    }
}
