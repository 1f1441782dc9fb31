package clayton.clustering;

import java.util.Optional;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/// A measured share: its value, how many things it is a share of, and its 95 % confidence interval.
public record Rate(double value, long of, double low, double high) {
    static final double CONFIDENCE = 0.95;

    /// The share of `hits` in `of` independent trials, with Wilson's score interval (Wilson 1927; recommended by Brown,
    /// Cai and DasGupta 2001), which stays inside 0 to 1 and is of use for no hits and for nothing but hits. Empty if
    /// there were no trials.
    public static Optional<Rate> wilson(long hits, long of) {
        if (of == 0) {
            return Optional.empty();
        }
        ConfidenceInterval interval =
                IntervalUtils.getWilsonScoreInterval(Math.toIntExact(of), Math.toIntExact(hits), CONFIDENCE);
        double low = hits == 0 ? 0 : interval.getLowerBound();
        double high = hits == of ? 1 : interval.getUpperBound();
        return Optional.of(new Rate((double) hits / of, of, low, high));
    }
}
