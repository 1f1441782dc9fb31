package clayton.cli;

import clayton.taint.Buckets;
import clayton.taint.ForwardTrace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Tells people how the policies differ: for every label, where its satoshis ended by each of them.
final class ComparisonText {
    private static final List<End> ENDS = List.of(
            new End("seeded", Buckets::seededSats),
            new End("grown", Buckets::grownSats),
            new End("unspent", Buckets::unspentSats),
            new End("burned", Buckets::burnedSats),
            new End("destroyed", Buckets::destroyedSats),
            new End("fees", Buckets::feesSats),
            new End("stopped", Buckets::stoppedSats),
            new End("beyond", Buckets::beyondSats));

    private final Terminal terminal;
    private final List<ForwardTrace> traces;

    ComparisonText(Terminal terminal, List<ForwardTrace> traces) {
        this.terminal = terminal;
        this.traces = traces;
    }

    private record End(String name, ToLongFunction<Buckets> sats) {
        long of(ForwardTrace trace, String label) {
            return Optional.ofNullable(trace.buckets().get(label))
                    .map(sats::applyAsLong)
                    .orElse(0L);
        }
    }

    void print() {
        traces.getFirst().buckets().keySet().forEach(this::label);
    }

    private void label(String label) {
        List<End> columns = ENDS.stream()
                .filter(end -> traces.stream().anyMatch(trace -> end.of(trace, label) != 0))
                .toList();
        terminal.line("");
        terminal.line(label + ", in BTC");
        row("", columns, End::name);
        for (ForwardTrace trace : traces) {
            row(trace.settings().policy().name(), columns, end -> Amounts.decimal(end.of(trace, label)));
        }
    }

    private void row(String name, List<End> columns, Function<End, String> cell) {
        String cells = columns.stream()
                .map(column -> String.format(Locale.ROOT, " %17s", cell.apply(column)))
                .collect(Collectors.joining());
        terminal.line(String.format(Locale.ROOT, "  %-8s", name) + cells);
    }
}
