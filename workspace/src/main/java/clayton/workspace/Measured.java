package clayton.workspace;

import clayton.clustering.ClusterSettings;
import clayton.clustering.Heuristic;
import clayton.clustering.Heuristics;
import clayton.evidence.ErrorRate;
import clayton.evidence.Json;
import clayton.workspace.EvaluationDocument.Clustering;
import clayton.workspace.EvaluationDocument.Share;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The error rates of the shipped version, as `clayton evaluate --json` gave them and docs/error-rates.md shows them.
/// Every result that rests on a heuristic carries its own.
public final class Measured {
    /// Measurements that come with the program, best known first.
    public static final List<String> CHAINS = List.of("generated", "regtest");

    private static final int REPORTED_HOPS = 10;
    private static final String NONE = "–";

    private Measured() {}

    /// How good clusters by a heuristic, or several, are on a chain that is made up: the share of pairs of addresses
    /// in one cluster that have one owner, and the share of pairs with one owner that are in one cluster.
    public record Figure(
            String heuristic,
            String coinjoin,
            @Nullable Double precision,
            @Nullable List<Double> interval,
            @Nullable Double recall,
            @Nullable List<Double> recallInterval,
            String on) {
        static Figure of(Clustering measured, String on) {
            return new Figure(
                    String.join(",", measured.heuristics()),
                    measured.coinjoin(),
                    value(measured.pairPrecision()),
                    bounds(measured.pairPrecision()),
                    value(measured.pairRecall()),
                    bounds(measured.pairRecall()),
                    on + ", not mainnet");
        }
    }

    /// How good the following of a peel chain is at a number of hops: the share of the chains that were followed as far
    /// whose hop of that number is right, and the share of chains at least as long that are followed as far without a
    /// wrong hop. `found` is the share of chains that were found to be as long whose hop of that number is one of a
    /// peel chain.
    public record PeelFigure(
            int hops,
            @Nullable Double precision,
            @Nullable List<Double> interval,
            @Nullable Double recall,
            @Nullable List<Double> recallInterval,
            @Nullable Double found,
            @Nullable List<Double> foundInterval,
            String on) {
        static PeelFigure of(EvaluationDocument.Hops measured, String on) {
            return new PeelFigure(
                    measured.hops(),
                    value(measured.precision()),
                    bounds(measured.precision()),
                    value(measured.recall()),
                    bounds(measured.recall()),
                    value(measured.found()),
                    bounds(measured.found()),
                    on + ", not mainnet");
        }
    }

    private static @Nullable Double value(@Nullable Share share) {
        return share == null ? null : share.value();
    }

    private static @Nullable List<Double> bounds(@Nullable Share share) {
        return share == null ? null : share.interval();
    }

    /// The figures of so many hops, or of the largest number below that was measured.
    public static List<PeelFigure> ofPeel(int hops) throws IOException {
        List<PeelFigure> figures = new ArrayList<>();
        for (String chain : CHAINS) {
            EvaluationDocument document = read(chain);
            document.peel().byHops().stream()
                    .filter(measured -> measured.hops() <= hops)
                    .reduce((shorter, longer) -> longer)
                    .map(measured -> PeelFigure.of(measured, document.on()))
                    .ifPresent(figures::add);
        }
        return figures;
    }

    /// The figures in words, for people; a line that is set in goes on from the one above.
    public static List<String> peelLines(List<PeelFigure> figures) {
        List<String> lines = new ArrayList<>();
        for (PeelFigure figure : figures) {
            lines.add("Measured on " + figure.on + ", at hop " + figure.hops + ":");
            lines.add("  " + percent(figure.precision, figure.interval)
                    + " of chains followed as far are still right, "
                    + percent(figure.recall, figure.recallInterval)
                    + " of chains as long are followed as far; of found chains as long, "
                    + percent(figure.found, figure.foundInterval)
                    + " are at a hop of a peel chain");
        }
        return lines;
    }

