package clayton.taint;

import java.util.OptionalInt;

/// How a trace counts; part of every result. Without a horizon it goes to the end of the loaded range.
public record TraceSettings(Policy policy, CoinbaseOrder coinbaseOrder, FeeRule fees, OptionalInt until) {
    public static final TraceSettings FIFO =
            new TraceSettings(new Fifo(), CoinbaseOrder.SUBSIDY_FIRST, FeeRule.FOLLOW, OptionalInt.empty());

    /// Whether satoshis that carry several labels can be counted once: not where labels are amounts, each apart.
    boolean countsSatoshisOnce(int labels) {
        return !(policy instanceof Policy.Amounts) || labels == 1;
    }

    public TraceSettings with(Policy other) {
        return new TraceSettings(other, coinbaseOrder, fees, until);
    }

    public TraceSettings with(CoinbaseOrder other) {
        return new TraceSettings(policy, other, fees, until);
    }

    public TraceSettings with(FeeRule other) {
        return new TraceSettings(policy, coinbaseOrder, other, until);
    }

    public TraceSettings withUntil(int height) {
        return new TraceSettings(policy, coinbaseOrder, fees, OptionalInt.of(height));
    }
}
