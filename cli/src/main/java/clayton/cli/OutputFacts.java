package clayton.cli;

import clayton.chain.TransactionGraph;
import clayton.evidence.Amounts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one output, in the words of the JSON documents (docs/json.md); what is not known is absent.
record OutputFacts(
        String outpoint,
        @Nullable String coordinate,
        @Nullable Integer height,
        boolean coinbase,
        @Nullable Long value,
        String state,
        @Nullable String spentBy,
        @Nullable Integer spentHeight,
        @Nullable String address,
        @Nullable String type,
        @Nullable String script) {
    /// What tags can be about: the output and its address.
    Set<String> subjects() {
        return address == null ? Set.of(outpoint) : Set.of(outpoint, address);
    }

    /// Amount, outpoint and address in one aligned line.
    String summary() {
        return address == null ? place() : place() + "  " + address;
    }

    /// Amount and outpoint, aligned.
    String place() {
        return Amounts.column(value == null ? TransactionGraph.UNKNOWN : value) + "  " + outpoint;
    }

    String amount() {
        return value == null ? "unknown" : Amounts.btc(value) + " (" + value + " sat)";
    }

    /// What became of it, in words.
    String fate() {
        return spentBy == null ? state : "spent by input " + spentBy + " at height " + spentHeight;
    }
}
