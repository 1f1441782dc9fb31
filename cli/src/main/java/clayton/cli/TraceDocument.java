package clayton.cli;

import clayton.taint.Buckets;
import clayton.taint.Destroyed;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.LaidSeed;
import clayton.taint.Policy;
import clayton.taint.Run;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton trace`. Its outputs are made one by one while it is written, so a large result is not held
/// a second time; hence it can be written once. Whatever has to be read for them, their names, is read before, so a
/// damaged graph is found before the first byte is written.
record TraceDocument(
        String schema,
        String network,
        Tip tip,
        String direction,
        String policy,
        String coinbaseOrder,
        String fees,
        int until,
        List<Seeded> seeds,
        Map<String, Ends> buckets,
        long transactions,
        Iterator<Tainted> outputs,
        List<Gone> destroyed,
        List<String> notes) {
    record Tip(int height, String hash) {}

    record Seeded(String outpoint, long offset, long length, String label) {
        static Seeded of(LaidSeed seed) {
            return new Seeded(seed.outPoint().toString(), seed.offsetSats(), seed.lengthSats(), seed.label());
        }
    }

    /// Where one label's satoshis ended.
    record Ends(
            long seeded, long grown, long unspent, long burned, long destroyed, long fees, long stopped, long beyond) {
        static Ends of(Buckets buckets) {
            return new Ends(
                    buckets.seededSats(),
                    buckets.grownSats(),
                    buckets.unspentSats(),
                    buckets.burnedSats(),
                    buckets.destroyedSats(),
                    buckets.feesSats(),
                    buckets.stoppedSats(),
                    buckets.beyondSats());
        }
    }

    record Tainted(
            String outpoint,
            @Nullable Integer height,
            long value,
            @Nullable Long tainted,
            Map<String, Long> labels,
            @Nullable List<Piece> runs,
            String state,
            @Nullable String reason,
            @Nullable String spentBy,
            @Nullable String address) {
        static Tainted of(Holding output, boolean placed, @Nullable String address) {
            return new Tainted(
                    output.outPoint().toString(),
                    output.height() < 0 ? null : output.height(),
                    output.valueSats(),
                    boxed(output.taintedSats()),
                    output.labels(),
                    placed ? output.runs().stream().map(Piece::of).toList() : null,
                    output.state().toString(),
                    output.reason().orElse(null),
                    output.spentBy().map(Object::toString).orElse(null),
                    address);
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Piece(long offset, long length, List<String> labels) {
        static Piece of(Run run) {
            return new Piece(run.offsetSats(), run.lengthSats(), run.labels());
        }
    }

    /// The amount of each label if they may overlap, else one amount.
    record Gone(int height, @Nullable Long amount, @Nullable Map<String, Long> labels) {
        static Gone of(Destroyed destroyed) {
            return destroyed.amountSats().isPresent()
                    ? new Gone(destroyed.height(), boxed(destroyed.amountSats()), null)
                    : new Gone(destroyed.height(), null, destroyed.labels());
        }
    }

    private static @Nullable Long boxed(OptionalLong sats) {
        return sats.isPresent() ? sats.getAsLong() : null;
    }

    static TraceDocument of(ForwardTrace trace, OutputNames names) throws IOException {
        boolean placed = trace.settings().policy() instanceof Policy.Places;
        return new TraceDocument(
                "clayton.trace/1",
                trace.network().name(),
                new Tip(trace.tip(), trace.tipHash().toString()),
                "forward",
                trace.settings().policy().name(),
                trace.settings().coinbaseOrder().toString(),
                trace.settings().fees().toString(),
                trace.until(),
                trace.seeds().stream().map(Seeded::of).toList(),
                buckets(trace),
                trace.transactions(),
                outputs(trace.outputs(), names, placed),
                trace.destroyed().stream().map(Gone::of).toList(),
                trace.notes());
    }

    private static Map<String, Ends> buckets(ForwardTrace trace) {
        Map<String, Ends> buckets = new LinkedHashMap<>();
        trace.buckets().forEach((label, ends) -> buckets.put(label, Ends.of(ends)));
        return buckets;
    }

    private static Iterator<Tainted> outputs(List<Holding> outputs, OutputNames names, boolean placed)
            throws IOException {
        List<Optional<String>> addresses = new ArrayList<>(outputs.size());
        for (Holding output : outputs) {
            addresses.add(names.of(output.id()));
        }
        return IntStream.range(0, outputs.size())
                .mapToObj(
                        i -> Tainted.of(outputs.get(i), placed, addresses.get(i).orElse(null)))
                .iterator();
    }
}
