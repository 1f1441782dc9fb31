package clayton.taint;

import java.util.List;
import java.util.OptionalInt;

/// How a trace counts; part of every result. Without a horizon it goes to the end of the loaded range. Stop rules
/// are tried in their order.
public record TraceSettings(
        Policy policy,
        CoinbaseOrder coinbaseOrder,
        FeeRule fees,
        OptionalInt until,
        List<StopRule> stops,
        CoinJoins coinJoins) {
    public static final TraceSettings FIFO =
            new TraceSettings(new Fifo(), CoinbaseOrder.SUBSIDY_FIRST, FeeRule.FOLLOW, OptionalInt.empty());

    public TraceSettings {
        stops = List.copyOf(stops);
    }

    public TraceSettings(Policy policy, CoinbaseOrder coinbaseOrder, FeeRule fees, OptionalInt until) {
        this(policy, coinbaseOrder, fees, until, List.of());
    }

    public TraceSettings(
            Policy policy, CoinbaseOrder coinbaseOrder, FeeRule fees, OptionalInt until, List<StopRule> stops) {
        this(policy, coinbaseOrder, fees, until, stops, CoinJoins.NONE);
    }

    public TraceSettings with(Policy other) {
        return new TraceSettings(other, coinbaseOrder, fees, until, stops, coinJoins);
    }

    public TraceSettings with(CoinbaseOrder other) {
        return new TraceSettings(policy, other, fees, until, stops, coinJoins);
    }

    public TraceSettings with(FeeRule other) {
        return new TraceSettings(policy, coinbaseOrder, other, until, stops, coinJoins);
    }

    public TraceSettings with(CoinJoins other) {
        return new TraceSettings(policy, coinbaseOrder, fees, until, stops, other);
    }

    public TraceSettings withUntil(int height) {
        return new TraceSettings(policy, coinbaseOrder, fees, OptionalInt.of(height), stops, coinJoins);
    }

    public TraceSettings withStops(StopRule... rules) {
        return new TraceSettings(policy, coinbaseOrder, fees, until, List.of(rules), coinJoins);
    }
}
