package clayton.desktop.trace;

import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.CoinJoins;
import clayton.desktop.session.OpenChain;
import clayton.evidence.Direction;
import clayton.evidence.StopWords;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.StopRule;
import clayton.taint.TraceSettings;
import java.util.ArrayList;
import java.util.List;
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
        OptionalInt fromHeight,
        Tags tags) {
    /// For one task: rules look up names and CoinJoins by readers of their own.
    TraceSettings settings(OpenChain chain, Policy by) {
        TransactionGraph graph = chain.graph();
        CoinJoins coinJoins = chain.coinJoins();
        List<StopRule> stops = new ArrayList<>();
        if (stopAtTags) {
            stops.add(StopWords.atTags(StopWords.TAGS, chain.names(), tags, tags.labels()));
        }
        if (stopAtCoinJoins) {
            stops.add(StopWords.atCoinJoins(coinJoins::contains, graph));
        }
        hops.ifPresent(most -> stops.add(new StopRule.HopLimit(most)));
        leastSats.ifPresent(least -> stops.add(new StopRule.MinimumAmount(least)));
        fromHeight.ifPresent(height -> stops.add(new StopRule.FromHeight(height)));
        return new TraceSettings(by, coinbaseOrder, fees, until, stops, coinJoins::contains);
    }

    /// The same question to the command line by these policies, as a case's log has it.
    String words(String policies) {
        List<String> words = new ArrayList<>(List.of("clayton", "trace", direction.toString()));
        seeds.forEach(seed -> words.add(seed.outPoint().toString()));
        words.addAll(List.of("--policy", policies, "--coinbase-order", coinbaseOrder.toString()));
        words.addAll(List.of("--fees", fees.toString()));
        until.ifPresent(height -> words.addAll(List.of("--until", Integer.toString(height))));
        stops().forEach(stop -> words.addAll(List.of("--stop-at", stop)));
        return String.join(" ", words);
    }

    private List<String> stops() {
        List<String> stops = new ArrayList<>();
        if (stopAtTags) {
            stops.add(StopWords.TAGS);
        }
        if (stopAtCoinJoins) {
            stops.add(StopWords.COINJOIN);
        }
        hops.ifPresent(most -> stops.add("hops:" + most));
        leastSats.ifPresent(least -> stops.add("amount:" + least));
        fromHeight.ifPresent(height -> stops.add("height:" + height));
        return stops;
    }
}
