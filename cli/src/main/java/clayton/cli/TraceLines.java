package clayton.cli;

import clayton.taint.Ancestor;
import clayton.taint.AncestorSink;
import clayton.taint.Holding;
import clayton.taint.HoldingSink;
import clayton.taint.Policy;
import clayton.taint.TraceHead;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/// Writes a trace as JSON Lines while it runs: a head, a line for each output, a tail. Lines without a tail are no
/// whole trace.
final class TraceLines implements HoldingSink, AncestorSink {
    private static final int LINES_BETWEEN_CHECKS = 1024;

    private final Direction direction;
    private final PrintWriter out;
    private final Json.Lines lines;
    private final OutputNames names;
    private final BooleanSupplier silent;
    private boolean placed;
    private long written;

    /// Writes nothing more once `silent` holds.
    TraceLines(Direction direction, PrintWriter out, OutputNames names, BooleanSupplier silent) throws IOException {
        this.direction = direction;
        this.out = out;
        this.lines = new Json.Lines(out);
        this.names = names;
        this.silent = silent;
    }

    @Override
    public void begins(TraceHead head) throws IOException {
        placed = head.settings().policy() instanceof Policy.Places;
        write(TraceDocument.Head.of(head, direction));
    }

    @Override
    public void settled(Holding holding) throws IOException {
        if (holding.isOutput()) {
            write(TaintedRow.of(holding, placed, names.of(holding.id())));
        }
    }

    @Override
    public void found(Ancestor ancestor) throws IOException {
        write(TaintedRow.of(ancestor, placed, names.of(ancestor.id())));
    }

    void end(Traced traced) throws IOException {
        lines.write(TraceDocument.Result.of(traced));
        lines.end();
    }

    private void write(Object line) throws IOException {
        if (!silent.getAsBoolean()) {
            lines.write(line);
            if (++written % LINES_BETWEEN_CHECKS == 0) {
                lines.flush();
                if (out.checkError()) {
                    throw new IOException("nobody reads stdout any more: the trace was given up");
                }
            }
        }
    }
}
