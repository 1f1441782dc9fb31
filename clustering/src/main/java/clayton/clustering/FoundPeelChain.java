package clayton.clustering;

import clayton.chain.OutputId;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/// A peel chain that [PeelChains#find] came across: its first and last transaction, the id of the output that remains
/// after the last, and how what remains, and the height, go with the number of the hop.
public record FoundPeelChain(
        long first,
        long last,
        int hops,
        long remainder,
        long firstRemainingSats,
        long lastRemainingSats,
        Line remaining,
        Line cadence) {

    /// A least-squares line over the hops, numbered from 1: change by each hop, and the share of the variance that the
    /// line explains (R²; not a number if there is none).
    public record Line(double slope, double rSquared) {
        static Line of(SimpleRegression regression) {
            return new Line(regression.getSlope(), regression.getRSquare());
        }
    }

    /// Of the hops' coordinates and what remains after each, at least two.
    static FoundPeelChain of(long[] transactions, long[] remainingSats, long remainder) {
        SimpleRegression remaining = new SimpleRegression();
        SimpleRegression heights = new SimpleRegression();
        for (int hop = 0; hop < transactions.length; hop++) {
            remaining.addData(hop + 1, (double) remainingSats[hop]);
            heights.addData(hop + 1, OutputId.height(transactions[hop]));
        }
        return new FoundPeelChain(
                transactions[0],
                transactions[transactions.length - 1],
                transactions.length,
                remainder,
                remainingSats[0],
                remainingSats[remainingSats.length - 1],
                Line.of(remaining),
                Line.of(heights));
    }
}
