package clayton.evidence;

import clayton.chain.Tag;
import clayton.chain.Tags;
import clayton.taint.Ancestor;
import clayton.taint.AncestorSink;
import clayton.taint.Holding;
import clayton.taint.HoldingSink;
import clayton.taint.Policy;
import clayton.taint.TraceHead;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Writes a trace as JSON Lines while it runs: a head, a line for each output, a tail. Lines without a tail are no
/// whole trace. However it ends, every line is whole.
public final class TraceLines implements HoldingSink, AncestorSink, AutoCloseable {
    private static final int LINES_BETWEEN_CHECKS = 1024;

    private final Direction direction;
    private final PrintWriter out;
    private final Json.Lines lines;
    private final OutputNames names;
    private final Tags tags;
    private final SortedSet<Tag> tagged = new TreeSet<>();
    private final BooleanSupplier ended;
    private boolean placed;
    private long written;

    /// Once `ended` holds, the next line ends the trace with a `CancellationException` instead.
    public TraceLines(Direction direction, PrintWriter out, OutputNames names, Tags tags, BooleanSupplier ended)
            throws IOException {
        this.direction = direction;
        this.out = out;
        this.lines = new Json.Lines(out);
        this.names = names;
        this.tags = tags;
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
            write(TaintedRow.of(holding, placed, named(holding.id())));
        }
    }

    @Override
    public void found(Ancestor ancestor) throws IOException {
        write(TaintedRow.of(ancestor, placed, named(ancestor.id())));
    }

    /// The address of an output, of which the tail tells the tags.
    private Optional<String> named(long id) throws IOException {
        Optional<String> name = names.of(id);
        name.ifPresent(address -> tagged.addAll(tags.of(address)));
        return name;
    }

    /// What came of a trace, with what the tags say of its outputs' addresses; absent if there are no tags.
    private record Tail(
            @JsonUnwrapped TraceDocument.Result result,
            @Nullable List<TraceDocument.Tagged> tags) {}

    public void end(Traced traced) throws IOException {
        write(new Tail(TraceDocument.Result.of(traced), tags.isEmpty() ? null : TraceDocument.Tagged.of(tagged)));
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
