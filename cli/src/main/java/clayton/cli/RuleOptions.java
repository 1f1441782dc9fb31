package clayton.cli;

import clayton.chain.TransactionGraph;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Policy;
import clayton.taint.TraceSettings;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how satoshis are counted, whatever the policy.
final class RuleOptions {
    @Option(
            names = "--coinbase-order",
            paramLabel = "ORDER",
            defaultValue = "subsidy-first",
            description = "subsidy-first (default) or fees-first",
            converter = Converters.Order.class)
    private CoinbaseOrder coinbaseOrder = CoinbaseOrder.SUBSIDY_FIRST;

    @Option(
            names = "--fees",
            paramLabel = "RULE",
            defaultValue = "follow",
            description = "follow fees between transactions and their block's coinbase (default), or stop there",
            converter = Converters.Fees.class)
    private FeeRule fees = FeeRule.FOLLOW;

    @Option(names = "--until", paramLabel = "HEIGHT", description = "last height to look at (default: the tip)")
    private @Nullable Integer until;

    TraceSettings settings(Policy policy) {
        return new TraceSettings(
                policy, coinbaseOrder, fees, until == null ? OptionalInt.empty() : OptionalInt.of(until));
    }

    int until(TransactionGraph graph) {
        return until == null ? graph.to() : until;
    }
}
