package clayton.evidence;

import clayton.chain.OutPoint;
import clayton.taint.Ancestor;
import clayton.taint.BackwardTrace;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.State;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// How much each of several policies calls tainted, and what only one of them does.
public record Comparison(List<Traced> traces, List<Row> rows, OptionalLong unspentSetSats) {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /// One policy's result. Addresses are those that its outputs pay, each counted once; backward nothing is
    /// `unspent`. The amount is absent where labels may overlap.
    public record Row(
            String policy, int outputs, int addresses, int unspentOutputs, OptionalLong unspentSats, Only only) {}

    /// What no other policy calls tainted.
    public record Only(List<Item> outputs, int unspentOutputs, OptionalLong unspentSats) {}

    /// A tainted output.
    public record Item(long id, OutPoint outPoint, boolean unspent, OptionalLong sats) {
        public static Item of(Holding output) {
            return new Item(output.id(), output.outPoint(), output.state() == State.UNSPENT, output.taintedSats());
        }

        public static Item of(Ancestor output) {
            return new Item(output.id(), output.outPoint(), false, output.taintedSats());
        }
    }

    public static Comparison of(List<Traced> traces, OutputNames names, OptionalLong unspentSetSats)
            throws IOException {
        List<List<Item>> items = new ArrayList<>();
        Map<Long, Integer> policies = new TreeMap<>();
        for (Traced traced : traces) {
            List<Item> tainted = items(traced);
            ids(tainted).forEach(id -> policies.merge(id, 1, Math::addExact));
            items.add(tainted);
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            List<Item> only = items.get(i).stream()
                    .filter(item -> policies.getOrDefault(item.id(), 0) == 1)
                    .toList();
            rows.add(row(traces.get(i), items.get(i), only, names));
        }
        return new Comparison(traces, rows, unspentSetSats);
    }

    private static Row row(Traced traced, List<Item> items, List<Item> only, OutputNames names) throws IOException {
        Set<String> addresses = new HashSet<>();
        for (long id : ids(items)) {
            names.of(id).ifPresent(addresses::add);
        }
        return new Row(
                traced.trace().settings().policy().name(),
                ids(items).size(),
                addresses.size(),
                unspent(items),
                unspentSats(items),
                new Only(only, unspent(only), unspentSats(only)));
    }

    /// In the order of outpoints. An output may stand there twice, with what was stopped and with what went on.
    private static List<Item> items(Traced traced) throws IOException {
        return switch (traced.trace()) {
            case ForwardTrace trace -> trace.outputs().stream().map(Item::of).toList();
            case BackwardTrace trace -> trace.outputs().stream().map(Item::of).toList();
        };
    }

    private static Set<Long> ids(List<Item> items) {
        Set<Long> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.id()));
        return ids;
    }

    private static int unspent(List<Item> items) {
        return (int) items.stream().filter(Item::unspent).count();
    }

    private static OptionalLong unspentSats(List<Item> items) {
        long sats = 0;
        for (Item item : items) {
            if (item.unspent() && item.sats().isEmpty()) {
                return OptionalLong.empty();
            }
            sats = Math.addExact(sats, item.unspent() ? item.sats().orElseThrow() : 0);
        }
        return OptionalLong.of(sats);
    }

    /// How many millionths of the unspent set a policy calls tainted, rounded down; empty if either is not known.
    public OptionalLong sharePpm(Row row) {
        if (row.unspentSats().isEmpty() || unspentSetSats.isEmpty() || unspentSetSats.getAsLong() == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(BigInteger.valueOf(row.unspentSats().getAsLong())
                .multiply(MILLION)
                .divide(BigInteger.valueOf(unspentSetSats.getAsLong()))
                .longValueExact());
    }

    public boolean isForward() {
        return Direction.of(traces.getFirst().trace()) == Direction.FORWARD;
    }
}
