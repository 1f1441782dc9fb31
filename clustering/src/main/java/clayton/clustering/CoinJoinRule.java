package clayton.clustering;

import java.io.IOException;
import java.util.Optional;

/// A published rule by which a CoinJoin of some kind is told from its shape alone. Its parameters are those of its
/// source. Adding one takes a class and an entry in [CoinJoins#RULES].
public interface CoinJoinRule {
    /// As the command line and documents write it.
    String name();

    /// Where the rule and its parameters were published.
    String source();

    /// Whether the inputs belong to several owners. Not so in a transaction that only prepares a CoinJoin.
    default boolean mixes() {
        return true;
    }

    /// Whether a transaction with so many inputs, outputs, and outputs of the commonest value may fit at all. If it may
    /// with some equal outputs, it may with more of them.
    boolean mayFit(int inputs, int outputs, int equalOutputs);

    /// Whether a transaction does fit.
    boolean fits(TransactionShape transaction) throws IOException;

    /// What the rule has to say of a transaction that fits it.
    CoinJoin describe(TransactionShape transaction);

    /// What the rule has to say of any transaction.
    default Optional<CoinJoin> judge(TransactionShape transaction) throws IOException {
        return fits(transaction) ? Optional.of(describe(transaction)) : Optional.empty();
    }
}
