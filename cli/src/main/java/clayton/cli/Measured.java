package clayton.cli;

import clayton.cli.EvaluationDocument.Clustering;
import clayton.cli.EvaluationDocument.Share;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Heuristic;
import clayton.clustering.Heuristics;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The error rates of the shipped version, as `clayton evaluate --json` gave them and docs/error-rates.md shows them.
/// Every result that rests on a heuristic carries its own.
final class Measured {
    /// Measurements that come with the program, best known first.
    static final List<String> CHAINS = List.of("generated", "regtest");

    private Measured() {}

    /// How good clusters by a heuristic, or several, are on a chain that is made up: the share of pairs of addresses
    /// in one cluster that have one owner, and the share of pairs with one owner that are in one cluster.
    record Figure(
            String heuristic,
            String coinjoin,
            @Nullable Double precision,
            @Nullable List<Double> interval,
            @Nullable Double recall,
            @Nullable List<Double> recallInterval,
            String on) {
        static Figure of(Clustering measured, String on) {
            Share precision = measured.pairPrecision();
            Share recall = measured.pairRecall();
            return new Figure(
                    String.join(",", measured.heuristics()),
                    measured.coinjoin(),
                    precision == null ? null : precision.value(),
                    precision == null ? null : precision.interval(),
                    recall == null ? null : recall.value(),
                    recall == null ? null : recall.interval(),
                    on + ", not mainnet");
        }
    }

    static EvaluationDocument read(String chain) throws IOException {
        try (InputStream stream = Measured.class.getResourceAsStream("measured/" + chain + ".json")) {
            return Json.MAPPER.readValue(Objects.requireNonNull(stream, chain), EvaluationDocument.class);
        }
    }

    /// The figures of these heuristics together; if they were not measured so, of each. Where only the other handling
    /// of CoinJoins was measured, the figure is of that, and says so.
    static List<Figure> of(ClusterSettings settings) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (String chain : CHAINS) {
            EvaluationDocument document = read(chain);
            Optional<Clustering> whole = find(document, settings, settings.heuristics());
            if (whole.isPresent()) {
                figures.add(Figure.of(whole.get(), document.on()));
            } else {
                settings.heuristics().stream()
                        .flatMap(heuristic -> find(document, settings, measuredWith(heuristic)).stream())
                        .map(measured -> Figure.of(measured, document.on()))
                        .forEach(figures::add);
            }
        }
        return figures;
    }

    /// What a heuristic was measured with: one that needs a guard needs clusters to begin with.
    private static List<Heuristic> measuredWith(Heuristic heuristic) {
        return heuristic.needsGuard() ? List.of(Heuristics.MULTI_INPUT, heuristic) : List.of(heuristic);
    }

    private static Optional<Clustering> find(
            EvaluationDocument document, ClusterSettings settings, List<Heuristic> heuristics) {
        Set<String> names = new HashSet<>(ClusterOptions.names(settings.with(heuristics)));
        List<Clustering> measured = document.clusters().stream()
                .filter(figures -> new HashSet<>(figures.heuristics()).equals(names))
                .toList();
        return measured.stream()
                .filter(figures -> figures.coinjoin().equals(ClusterOptions.handling(settings)))
                .findFirst()
                .or(() -> measured.stream().findFirst());
    }

    /// The figures in words, for people.
    static void print(List<Figure> figures, Terminal terminal) {
        terminal.line("");
        for (Figure figure : figures) {
            terminal.line("Measured on " + figure.on + ", by " + figure.heuristic.replace(",", " and ") + ":");
            terminal.line("  " + EvaluationTables.percent(figure.precision, figure.interval)
                    + " of pairs in one cluster have one owner, "
                    + EvaluationTables.percent(figure.recall, figure.recallInterval)
                    + " of pairs with one owner are in one cluster");
        }
    }
}
