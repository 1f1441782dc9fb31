package clayton.taint;

import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import java.io.IOException;
import java.util.Optional;

/// Turns settled columns into [Holding]s.
final class HoldingReader {
    private final Reading reading;
    private final Holdings holdings;

    HoldingReader(Reading reading, Holdings holdings) {
        this.reading = reading;
        this.holdings = holdings;
    }

    /// Hands on everything at once and keeps nothing.
    static Recorder passingOn(Reading reading, HoldingSink sink) {
        Holdings one = new Holdings();
        HoldingReader reader = new HoldingReader(reading, one);
        return (id, valueSats, state, spender, reason, source, from, to) -> {
            one.clear();
            one.settled(id, valueSats, state, spender, reason, source, from, to);
            sink.settled(reader.read(0));
        };
    }

    Holding read(int i) throws IOException {
        long id = holdings.id(i);
        Pieces pieces = holdings.pieces();
        return new Holding(
                id,
                reading.outPoint(id),
                reading.height(id),
                pieces.valueSats(i),
                reading.sats(pieces, i),
                reading.labels(pieces, i),
                reading.runs(pieces, i),
                reading.mixed(pieces, i),
                holdings.state(i),
                spentBy(i),
                reason(i));
    }

    private Optional<OutPoint> spentBy(int i) throws IOException {
        long spender = holdings.spender(i);
        boolean isSpent =
                Reading.isOutput(holdings.id(i)) && spender != OutputId.UNSPENT && holdings.state(i) != State.DISPLACED;
        return isSpent ? Optional.of(reading.outPoint(spender)) : Optional.empty();
    }

    private Optional<String> reason(int i) throws IOException {
        long spender = holdings.spender(i);
        return switch (holdings.state(i)) {
            case DISPLACED -> Optional.of("its name went to a later transaction at height " + OutputId.height(spender));
            case BEYOND ->
                Optional.of(
                        Reading.isOutput(holdings.id(i))
                                ? "input values of the spender "
                                        + reading.outPoint(spender).txid() + " are not all known"
                                : "input values of the block are not all known, so neither is its coinbase's stream");
            case UNSPENT, SPENT, BURNED, UNCLAIMED, FEE, STOPPED ->
                Optional.of(holdings.reason(i)).filter(text -> !text.isEmpty());
        };
    }
}
