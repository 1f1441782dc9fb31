package clayton.benchmarks;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.taint.BackwardTrace;
import clayton.taint.ForwardTrace;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Seed;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is measured: a policy in one direction, or the yardstick if there is no policy. Written as `fifo`,
/// `fifo-back`, `plain`.
record TraceKind(Optional<Policy> policy, boolean backward) {
    static final String PLAIN = "plain";
    private static final String BACK = "-back";

    /// The yardstick, then all that can be traced; tiho goes forward only.
    static List<TraceKind> all() {
        List<TraceKind> all = new ArrayList<>(List.of(new TraceKind(Optional.empty(), false)));
        Policies.ALL.forEach(policy -> all.add(new TraceKind(Optional.of(policy), false)));
        Policies.ALL.stream()
                .filter(policy -> !policy.name().equals("tiho"))
                .forEach(policy -> all.add(new TraceKind(Optional.of(policy), true)));
        return all;
    }

    static TraceKind parse(String text) {
        return all().stream()
                .filter(kind -> kind.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of " + all()));
    }

    /// A trace and how far it came; the trace itself for those who measure its memory.
    record Traced(Reach reach, Object result) {}

    /// Traces by this policy, to the tip or to the origins, fees followed.
    Traced trace(TransactionGraph graph, List<Seed> seeds) throws IOException {
        TraceSettings settings = TraceSettings.FIFO.with(policy.orElseThrow());
        Tracer tracer = new Tracer(graph);
        if (backward) {
            BackwardTrace trace = tracer.backward(seeds, settings, Progress.NONE);
            return new Traced(new Reach(trace.transactions(), trace.size(), trace.runs()), trace);
        }
        ForwardTrace trace = tracer.forward(seeds, settings, Progress.NONE);
        return new Traced(new Reach(trace.transactions(), trace.size(), trace.runs()), trace);
    }

    @Override
    public String toString() {
        return policy.map(Policy::name).orElse(PLAIN) + (backward ? BACK : "");
    }
}
