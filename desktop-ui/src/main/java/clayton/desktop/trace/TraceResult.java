package clayton.desktop.trace;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.desktop.flow.Taint;
import clayton.desktop.session.OpenChain;
import clayton.evidence.OutputNames;
import clayton.taint.Ancestor;
import clayton.taint.BackwardTrace;
import clayton.taint.Buckets;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.LaidSeed;
import clayton.taint.Origin;
import clayton.taint.Run;
import clayton.taint.State;
import clayton.taint.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// A finished trace with what the screens show of it, made in the background: a row for each output, the taint by
/// output (with its exact runs where the policy places satoshis), and the sums.
public record TraceResult(Trace trace, List<ResultRow> rows, Taint taint, Map<Long, List<Run>> runs, List<Sum> sums) {
    /// A bucket of a forward trace or a kind of origin, over all labels where they can be added.
    public record Sum(String name, long sats) {}

    public boolean isForward() {
        return trace instanceof ForwardTrace;
    }

    static TraceResult of(OpenChain chain, Trace trace, Progress progress) throws IOException {
        return new Reading(chain, trace, progress).read();
    }

    private static final class Reading {
        private final OpenChain chain;
        private final Trace trace;
        private final Progress progress;
        private final OutputNames names;
        private final List<ResultRow> rows = new ArrayList<>();
        private final Map<Long, Long> sats = new HashMap<>();
        private final Map<Long, State> states = new HashMap<>();
        private final Map<Long, List<Run>> runs = new HashMap<>();

        Reading(OpenChain chain, Trace trace, Progress progress) {
            this.chain = chain;
            this.trace = trace;
            this.progress = progress;
            this.names = chain.names();
        }

        TraceResult read() throws IOException {
            List<Sum> sums = switch (trace) {
                case ForwardTrace forward -> forward(forward);
                case BackwardTrace backward -> backward(backward);
            };
            Set<Long> seeds = new LinkedHashSet<>();
            for (LaidSeed seed : trace.seeds()) {
                seeds.add(seed.id());
            }
            return new TraceResult(trace, List.copyOf(rows), new Taint(sats, states, seeds), runs, sums);
        }

        private List<Sum> forward(ForwardTrace forward) throws IOException {
            for (int i = 0; i < forward.size(); i++) {
                goOn(i, forward.size());
                Holding holding = forward.holding(i);
                if (holding.isOutput()) {
                    add(holding);
                }
            }
            return ends(forward.anyLabel()
                    .map(List::of)
                    .orElse(List.copyOf(forward.buckets().values())));
        }

        private void goOn(int done, int total) {
            if (!progress.goOn("naming the outputs", done, total)) {
                throw new CancellationException("stopped while naming the outputs");
            }
        }

        private void add(Holding holding) throws IOException {
            long tainted = tainted(holding.taintedSats(), holding.labels());
            sats.merge(holding.id(), tainted, Math::addExact);
            runs.merge(holding.id(), holding.runs(), Reading::joined);
            states.merge(holding.id(), holding.state(), (one, other) -> one == State.SPENT ? other : one);
            rows.add(row(
                    holding.id(),
                    holding.outPoint().toString(),
                    holding.height(),
                    holding.valueSats(),
                    tainted,
                    holding.state().toString(),
                    holding.reason().orElse(""),
                    !holding.mixed().isEmpty()));
        }

        private ResultRow row(
                long id, String name, int height, long value, long tainted, String state, String reason, boolean mixed)
                throws IOException {
            Optional<String> address = names.of(id);
            return new ResultRow(
                    id,
                    name,
                    height,
                    chain.holds(height) ? chain.time(height) : 0,
                    value,
                    tainted,
                    state,
                    reason,
                    address.orElse(""),
                    chain.attributionOf(address),
                    mixed);
        }

        private static List<Run> joined(List<Run> one, List<Run> other) {
            return Stream.concat(one.stream(), other.stream()).toList();
        }

        private static long tainted(OptionalLong any, Map<String, Long> labels) {
            return any.orElseGet(() ->
                    labels.values().stream().mapToLong(Long::longValue).max().orElse(0));
        }

        private static List<Sum> ends(Collection<Buckets> buckets) {
            long[] totals = new long[7];
            for (Buckets each : buckets) {
                long[] parts = {
                    each.seededSats(),
                    each.unspentSats(),
                    each.burnedSats(),
                    each.destroyedSats(),
                    each.feesSats(),
                    each.stoppedSats(),
                    each.beyondSats()
                };
                for (int i = 0; i < totals.length; i++) {
                    totals[i] = Math.addExact(totals[i], parts[i]);
                }
            }
            String[] words = {"seeded", "unspent", "burned", "destroyed", "fees", "stopped", "beyond"};
            List<Sum> sums = new ArrayList<>();
            for (int i = 0; i < totals.length; i++) {
                if (i < 2 || totals[i] > 0) {
                    sums.add(new Sum(words[i], totals[i]));
                }
            }
            return sums;
        }

        private List<Sum> backward(BackwardTrace backward) throws IOException {
            List<Ancestor> ancestors = backward.outputs();
            for (int i = 0; i < ancestors.size(); i++) {
                goOn(i, ancestors.size());
                Ancestor ancestor = ancestors.get(i);
                long tainted = tainted(ancestor.taintedSats(), ancestor.labels());
                sats.merge(ancestor.id(), tainted, Math::addExact);
                runs.merge(ancestor.id(), ancestor.runs(), Reading::joined);
                rows.add(row(
                        ancestor.id(),
                        ancestor.outPoint().toString(),
                        ancestor.height(),
                        ancestor.valueSats(),
                        tainted,
                        OutputId.isBoundary(ancestor.id()) ? "before" : "passed",
                        "",
                        !ancestor.mixed().isEmpty()));
            }
            return origins(backward);
        }

        private static List<Sum> origins(BackwardTrace backward) throws IOException {
            Map<String, Long> byKind = new java.util.TreeMap<>();
            long asked = 0;
            for (long each : backward.askedSats().values()) {
                asked = Math.addExact(asked, each);
            }
            for (Origin origin : backward.origins()) {
                byKind.merge(origin.kind().toString(), tainted(origin.amountSats(), origin.labels()), Math::addExact);
            }
            List<Sum> sums = new ArrayList<>(List.of(new Sum("asked", asked)));
            byKind.forEach((kind, sats) -> sums.add(new Sum(kind, sats)));
            return sums;
        }
    }
}
