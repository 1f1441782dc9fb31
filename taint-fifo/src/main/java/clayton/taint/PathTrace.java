package clayton.taint;

import java.util.List;

/// How satoshis of one output reached another by fifo: all hops in chain order, and the single paths they make up,
/// those of the fewest hops first, then of the largest amount. Every satoshi of `amountSats` lies on one path.
/// Nothing reached the other output if there is none.
public record PathTrace(TraceHead head, LaidSeed from, LaidSeed to, long amountSats, List<Hop> hops, List<Path> paths) {
    public PathTrace {
        hops = List.copyOf(hops);
        paths = List.copyOf(paths);
    }
}
