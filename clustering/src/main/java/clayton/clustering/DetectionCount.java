package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Counts how many transactions of each story each rule takes for CoinJoins.
final class DetectionCount {
    private static final List<CoinJoinRule> RULES = CoinJoins.RULES;

    private final Truth truth;
    private final CoinJoins coinJoins;
    private final long[] transactions;

    /// By rule, the last row being what any mixing rule finds, and story.
    private final long[][] found;

    DetectionCount(TransactionGraph graph, Truth truth) {
        this.truth = truth;
        coinJoins = new CoinJoins(graph);
        transactions = new long[truth.stories().size()];
        found = new long[RULES.size() + 1][transactions.length];
    }

    /// Takes in a transaction; answers whether it is taken for a mix.
    boolean count(BlockView block, int transaction) throws IOException {
        int story = truth.story(block.id(transaction));
        transactions[story]++;
        List<CoinJoin> judgements = coinJoins.judge(block, transaction);
        judgements.forEach(judgement -> found[RULES.indexOf(judgement.rule())][story]++);
        boolean isMix =
                judgements.stream().anyMatch(judgement -> judgement.rule().mixes());
        found[RULES.size()][story] += isMix ? 1 : 0;
        return isMix;
    }

    List<DetectionRates> rates() {
        List<DetectionRates> rates = new ArrayList<>();
        for (int rule = 0; rule < RULES.size(); rule++) {
            CoinJoinRule asked = RULES.get(rule);
            Predicate<String> ownKind =
                    story -> truth.coinJoin(story).filter(asked.name()::equals).isPresent();
            rates.add(rates(asked.name(), found[rule], asked.mixes() ? truth::isMix : ownKind, ownKind));
        }
        rates.add(rates("all", found[RULES.size()], truth::isMix, truth::isMix));
        return rates;
    }

    /// `right` are the stories that the rule is right about, `wanted` those that it should find.
    private DetectionRates rates(String name, long[] hits, Predicate<String> right, Predicate<String> wanted) {
        return new DetectionRates(
                name,
                Rate.wilson(sum(hits, right), LongStream.of(hits).sum()),
                Rate.wilson(sum(hits, wanted), sum(transactions, wanted)),
                IntStream.range(0, hits.length)
                        .mapToObj(story -> storyRate(story, hits[story]))
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(DetectionRates.StoryRate::story))
                        .toList());
    }

    private long sum(long[] byStory, Predicate<String> stories) {
        return IntStream.range(0, byStory.length)
                .filter(story -> stories.test(truth.stories().get(story)))
                .mapToLong(story -> byStory[story])
                .sum();
    }

    private Optional<DetectionRates.StoryRate> storyRate(int story, long hits) {
        String name = truth.stories().get(story);
        return Rate.wilson(hits, transactions[story])
                .map(rate -> new DetectionRates.StoryRate(name, truth.coinJoin(name), hits, rate));
    }
}
