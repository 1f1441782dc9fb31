package clayton.taint;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;

/// An output that held taint (or a slot in which taint ended), with the taint as it was when the output was
/// created. `outPoint` of a slot has the slot's reserved vout. `height` of a boundary output is the one its undo
/// data states. `spentBy` is the spender's txid with the number of its input. `taintedSats` are those with any
/// label, absent where the policy's labels are amounts and there are several; `runs` are there only if the policy
/// places satoshis. `mixed` are the labels of which anything passed through a CoinJoin.
public record Holding(
        long id,
        OutPoint outPoint,
        int height,
        long valueSats,
        OptionalLong taintedSats,
        SortedMap<String, Long> labels,
        List<Run> runs,
        SortedSet<String> mixed,
        State state,
        Optional<OutPoint> spentBy,
        Optional<String> reason) {
    /// Whether this is an output, not a fee or an unclaimed tail.
    public boolean isOutput() {
        return OutputId.isBoundary(id) || OutputId.vout(id) < OutputId.UNCLAIMED;
    }

    /// `TXID:VOUT`, `TXID:fee` or `TXID:unclaimed`.
    public String name() {
        return Reading.name(outPoint);
    }
}
