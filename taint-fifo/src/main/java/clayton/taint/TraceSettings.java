package clayton.taint;

import java.util.List;
import java.util.OptionalInt;

/// How a trace counts; part of every result. Without a horizon it goes to the end of the loaded range.
public record TraceSettings(
        Policy policy, CoinbaseOrder coinbaseOrder, FeeRule fees, OptionalInt until, List<StopRule> stops) {
    public static final TraceSettings FIFO =
            new TraceSettings(new Fifo(), CoinbaseOrder.SUBSIDY_FIRST, FeeRule.FOLLOW, OptionalInt.empty(), List.of());

    public TraceSettings {
        stops = List.copyOf(stops);
    }

    public TraceSettings(Policy policy, CoinbaseOrder coinbaseOrder, FeeRule fees, OptionalInt until) {
        this(policy, coinbaseOrder, fees, until, List.of());
    }

    public TraceSettings with(Policy other) {
        return new TraceSettings(other, coinbaseOrder, fees, until, stops);
    }

    public TraceSettings with(CoinbaseOrder other) {
        return new TraceSettings(policy, other, fees, until, stops);
    }

    public TraceSettings with(FeeRule other) {
        return new TraceSettings(policy, coinbaseOrder, other, until, stops);
    }

    public TraceSettings withUntil(int height) {
        return new TraceSettings(policy, coinbaseOrder, fees, OptionalInt.of(height), stops);
    }

    /// The stop rules, in the order in which they are tried.
    public TraceSettings withStops(StopRule... rules) {
        return new TraceSettings(policy, coinbaseOrder, fees, until, List.of(rules));
    }
}
