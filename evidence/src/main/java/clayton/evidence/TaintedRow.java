package clayton.evidence;

import clayton.taint.Ancestor;
import clayton.taint.Holding;
import clayton.taint.Run;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// An output in the JSON of a trace: what of it carries taint, and forward what became of it. `mixed` and
/// `mixedRuns` say what passed through a CoinJoin; they are absent if nothing did.
public record TaintedRow(
        String outpoint,
        @Nullable Integer height,
        long value,
        @Nullable Long tainted,
        Map<String, Long> labels,
        @Nullable List<Piece> runs,
        @Nullable SortedSet<String> mixed,
        @Nullable List<Range> mixedRuns,
        @Nullable String state,
        @Nullable String reason,
        @Nullable String spentBy,
        @Nullable String address) {
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Piece(long offset, long length, List<String> labels) {
        public static Piece of(Run run) {
            return new Piece(run.offsetSats(), run.lengthSats(), run.labels());
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Range(long offset, long length) {
        public static Range of(Run run) {
            return new Range(run.offsetSats(), run.lengthSats());
        }
    }

    /// With runs if the policy `placed` them.
    public static TaintedRow of(Holding output, boolean placed, Optional<String> address) {
        return new TaintedRow(
                output.outPoint().toString(),
                known(output.height()),
                output.valueSats(),
                boxed(output.taintedSats()),
                output.labels(),
                placed ? output.runs().stream().map(Piece::of).toList() : null,
                orAbsent(output.mixed()),
                mixed(output.runs()),
                output.state().toString(),
                output.reason().orElse(null),
                output.spentBy().map(Object::toString).orElse(null),
                address.orElse(null));
    }

    public static TaintedRow of(Ancestor output, boolean placed, Optional<String> address) {
        return new TaintedRow(
                output.outPoint().toString(),
                known(output.height()),
                output.valueSats(),
                boxed(output.taintedSats()),
                output.labels(),
                placed ? output.runs().stream().map(Piece::of).toList() : null,
                orAbsent(output.mixed()),
                mixed(output.runs()),
                null,
                null,
                null,
                address.orElse(null));
    }

    public static @Nullable SortedSet<String> orAbsent(SortedSet<String> labels) {
        return labels.isEmpty() ? null : labels;
    }

    private static @Nullable List<Range> mixed(List<Run> runs) {
        List<Range> mixed = runs.stream().filter(Run::mixed).map(Range::of).toList();
        return mixed.isEmpty() ? null : mixed;
    }

    /// The height of a boundary output may be told by nobody.
    public static @Nullable Integer known(int height) {
        return height < 0 ? null : height;
    }

    public static @Nullable Long boxed(OptionalLong sats) {
        return sats.isPresent() ? sats.getAsLong() : null;
    }
}
