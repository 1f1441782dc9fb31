package clayton.evidence;

import clayton.chain.Progress;
import clayton.taint.BackwardTrace;
import clayton.taint.ForwardTrace;
import clayton.taint.Policies;
import clayton.taint.Policy;
import clayton.taint.Proof;
import clayton.taint.Seed;
import clayton.taint.Trace;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Which way a trace goes.
public enum Direction {
    FORWARD,
    BACKWARD;

    public static Direction of(Trace trace) {
        return switch (trace) {
            case ForwardTrace forward -> FORWARD;
            case BackwardTrace backward -> BACKWARD;
        };
    }

    /// All policies that go this way.
    public List<Policy> policies() {
        return this == FORWARD ? Policies.ALL : Policies.BACKWARD;
    }

    public Trace trace(Tracer tracer, List<Seed> seeds, TraceSettings settings, Progress progress) throws IOException {
        return this == FORWARD ? tracer.forward(seeds, settings, progress) : tracer.backward(seeds, settings, progress);
    }

    /// Traces and writes down what it comes through as it goes.
    public Trace trace(Tracer tracer, List<Seed> seeds, TraceSettings settings, TraceLines lines, Progress progress)
            throws IOException {
        return this == FORWARD
                ? tracer.forward(seeds, settings, lines, progress)
                : tracer.backward(seeds, settings, lines, progress);
    }

    public static Proof prove(Tracer tracer, Trace trace, Progress progress) throws IOException {
        return switch (trace) {
            case ForwardTrace forward -> tracer.prove(forward, progress);
            case BackwardTrace backward -> tracer.prove(backward, progress);
        };
    }

    /// As in the documents.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
