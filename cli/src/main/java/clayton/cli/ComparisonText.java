package clayton.cli;

import clayton.taint.Buckets;
import clayton.taint.ForwardTrace;
import java.util.List;
import java.util.Locale;

/// Tells people how the policies differ: for every label, where its satoshis ended by each of them.
final class ComparisonText {
    private final Terminal terminal;
    private final List<ForwardTrace> traces;

    ComparisonText(Terminal terminal, List<ForwardTrace> traces) {
        this.terminal = terminal;
        this.traces = traces;
    }

    void print() {
        traces.getFirst().buckets().keySet().forEach(this::label);
    }

    private void label(String label) {
        terminal.line("");
        terminal.line(label + ", in BTC");
        row("", "seeded", "grown", "unspent", "burned", "destroyed", "fees", "stopped", "beyond");
        for (ForwardTrace trace : traces) {
            Buckets ends = trace.buckets().getOrDefault(label, new Buckets(0, 0, 0, 0, 0, 0, 0, 0));
            row(
                    trace.settings().policy().name(),
                    Amounts.decimal(ends.seededSats()),
                    Amounts.decimal(ends.grownSats()),
                    Amounts.decimal(ends.unspentSats()),
                    Amounts.decimal(ends.burnedSats()),
                    Amounts.decimal(ends.destroyedSats()),
                    Amounts.decimal(ends.feesSats()),
                    Amounts.decimal(ends.stoppedSats()),
                    Amounts.decimal(ends.beyondSats()));
        }
    }

    private void row(Object... cells) {
        terminal.line(String.format(Locale.ROOT, "  %-8s %17s %17s %17s %17s %17s %17s %17s %17s", cells));
    }
}
