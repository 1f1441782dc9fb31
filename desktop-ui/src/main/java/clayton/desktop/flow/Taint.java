package clayton.desktop.flow;

import clayton.taint.State;
import java.util.Map;
import java.util.Set;

/// What a trace says of outputs, by their ids: how many satoshis of each are tainted and what became of them, and
/// which are its seeds.
public record Taint(Map<Long, Long> sats, Map<Long, State> states, Set<Long> seeds) {
    /// No trace was made: nothing can be said of any output.
    public static final Taint NONE = new Taint(Map.of(), Map.of(), Set.of());

    /// As an amount that is not known.
    public static final long UNSAID = -1;

    public boolean isTraced() {
        return !sats.isEmpty();
    }

    /// Tainted satoshis of an output: 0 if the trace did not reach it, [#UNSAID] without a trace.
    public long of(long output) {
        return isTraced() ? sats.getOrDefault(output, 0L) : UNSAID;
    }
}
