package clayton.taint;

import clayton.taint.Origin.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The ends a backward trace has found, by kind. The id of minted satoshis is their coinbase's fee slot, which no
/// coinbase has otherwise.
final class Origins {
    private final Map<Kind, Pieces> byKind = new EnumMap<>(Kind.class);
    private final BySet total;

    Origins(LabelSets sets) {
        total = new BySet(sets);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, new Pieces());
        }
    }

    void add(Kind kind, long id, long valueSats, Runs runs, int from, int to) {
        if (from < to) {
            of(kind).add(id, valueSats, runs, from, to);
            total.add(runs, from, to, 0);
        }
    }

    /// All satoshis of a label.
    long sats(int label) {
        return total.sats(label);
    }

    Pieces of(Kind kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }
}
