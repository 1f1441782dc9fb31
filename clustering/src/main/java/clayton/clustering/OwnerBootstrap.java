package clayton.clustering;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/// Confidence intervals of figures that are no shares of independent trials: two pairs with a script in common are not
/// independent, but two owners are. Draws as many owners as there are, with replacement, again and again, and takes
/// what lies between the percentiles 2.5 and 97.5 of the figures of the draws (Efron and Tibshirani 1993, chapter 13;
/// resampling whole clusters: Davison and Hinkley 1997, section 3.8). The same figures have the same intervals,
/// because every draw follows one fixed seed. With few owners, or one that outweighs all others, intervals are rough.
final class OwnerBootstrap {
    static final int DRAWS = 1_000;
    private static final long SEED = 1;

    private OwnerBootstrap() {}

    /// Figures of the chain as it would be if each owner were there as many times as `times` says.
    interface Figures {
        double[] of(int[] times);
    }

    /// An interval, low and high, for each of the figures; NaN where no draw had one.
    static double[][] intervals(int owners, Figures figures) {
        RandomGenerator random = new Well19937c(SEED);
        double[][] drawn = new double[DRAWS][];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] times = new int[owners];
            for (int i = 0; i < owners; i++) {
                times[random.nextInt(owners)]++;
            }
            drawn[draw] = figures.of(times);
        }
        double[][] intervals = new double[drawn[0].length][];
        for (int figure = 0; figure < intervals.length; figure++) {
            int column = figure;
            intervals[figure] = interval(Arrays.stream(drawn)
                    .mapToDouble(row -> row[column])
                    .filter(Double::isFinite)
                    .toArray());
        }
        return intervals;
    }

    private static double[] interval(double[] values) {
        Percentile percentile = new Percentile();
        percentile.setData(values);
        double tail = 50 * (1 - Rate.CONFIDENCE);
        return new double[] {percentile.evaluate(tail), percentile.evaluate(100 - tail)};
    }
}
