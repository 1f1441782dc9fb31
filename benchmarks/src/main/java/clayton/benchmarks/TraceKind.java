package clayton.benchmarks;

import clayton.taint.Policies;
import clayton.taint.Policy;
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

    @Override
    public String toString() {
        return policy.map(Policy::name).orElse(PLAIN) + (backward ? BACK : "");
    }
}
