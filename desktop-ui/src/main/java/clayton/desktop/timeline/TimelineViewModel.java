package clayton.desktop.timeline;

import clayton.desktop.flow.FlowViewModel.HeightRange;
import clayton.desktop.session.Work;
import clayton.desktop.trace.ResultRow;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Tainted amounts by the height at which their outputs were created, and the heights a person marked in it.
public final class TimelineViewModel {
    private static final int COLUMNS = 160;

    private final Work work;
    private final ReadOnlyObjectWrapper<Optional<Chart>> chart = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<HeightRange>> brushed = new SimpleObjectProperty<>(Optional.empty());
    private int asked;

    public TimelineViewModel(Work work) {
        this.work = work;
    }

    /// Columns of `each` heights from `from` on: the sum of tainted satoshis, and how many outputs. `firstTime` and
    /// `lastTime` are the blocks' at both ends.
    public record Chart(int from, int each, long[] sats, int[] outputs, long mostSats, long firstTime, long lastTime) {
        public int to() {
            return from + each * sats.length - 1;
        }

        /// The column in which a height stands.
        public int column(int height) {
            return Math.clamp((height - from) / each, 0, sats.length - 1);
        }
    }

    /// Takes a new result; marks of an older one fall away.
    public void take(List<ResultRow> rows) {
        brushed.set(Optional.empty());
        int number = ++asked;
        work.start(
                progress -> chart(rows),
                made -> {
                    if (number == asked) {
                        chart.set(made);
                    }
                },
                failure -> chart.set(Optional.empty()));
    }

    private static Optional<Chart> chart(List<ResultRow> rows) {
        List<ResultRow> placed =
                rows.stream().filter(row -> row.height() >= 0 && row.time() > 0).toList();
        if (placed.isEmpty()) {
            return Optional.empty();
        }
        int from = placed.stream().mapToInt(ResultRow::height).min().orElseThrow();
        int to = placed.stream().mapToInt(ResultRow::height).max().orElseThrow();
        int each = Math.ceilDiv(to - from + 1, COLUMNS);
        int columns = Math.ceilDiv(to - from + 1, each);
        long[] sats = new long[columns];
        int[] outputs = new int[columns];
        long firstTime = Long.MAX_VALUE;
        long lastTime = 0;
        for (ResultRow row : placed) {
            int column = (row.height() - from) / each;
            sats[column] = Math.addExact(sats[column], row.taintedSats());
            outputs[column]++;
            firstTime = Math.min(firstTime, row.time());
            lastTime = Math.max(lastTime, row.time());
        }
        long most = 1;
        for (long column : sats) {
            most = Math.max(most, column);
        }
        return Optional.of(new Chart(from, each, sats, outputs, most, firstTime, lastTime));
    }

    /// Marks the heights of two columns and those between.
    public void brush(int oneColumn, int otherColumn) {
        chart.get().ifPresent(shown -> {
            int first = Math.clamp(Math.min(oneColumn, otherColumn), 0, shown.sats().length - 1);
            int last = Math.clamp(Math.max(oneColumn, otherColumn), 0, shown.sats().length - 1);
            brushed.set(Optional.of(new HeightRange(
                    shown.from() + first * shown.each(), shown.from() + (last + 1) * shown.each() - 1)));
        });
    }

    public void clear() {
        brushed.set(Optional.empty());
    }

    public ReadOnlyObjectProperty<Optional<Chart>> chart() {
        return chart.getReadOnlyProperty();
    }

    public ObjectProperty<Optional<HeightRange>> brushed() {
        return brushed;
    }
}
