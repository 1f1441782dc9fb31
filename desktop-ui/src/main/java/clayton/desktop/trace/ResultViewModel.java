package clayton.desktop.trace;

import clayton.desktop.session.Failures;
import clayton.desktop.session.Formats;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.evidence.NewFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyListWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The outputs of a trace as a table: filtered and sorted in the background, so that a hundred thousand of them do not
/// stop the screen.
public final class ResultViewModel {
    private final Work work;
    private final Texts texts;
    /// Replaced as a whole: to fill a list with a hundred thousand rows one by one takes long.
    private final ReadOnlyListWrapper<ResultRow> rows = new ReadOnlyListWrapper<>(FXCollections.emptyObservableList());
    private final StringProperty words = new SimpleStringProperty("");
    private final StringProperty leastSats = new SimpleStringProperty("");
    private final ObjectProperty<Optional<String>> state = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty taggedOnly = new SimpleBooleanProperty();
    private final ObjectProperty<Heights> heights = new SimpleObjectProperty<>(Heights.ALL);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private List<ResultRow> all = List.of();
    private Comparator<ResultRow> order = Column.TAINTED.order().reversed();
    private int asked;
    private int results;

    public ResultViewModel(Work work, Texts texts) {
        this.work = work;
        this.texts = texts;
        words.subscribe(this::renew);
        leastSats.subscribe(this::renew);
        state.subscribe(this::renew);
        taggedOnly.subscribe(this::renew);
        heights.subscribe(this::renew);
    }

    /// What the table can show, copy and sort by.
    public enum Column {
        OUTPOINT,
        HEIGHT,
        TIME,
        VALUE,
        TAINTED,
        SHARE,
        STATE,
        ADDRESS,
        TAG;

        Comparator<ResultRow> order() {
            return switch (this) {
                case OUTPOINT -> Comparator.comparing(ResultRow::outpoint);
                case HEIGHT -> Comparator.comparingInt(ResultRow::height);
                case TIME -> Comparator.comparingLong(ResultRow::time);
                case VALUE -> Comparator.comparingLong(ResultRow::valueSats);
                case TAINTED -> Comparator.comparingLong(ResultRow::taintedSats);
                case SHARE ->
                    Comparator.comparingDouble(
                            row -> row.valueSats() <= 0 ? 0 : (double) row.taintedSats() / row.valueSats());
                case STATE -> Comparator.comparing(ResultRow::state);
                case ADDRESS -> Comparator.comparing(ResultRow::address);
                case TAG -> Comparator.comparing(ResultRow::tag);
            };
        }
    }

    /// Heights to show, both included.
    public record Heights(int from, int to) {
        public static final Heights ALL = new Heights(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// Takes a new result.
    public void take(List<ResultRow> result) {
        all = result;
        results++;
        renew();
    }

    /// The same rows with other words for the tags of their addresses.
    public void relabel(Function<String, String> tagOf) {
        List<ResultRow> old = all;
        int number = results;
        work.start(
                progress -> old.stream()
                        .map(row -> row.withTag(row.address().isEmpty() ? "" : tagOf.apply(row.address())))
                        .toList(),
                named -> {
                    if (number == results) {
                        all = named;
                        renew();
                    }
                },
                failure -> status.set(Failures.sentence(failure)));
    }

    /// Sorts by a column; ties stand in order of their names.
    public void sortBy(Column column, boolean ascending) {
        order = ascending ? column.order() : column.order().reversed();
        renew();
    }

    private void renew() {
        List<ResultRow> source = all;
        Comparator<ResultRow> by = order.thenComparing(ResultRow::outpoint);
        Filter filter = new Filter(
                words.get().strip().toLowerCase(Locale.ROOT), least(), state.get(), taggedOnly.get(), heights.get());
        int number = ++asked;
        work.start(
                progress -> source.stream().filter(filter::holds).sorted(by).toList(),
                found -> {
                    if (number == asked) {
                        rows.set(FXCollections.observableList(found));
                        status.set(source.isEmpty() ? "" : texts.get("result.shown", found.size(), source.size()));
                    }
                },
                failure -> status.set(Failures.sentence(failure)));
    }

    private long least() {
        String digits = leastSats.get().replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    private record Filter(String words, long leastSats, Optional<String> state, boolean taggedOnly, Heights heights) {
        boolean holds(ResultRow row) {
            return row.taintedSats() >= leastSats
                    && row.height() >= heights.from()
                    && row.height() <= heights.to()
                    && (state.isEmpty() || state.get().equals(row.state()))
                    && (!taggedOnly || !row.tag().isEmpty())
                    && (words.isEmpty() || mentions(row));
        }

        private boolean mentions(ResultRow row) {
            return row.outpoint().contains(words)
                    || row.address().toLowerCase(Locale.ROOT).contains(words)
                    || row.tag().toLowerCase(Locale.ROOT).contains(words)
                    || row.reason().toLowerCase(Locale.ROOT).contains(words);
        }
    }

    /// Writes the rows that are shown as CSV, amounts in satoshis and times in UTC.
    public void export(Path file) {
        List<ResultRow> shown = new ArrayList<>(rows);
        work.start(
                progress -> {
                    write(shown, file);
                    return shown.size();
                },
                count -> status.set(texts.get("result.exported", count, file)),
                failure -> status.set(Failures.sentence(failure)));
    }

    private static void write(List<ResultRow> shown, Path file) throws IOException {
        try (NewFile made = NewFile.at(file)) {
            try (Writer out = Files.newBufferedWriter(made.path())) {
                out.write("outpoint,height,time,value,tainted,state,reason,address,tag\n");
                for (ResultRow row : shown) {
                    out.write(String.join(",", cells(row)) + "\n");
                }
            }
            made.keep();
        }
    }

    private static List<String> cells(ResultRow row) {
        return List.of(
                row.outpoint(),
                row.height() < 0 ? "" : Integer.toString(row.height()),
                row.time() == 0 ? "" : Formats.PLAIN.time(row.time()),
                Long.toString(row.valueSats()),
                Long.toString(row.taintedSats()),
                row.state(),
                quoted(row.reason()),
                row.address(),
                quoted(row.tag()));
    }

    /// A stranger's words must neither end the cell nor be taken for a formula by a spreadsheet.
    private static String quoted(String text) {
        String harmless = text.matches("^[=+@\\-\\t\\r].*") ? "'" + text : text;
        return harmless.matches("[\\w .:'-]*") ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }

    /// Rows as lines with tabs, for the clipboard.
    public static String copied(List<ResultRow> chosen) {
        StringBuilder text = new StringBuilder();
        chosen.forEach(row -> text.append(String.join("\t", cells(row))).append('\n'));
        return text.toString();
    }

    /// The rows that are shown, in their order.
    public ObservableList<ResultRow> rows() {
        return rows;
    }

    /// Part of an outpoint, address, tag or reason.
    public StringProperty words() {
        return words;
    }

    public StringProperty leastSats() {
        return leastSats;
    }

    public ObjectProperty<Optional<String>> state() {
        return state;
    }

    public BooleanProperty taggedOnly() {
        return taggedOnly;
    }

    public ObjectProperty<Heights> heights() {
        return heights;
    }

    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }
}
