package clayton.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The rows of a result that hold anything, the largest first. `words` say what is counted where that has to be
/// said.
record Ranking<T>(String words, List<T> rows, ToLongFunction<T> sats) {
    /// What stands beside an amount.
    interface Words<T> {
        String of(T row) throws IOException;
    }

    /// One ranking by satoshis with any label; or, where labels may overlap on the same satoshis so that no row has
    /// that amount, one for each label.
    static <T> List<Ranking<T>> of(
            List<T> rows,
            Collection<String> labels,
            Function<T, OptionalLong> any,
            Function<T, Map<String, Long>> byLabel,
            Comparator<T> ties) {
        if (rows.stream().allMatch(row -> any.apply(row).isPresent())) {
            return List.of(of("", rows, row -> any.apply(row).orElseThrow(), ties));
        }
        List<Ranking<T>> rankings = new ArrayList<>();
        for (String label : labels) {
            rankings.add(of(", " + label, rows, row -> byLabel.apply(row).getOrDefault(label, 0L), ties));
        }
        return rankings;
    }

    private static <T> Ranking<T> of(String words, List<T> rows, ToLongFunction<T> sats, Comparator<T> ties) {
        return new Ranking<>(
                words,
                rows.stream()
                        .filter(row -> sats.applyAsLong(row) > 0)
                        .sorted(Comparator.comparingLong(sats).reversed().thenComparing(ties))
                        .toList(),
                sats);
    }

    /// Lists the first rows and sums up the rest, so that what is shown adds up to the whole.
    void print(Terminal terminal, int top, Words<T> beside) throws IOException {
        int shown = Math.clamp(top, 0, rows.size());
        for (T row : rows.subList(0, shown)) {
            terminal.row(sats.applyAsLong(row), beside.of(row));
        }
        if (shown < rows.size()) {
            long hidden =
                    rows.subList(shown, rows.size()).stream().mapToLong(sats).reduce(0, Math::addExact);
            terminal.row(hidden, "in " + (rows.size() - shown) + " more");
        }
    }
}
