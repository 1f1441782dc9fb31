package clayton.evidence;

import clayton.taint.Ancestor;
import clayton.taint.AncestorSink;
import clayton.taint.Holding;
import clayton.taint.HoldingSink;
import clayton.taint.Policy;
import clayton.taint.TraceHead;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Writes a trace as JSON Lines while it runs: a head, a line for each output, a tail. Lines without a tail are no
/// whole trace. However it ends, every line is whole.
public final class TraceLines implements HoldingSink, AncestorSink, AutoCloseable {
    private static final int LINES_BETWEEN_CHECKS = 1024;

    private final Direction direction;
    private final PrintWriter out;
    private final Json.Lines lines;
    private final OutputNames names;
    private final BooleanSupplier ended;
    private boolean placed;
    private long written;

    /// Once `ended` holds, the next line ends the trace with a `CancellationException` instead.
    public TraceLines(Direction direction, PrintWriter out, OutputNames names, BooleanSupplier ended)
            throws IOException {
        this.direction = direction;
        this.out = out;
        this.lines = new Json.Lines(out);
        this.names = names;
        this.ended = ended;
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

    public void end(Traced traced) throws IOException {
        write(TraceDocument.Result.of(traced));
    }

    @Override
    public void close() throws IOException {
        if (written > 0) {
            lines.end();
        }
    }

    private void write(Object line) throws IOException {
        if (ended.getAsBoolean()) {
            throw new CancellationException("interrupted; only with --partial does a stream go on to a tail");
        }
        lines.write(line);
        if (++written % LINES_BETWEEN_CHECKS == 0) {
            lines.flush();
            if (out.checkError()) {
                throw new IOException("nobody reads stdout any more: the trace was given up");
            }
        }
    }
}
