package clayton.desktop.trace;

import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.desktop.session.OpenChain;
import clayton.evidence.Direction;
import clayton.evidence.OutputNames;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.StopRule;
import clayton.taint.TraceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// All that a person chose for a trace, checked as far as it can be without the chain.
record TraceRequest(
        List<Seed> seeds,
        Direction direction,
        Policy policy,
        CoinbaseOrder coinbaseOrder,
        FeeRule fees,
        OptionalInt until,
        boolean stopAtTags,
        boolean stopAtCoinJoins,
        OptionalInt hops,
        OptionalLong leastSats,
        OptionalInt fromHeight) {
    /// For one task: rules look up names and CoinJoins by readers of their own.
    TraceSettings settings(OpenChain chain, Policy by) {
        TransactionGraph graph = chain.graph();
        CoinJoins coinJoins = chain.coinJoins();
        List<StopRule> stops = new ArrayList<>();
        if (stopAtTags) {
            OutputNames names = chain.names();
            stops.add(new StopRule.Outputs("tags", id -> reason(names.of(id), chain.tags())));
        }
        if (stopAtCoinJoins) {
            stops.add(new StopRule.Spenders(
                    "coinjoin",
                    id -> coinJoins.contains(id) ? Optional.of("CoinJoin " + graph.txid(id)) : Optional.empty()));
        }
        hops.ifPresent(most -> stops.add(new StopRule.HopLimit(most)));
        leastSats.ifPresent(least -> stops.add(new StopRule.MinimumAmount(least)));
        fromHeight.ifPresent(height -> stops.add(new StopRule.FromHeight(height)));
        return new TraceSettings(by, coinbaseOrder, fees, until, stops, coinJoins::contains);
    }

    private static Optional<String> reason(Optional<String> address, Tags tags) {
        return address.map(tags::labels)
                .filter(labels -> !labels.isEmpty())
                .map(labels -> "tag " + String.join(", ", labels));
    }
}
