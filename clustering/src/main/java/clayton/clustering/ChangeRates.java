package clayton.clustering;

import java.util.List;
import java.util.Optional;

/// How good evidence of change is, against the truth. What counts are `payments`, transactions that pay at least two
/// outputs and are not taken for CoinJoins; `withChange` of them have change. Intervals are Wilson's: transactions
/// count
/// as independent trials.
///
/// `votes` are what all heuristics together say, by the number of signs that leave the output which is named; `vote`
/// is the same whatever their number.
public record ChangeRates(
        long payments, long withChange, List<HeuristicRates> heuristics, NamedRates vote, List<SignRates> votes) {
    public ChangeRates {
        heuristics = List.copyOf(heuristics);
        votes = List.copyOf(votes);
    }

    /// Of the payments in which one output is named, the share in which it is change; and of the payments with change
    /// the share in which it is named.
    public record NamedRates(Optional<Rate> precision, Optional<Rate> recall) {}

    /// One heuristic: how good it is where it names one output, and in what share of the payments where it rules some
    /// outputs out, and not all, it leaves change.
    public record HeuristicRates(String heuristic, NamedRates named, Optional<Rate> kept) {}

    /// Of the payments in which an output is named by so many signs, the share in which it is change.
    public record SignRates(int signs, Rate precision) {}
}
