package clayton.taint;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;

/// Where satoshis are between two transactions: an output, or the fee slot of a transaction on its way into the
/// coinbase (then `outPoint` has the slot's reserved vout). `height` is as in a [Holding].
public record Place(long id, OutPoint outPoint, int height) {
    public boolean isFee() {
        return outPoint.vout() == OutputId.FEE;
    }

    /// `TXID:VOUT` or `TXID:fee`.
    public String name() {
        return Reading.name(outPoint);
    }
}