    /// The figures of what every trace rests on, the rules for CoinJoins, and of clusters if its seeds are one.
    public static List<ErrorRate> ofTrace(boolean fromCluster) throws IOException {
        List<ErrorRate> rates = new ArrayList<>();
        for (String chain : CHAINS) {
            EvaluationDocument document = read(chain);
            String on = document.on() + ", not mainnet";
            for (EvaluationDocument.Detection rule : document.coinjoins()) {
                rates.add(rate("coinjoin " + rule.rule(), "precision", rule.precision(), on));
                rates.add(rate("coinjoin " + rule.rule(), "recall", rule.recall(), on));
            }
        }
        for (Figure figure : fromCluster ? of(ClusterSettings.STANDARD) : List.<Figure>of()) {
            String name = "cluster " + figure.heuristic;
            rates.add(new ErrorRate(name, "pair precision", figure.precision, figure.interval, figure.on));
            rates.add(new ErrorRate(name, "pair recall", figure.recall, figure.recallInterval, figure.on));
        }
        return rates;
    }

    private static ErrorRate rate(String heuristic, String measure, @Nullable Share share, String on) {
        return new ErrorRate(heuristic, measure, value(share), bounds(share), on);
    }

    public static EvaluationDocument read(String chain) throws IOException {
        try (InputStream stream = Measured.class.getResourceAsStream("measured/" + chain + ".json")) {
            return Json.MAPPER.readValue(Objects.requireNonNull(stream, chain), EvaluationDocument.class);
        }
    }

    /// The figures of these heuristics together; if they were not measured so, of each. Where only the other handling
    /// of CoinJoins was measured, the figure is of that, and says so.
    public static List<Figure> of(ClusterSettings settings) throws IOException {
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
        Set<String> names = new HashSet<>(EvaluationDocument.names(heuristics));
        List<Clustering> measured = document.clusters().stream()
                .filter(figures -> new HashSet<>(figures.heuristics()).equals(names))
                .toList();
        return measured.stream()
                .filter(figures -> figures.coinjoin().equals(EvaluationDocument.handling(settings)))
                .findFirst()
                .or(() -> measured.stream().findFirst());
    }

    /// The figures of clusters, each as one line.
    public static List<String> words(ClusterSettings settings) throws IOException {
        return of(settings).stream()
                .map(figure -> figure.heuristic + " on " + figure.on + ": pair precision "
                        + percent(figure.precision, figure.interval) + ", pair recall "
                        + percent(figure.recall, figure.recallInterval))
                .toList();
    }

    /// The figures in words, for people; a line that is set in goes on from the one above.
    public static List<String> lines(List<Figure> figures) {
        List<String> lines = new ArrayList<>();
        for (Figure figure : figures) {
            lines.add("Measured on " + figure.on + ", by " + figure.heuristic.replace(",", " and ") + ":");
            lines.add("  " + percent(figure.precision, figure.interval)
                    + " of pairs in one cluster have one owner, "
                    + percent(figure.recall, figure.recallInterval)
                    + " of pairs with one owner are in one cluster");
        }
        return lines;
    }

    /// What a report says of the heuristics it uses, a sentence each.
    public static List<String> sentences() throws IOException {
        List<String> lines = new ArrayList<>(lines(of(ClusterSettings.STANDARD)));
        lines.addAll(peelLines(ofPeel(REPORTED_HOPS)));
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            sentences.add(lines.get(i) + " " + lines.get(i + 1).strip());
        }
        return sentences;
    }

    /// A share and its interval, in percent.
    public static String percent(@Nullable Double share, @Nullable List<Double> interval) {
        return share == null || interval == null
                ? NONE
                : percent(share) + " % (" + percent(interval.getFirst()) + "–" + percent(interval.getLast()) + ")";
    }

    /// Two decimals; what is not all or nothing does not look so.
    public static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.2f", 100 * share);
        return share < 1 && text.equals("100.00") ? "99.99" : share > 0 && text.equals("0.00") ? "0.01" : text;
    }
}
