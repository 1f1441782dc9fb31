package clayton.chain;

import java.util.Optional;

/// All that a graph knows of one output. `height` is the creating block's (for a boundary output the one that its
/// undo data states, −1 if nobody does); `valueSats` may be [TransactionGraph#UNKNOWN]; `spender` is as [OutputId]
/// describes it; `script` is empty if the graph does not hold it (OP_RETURN, an unresolved boundary output).
public record Output(
        long id,
        OutPoint outPoint,
        int height,
        boolean coinbase,
        long valueSats,
        boolean unspendable,
        long spender,
        Optional<byte[]> script) {}
