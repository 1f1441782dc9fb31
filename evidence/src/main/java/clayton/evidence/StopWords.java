package clayton.evidence;

import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.taint.CoinJoins;
import clayton.taint.StopRule;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Stop rules as they are written on the command line and in traces.
public final class StopWords {
    public static final String COINJOIN = "coinjoin";
    public static final String TAGS = "tags";
    public static final String ONE_TAG = "tag:";

    private StopWords() {}

    /// A rule that needs neither graph nor tags. Throws `IllegalArgumentException` with the forms of rules.
    public static StopRule numbered(String words) {
        int colon = words.indexOf(':');
        String number = words.substring(colon + 1);
        try {
            return switch (words.substring(0, Math.max(0, colon))) {
                case "hops" -> new StopRule.HopLimit(Integer.parseInt(number));
                case "amount" -> new StopRule.MinimumAmount(Long.parseLong(number));
                case "height" -> new StopRule.FromHeight(Integer.parseInt(number));
                default -> throw new IllegalArgumentException(words);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + words + "' is no stop rule: write hops:N with N at least 1, amount:SAT, height:H, tags,"
                            + " tag:LABEL or coinjoin",
                    e);
        }
    }

    /// Ends taint at the outputs of addresses that have one of these labels.
    public static StopRule atTags(String words, OutputNames names, Tags tags, SortedSet<String> labels) {
        return new StopRule.Outputs(words, id -> reason(names.of(id), tags, labels));
    }

    private static Optional<String> reason(Optional<String> name, Tags tags, SortedSet<String> labels) {
        TreeSet<String> found = new TreeSet<>(name.map(tags::labels).orElse(new TreeSet<>()));
        found.retainAll(labels);
        return found.isEmpty() ? Optional.empty() : Optional.of("tag " + String.join(", ", found));
    }

    /// Ends taint at the outputs that a CoinJoin spends.
    public static StopRule atCoinJoins(CoinJoins coinJoins, TransactionGraph graph) {
        return new StopRule.Spenders(
                COINJOIN, id -> coinJoins.contains(id) ? Optional.of("CoinJoin " + graph.txid(id)) : Optional.empty());
    }
}
