package clayton.evidence;

import clayton.chain.Progress;
import clayton.chain.Tag;
import clayton.chain.Tags;
import clayton.taint.Ancestor;
import clayton.taint.BackwardTrace;
import clayton.taint.Buckets;
import clayton.taint.Destroyed;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.LaidSeed;
import clayton.taint.Policy;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceHead;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton trace forward` and `backward`; head and result are also the first and the last of JSON
/// Lines. Its outputs are made one by one while it is written, so a large result is not held a second time; hence
/// it can be written once. Whatever has to be read for them, their names, is read before, so a damaged graph is
/// found before the first byte is written.
public record TraceDocument(
        @JsonUnwrapped Head head,
        @JsonUnwrapped Result result,
        Iterator<TaintedRow> outputs,
        @Nullable List<Tagged> tags) {
    /// What a trace rests on, as far as it is known before it begins.
    public record Head(
            String schema,
            String network,
            int from,
            Tip tip,
            String direction,
            String policy,
            String coinbaseOrder,
            String fees,
            int until,
            List<String> stopAt,
            List<Seeded> seeds) {
        public static Head of(TraceHead head, Direction direction) {
            return new Head(
                    "clayton.trace/1",
                    head.network().name(),
                    head.from(),
                    new Tip(head.tip(), head.tipHash().toString()),
                    direction.toString(),
                    head.settings().policy().name(),
                    head.settings().coinbaseOrder().toString(),
                    head.settings().fees().toString(),
                    head.until(),
                    head.settings().stops().stream().map(StopRule::name).toList(),
                    head.seeds().stream().map(Seeded::of).toList());
        }
    }

    public record Tip(int height, String hash) {}

    public record Seeded(String outpoint, long offset, long length, String label) {
        public static Seeded of(LaidSeed seed) {
            return new Seeded(seed.outPoint().toString(), seed.offsetSats(), seed.lengthSats(), seed.label());
        }
    }

    /// What came of it, but for the outputs. Forward it has buckets, backward origins.
    public record Result(
            @Nullable Map<String, Ends> buckets,
            @Nullable List<OriginRow> origins,
            long transactions,
            @Nullable List<Stopped> stopped,
            @Nullable List<Gone> destroyed,
            @Nullable ProofDocument proof,
            @Nullable Boolean cancelled,
            @Nullable Integer reached,
            List<String> notes) {
        public static Result of(Traced traced) throws IOException {
            return switch (traced.trace()) {
                case ForwardTrace trace ->
                    new Result(
                            ends(trace),
                            null,
                            trace.transactions(),
                            stopped(trace),
                            trace.destroyed().stream().map(Gone::of).toList(),
                            ProofDocument.of(traced),
                            traced.interrupted() ? true : null,
                            trace.cancelled() ? trace.until() : null,
                            traced.notes());
                case BackwardTrace trace ->
                    new Result(
                            null,
                            origins(trace),
                            trace.transactions(),
                            null,
                            null,
                            ProofDocument.of(traced),
                            traced.interrupted() ? true : null,
                            null,
                            traced.notes());
            };
        }

        private static Map<String, Ends> ends(ForwardTrace trace) {
            Map<String, Ends> ends = new LinkedHashMap<>();
            trace.buckets().forEach((label, buckets) -> ends.put(label, Ends.of(buckets)));
            return ends;
        }

        private static List<Stopped> stopped(ForwardTrace trace) {
            List<Stopped> stopped = new ArrayList<>();
            trace.stopped().forEach((reason, labels) -> stopped.add(new Stopped(reason, labels)));
            return stopped;
        }

        private static List<OriginRow> origins(BackwardTrace trace) throws IOException {
            boolean placed = isPlaced(trace);
            return trace.origins().stream()
                    .map(origin -> OriginRow.of(origin, placed))
                    .toList();
        }
    }

    /// Where one label's satoshis ended.
    public record Ends(
            long seeded, long grown, long unspent, long burned, long destroyed, long fees, long stopped, long beyond) {
        public static Ends of(Buckets buckets) {
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

    /// What a stop rule stopped for one reason, by label.
    public record Stopped(String reason, Map<String, Long> labels) {}

    /// The amount of each label if they may overlap, else one amount.
    public record Gone(
            int height, @Nullable Long amount, @Nullable Map<String, Long> labels) {
        public static Gone of(Destroyed destroyed) {
            return destroyed.amountSats().isPresent()
                    ? new Gone(destroyed.height(), TaintedRow.boxed(destroyed.amountSats()), null)
                    : new Gone(destroyed.height(), null, destroyed.labels());
        }
    }

    /// Whether the identity check held, over how many ranges, or where it failed.
    public record ProofDocument(
            boolean held, long ranges, @Nullable String failure) {
        public static @Nullable ProofDocument of(Traced traced) {
            return traced.proof()
                    .map(proof -> new ProofDocument(
                            proof.held(), proof.ranges(), proof.failure().orElse(null)))
                    .orElse(null);
        }
    }

    /// What somebody says of an address that is among the outputs.
    public record Tagged(String address, String label, String source, String confidence) {
        public static Tagged of(Tag tag) {
            return new Tagged(tag.address(), tag.label(), tag.source(), tag.confidence());
        }

        static List<Tagged> of(SortedSet<Tag> tags) {
            return tags.stream().map(Tagged::of).toList();
        }
    }

    public static TraceDocument of(Traced traced, OutputNames names) throws IOException {
        return of(traced, names, Tags.NONE);
    }

    /// With what the tags say of its outputs' addresses; absent if there are no tags.
    public static TraceDocument of(Traced traced, OutputNames names, Tags tags) throws IOException {
        Trace trace = traced.trace();
        return new TraceDocument(
                Head.of(trace.head(), Direction.of(trace)),
                Result.of(traced),
                outputs(trace, names, Progress.NONE),
                tags.isEmpty() ? null : tagged(trace, names, tags));
    }

    /// Asked to stop, it ends its making or its writing with a `CancellationException`.
    static TraceDocument of(Traced traced, OutputNames names, Progress progress) throws IOException {
        Trace trace = traced.trace();
        return new TraceDocument(
                Head.of(trace.head(), Direction.of(trace)), Result.of(traced), outputs(trace, names, progress), null);
    }

    private static List<Tagged> tagged(Trace trace, OutputNames names, Tags tags) throws IOException {
        long[] ids = switch (trace) {
            case ForwardTrace forward ->
                forward.outputs().stream().mapToLong(Holding::id).toArray();
            case BackwardTrace backward ->
                backward.outputs().stream().mapToLong(Ancestor::id).toArray();
        };
        SortedSet<Tag> found = new TreeSet<>();
        for (Optional<String> name : names.of(ids)) {
            found.addAll(tags.of(name.orElse("")));
        }
        return Tagged.of(found);
    }

    private static boolean isPlaced(Trace trace) {
        return trace.settings().policy() instanceof Policy.Places;
    }

    private static Iterator<TaintedRow> outputs(Trace trace, OutputNames names, Progress progress) throws IOException {
        boolean placed = isPlaced(trace);
        return switch (trace) {
            case ForwardTrace forward -> {
                List<Holding> outputs = forward.outputs();
                List<Optional<String>> named =
                        names.of(outputs.stream().mapToLong(Holding::id).toArray(), progress);
                yield rows(outputs.size(), i -> TaintedRow.of(outputs.get(i), placed, named.get(i)), progress);
            }
            case BackwardTrace backward -> {
                List<Ancestor> outputs = backward.outputs();
                List<Optional<String>> named =
                        names.of(outputs.stream().mapToLong(Ancestor::id).toArray(), progress);
                yield rows(outputs.size(), i -> TaintedRow.of(outputs.get(i), placed, named.get(i)), progress);
            }
        };
    }

    private static Iterator<TaintedRow> rows(int count, IntFunction<TaintedRow> row, Progress progress) {
        return IntStream.range(0, count)
                .peek(i -> Step.take(progress, "writing outputs", i, count))
                .mapToObj(row)
                .iterator();
    }
}
