package clayton.taint;

import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a trace rests on, known before it begins: the loaded range by its first and last height and the last
/// block's hash, how the trace counts, its horizon, and its seeds (or what was asked) sorted by outpoint.
public record TraceHead(
        Network network,
        int from,
        int tip,
        Hash256 tipHash,
        TraceSettings settings,
        int until,
        List<LaidSeed> seeds,
        List<String> notes) {
    public TraceHead {
        seeds = List.copyOf(seeds);
        notes = List.copyOf(notes);
    }

    /// With `olderIs`, says of a range that begins above genesis what became of what is older.
    static TraceHead of(TransactionGraph graph, TraceSettings settings, int until, SeedBed seeds, String olderIs)
            throws IOException {
        List<String> notes = new ArrayList<>(seeds.notes());
        if (graph.from() > 0) {
            notes.add("the loaded range begins at height " + graph.from() + ": " + olderIs);
        }
        return new TraceHead(
                graph.network(),
                graph.from(),
                graph.to(),
                graph.blockHash(graph.to()),
                settings,
                until,
                seeds.laid(),
                notes);
    }
}
