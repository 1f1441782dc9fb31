package clayton.clustering;

import java.util.List;
import java.util.Optional;

/// How good the following and finding of peel chains is, against the truth: how many `chains` there are and how many
/// `hops` they have; the share of these hops of which the right output is taken for what remains; and what comes of
/// chains hop by hop. Intervals are Wilson's.
public record PeelRates(long chains, long hops, Optional<Rate> changeRecall, List<HopRates> byHops) {
    public PeelRates {
        byHops = List.copyOf(byHops);
    }

    /// At one number of hops. `recall` is the share of the chains of at least so many hops that are followed so far
    /// from
    /// their first hop, and no hop wrongly. `precision` is the share of those followed so far, rightly or not, whose
    /// last hop is the chain's. `found` is the share of the chains that are found to have at least so many hops whose
    /// hop of this number is one of a chain of the truth, of whichever.
    public record HopRates(int hops, Optional<Rate> precision, Optional<Rate> recall, Optional<Rate> found) {}
}
