package clayton.taint;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;

/// Where satoshis came from as far as a backward trace could tell. `outPoint` names the coinbase, the output whose
/// origin is unknown or the transaction that paid the fee; slots have their reserved vout. Runs count from the
/// beginning of the subsidy, the output or the fee slot, and are there only if the policy places satoshis. There is
/// no amount over all labels where labels are amounts, each apart. `mixed` are the labels of which anything goes
/// through a CoinJoin on its way on from here.
public record Origin(
        Kind kind,
        OutPoint outPoint,
        int height,
        OptionalLong amountSats,
        SortedMap<String, Long> labels,
        List<Run> runs,
        SortedSet<String> mixed) {
    /// Whether this is a fee slot.
    public boolean isFee() {
        return outPoint.vout() == OutputId.FEE;
    }

    /// `height 9` for minted satoshis, else `TXID:VOUT` or `TXID:fee`.
    public String name() {
        return switch (kind) {
            case MINTED -> "height " + height;
            case UNKNOWN, FEE, OPEN -> Reading.name(outPoint);
        };
    }

    /// What kind of end a way back has.
    public enum Kind {
        /// New satoshis of a block's subsidy.
        MINTED("minted"),
        /// An output from before the loaded range, or one of a transaction whose input values are not all known.
        UNKNOWN("unknown"),
        /// A fee, where fees are not followed.
        FEE("fee"),
        /// An output that a cancelled trace did not come to.
        OPEN("open");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
