package clayton.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateTest {
    /// Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0, 0.1611",
        "1, 29, 0.0061, 0.1718",
    })
    void wilsonsIntervalIsThePublishedOne(int hits, int of, double low, double high) {
        Rate rate = Rate.wilson(hits, of).orElseThrow();
        assertThat(rate.value()).isEqualTo((double) hits / of);
        assertThat(rate.of()).isEqualTo(of);
        assertThat(rate.low()).isCloseTo(low, within(0.00005));
        assertThat(rate.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void nothingButHitsMirrorsNoHits() {
        Rate all = Rate.wilson(20, 20).orElseThrow();
        assertThat(all.low()).isCloseTo(1 - 0.1611, within(0.00005));
        assertThat(all.high()).isEqualTo(1);
        assertThat(Rate.wilson(0, 20).orElseThrow().low()).isZero();
    }

    @Test
    void aShareOfNothingIsNoRate() {
        assertThat(Rate.wilson(0, 0)).isEmpty();
    }

    /// The mean of independent values: there the bootstrap must come to the textbook's standard error.
    @Test
    void theBootstrapOfAMeanIsTheTextbooksInterval() {
        double[] values = new java.util.Random(7).doubles(400).toArray();
        SummaryStatistics statistics = new SummaryStatistics();
        Arrays.stream(values).forEach(statistics::addValue);
        double halfWidth = 1.96 * statistics.getStandardDeviation() / Math.sqrt(values.length);
        double[] interval = OwnerBootstrap.intervals(values.length, times -> {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += times[i] * values[i];
            }
            return new double[] {sum / values.length};
        })[0];
        assertThat(interval[0]).isCloseTo(statistics.getMean() - halfWidth, within(0.1 * halfWidth));
        assertThat(interval[1]).isCloseTo(statistics.getMean() + halfWidth, within(0.1 * halfWidth));
    }

    @Test
    void everyDrawHasAsManyOwnersAsThereAreAndIsTheSameEveryTime() {
        OwnerBootstrap.Figures firstOwners = times -> {
            assertThat(Arrays.stream(times).sum()).isEqualTo(5);
            return new double[] {times[0], times[0] == 0 ? Double.NaN : 1};
        };
        double[][] intervals = OwnerBootstrap.intervals(5, firstOwners);
        assertThat(OwnerBootstrap.intervals(5, firstOwners)).isDeepEqualTo(intervals);
        assertThat(intervals[0]).containsExactly(0, 3);
        assertThat(intervals[1]).containsExactly(1, 1);
    }
}
