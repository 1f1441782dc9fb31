package clayton.clustering;

import java.util.List;
import java.util.Optional;

/// How good a rule for CoinJoins is, against the truth, or all that look for mixes at once. `precision` is the share of
/// what it takes for a CoinJoin that is one, of whatever kind; `recall` the share of its own kind that it finds, absent
/// where there is none. `stories` says of each kind of transaction what share it takes for a CoinJoin: for real ones
/// that is what it finds, for others its false alarms. Intervals are Wilson's: transactions count as independent
/// trials.
public record DetectionRates(String rule, Optional<Rate> precision, Optional<Rate> recall, List<StoryRate> stories) {
    public DetectionRates {
        stories = List.copyOf(stories);
    }

    /// What share of the transactions of one story a rule takes for CoinJoins, and the rule for their kind if they are.
    public record StoryRate(String story, Optional<String> kind, long found, Rate rate) {}
}
