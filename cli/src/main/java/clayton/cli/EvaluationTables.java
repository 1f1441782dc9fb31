package clayton.cli;

import clayton.workspace.EvaluationDocument;
import clayton.workspace.EvaluationDocument.Clustering;
import clayton.workspace.EvaluationDocument.Detection;
import clayton.workspace.EvaluationDocument.Evidence;
import clayton.workspace.EvaluationDocument.Found;
import clayton.workspace.EvaluationDocument.Merges;
import clayton.workspace.EvaluationDocument.Share;
import clayton.workspace.EvaluationDocument.Signs;
import clayton.workspace.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A measurement as tables, for people to read on a screen or in Markdown.
final class EvaluationTables {
    private static final String NONE = "–";

    private final EvaluationDocument measured;

    EvaluationTables(EvaluationDocument measured) {
        this.measured = measured;
    }

    /// A heading, a line of names and lines of cells.
    record Titled(String title, List<String> head, List<List<String>> lines) {}

    /// What the figures are of.
    String subject() {
        return String.format(
                Locale.ROOT,
                "%s, not mainnet: %,d transactions in blocks %d to %d, %,d owners, tip %s",
                measured.on(),
                measured.transactions(),
                measured.from(),
                measured.to(),
                measured.owners(),
                measured.tip());
    }

    List<Titled> tables() {
        return List.of(clusters(), merges(), rules(), stories(), change(), signs(), peel());
    }

    private Titled clusters() {
        return new Titled(
                "Clusters",
                List.of(
                        "heuristics, CoinJoins",
                        "pairs: precision",
                        "pairs: recall",
                        "BCubed precision",
                        "BCubed recall",
                        "largest cluster",
                        "mixed clusters"),
                measured.clusters().stream()
                        .map(rates -> List.of(
                                name(rates),
                                percent(rates.pairPrecision()),
                                percent(rates.pairRecall()),
                                percent(rates.bcubedPrecision()),
                                percent(rates.bcubedRecall()),
                                percent(rates.largestShare()),
                                count(rates.mixedClusters()) + " of " + count(rates.clusters())))
                        .toList());
    }

    private static String name(Clustering rates) {
        return String.join(" and ", rates.heuristics()) + ", " + rates.coinjoin();
    }

    private Titled merges() {
        return new Titled(
                "Merges of two owners",
                List.of(
                        "heuristics, CoinJoins",
                        "merges",
                        "false",
                        "false through CoinJoins",
                        "false by story",
                        "held back"),
                measured.clusters().stream()
                        .map(rates -> List.of(
                                name(rates),
                                count(rates.merges()),
                                count(rates.falseMerges()),
                                count(rates.falseMergesThroughCoinjoins()),
                                byStory(rates.stories()),
                                rates.heldBack() == 0
                                        ? NONE
                                        : count(rates.heldBack()) + ", " + count(rates.heldBackRightly()) + " rightly"))
                        .toList());
    }

    private static String byStory(List<Merges> stories) {
        String said = stories.stream()
                .filter(story -> story.falseMerges() > 0)
                .map(story -> story.story() + " " + count(story.falseMerges()))
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? NONE : said;
    }

    private Titled rules() {
        return new Titled(
                "CoinJoin rules",
                List.of("rule", "of what it finds, CoinJoins", "of its own kind, found"),
                measured.coinjoins().stream()
                        .map(rates -> List.of(rates.rule(), counted(rates.precision()), counted(rates.recall())))
                        .toList());
    }

    private Titled stories() {
        Detection all = measured.coinjoins().getLast();
        return new Titled(
                "What the rules for mixes take for CoinJoins, by what it is",
                List.of("story", "kind", "taken for CoinJoins"),
                all.stories().stream()
                        .map(story -> List.of(story.story(), kind(story), counted(story.share())))
                        .toList());
    }

    private static String kind(Found story) {
        return story.kind() == null ? NONE : story.kind();
    }

    private Titled change() {
        List<List<String>> lines = new ArrayList<>();
        for (Evidence rates : measured.change().heuristics()) {
            lines.add(List.of(
                    rates.heuristic(), counted(rates.precision()), percent(rates.recall()), counted(rates.kept())));
        }
        lines.add(List.of(
                "vote of all",
                counted(measured.change().precision()),
                percent(measured.change().recall()),
                NONE));
        return new Titled(
                String.format(
                        Locale.ROOT,
                        "Change, in %,d payments, %,d with change",
                        measured.change().payments(),
                        measured.change().withChange()),
                List.of(
                        "heuristic",
                        "names one output: it is change",
                        "change that it names",
                        "rules out: change is left"),
                lines);
    }

    private Titled signs() {
        return new Titled(
                "Change by the number of signs for the output that is named",
                List.of("signs", "it is change"),
                measured.change().signs().stream()
                        .map((Signs rates) -> List.of(Integer.toString(rates.signs()), counted(rates.precision())))
                        .toList());
    }

    private Titled peel() {
        return new Titled(
                String.format(
                        Locale.ROOT,
                        "Peel chains: %,d with %,d hops, of which the right output goes on in %s",
                        measured.peel().chains(),
                        measured.peel().hops(),
                        percent(measured.peel().changeRecall())),
                List.of(
                        "hops",
                        "followed so far, rightly",
                        "chains as long, followed so far",
                        "found chains as long, hop is of a chain"),
                measured.peel().byHops().stream()
                        .map(rates -> List.of(
                                Integer.toString(rates.hops()),
                                counted(rates.precision()),
                                counted(rates.recall()),
                                counted(rates.found())))
                        .toList());
    }

    private static String percent(@Nullable Share share) {
        return share == null ? NONE : Measured.percent(share.value(), share.interval());
    }

    private static String counted(@Nullable Share share) {
        return share == null ? NONE : percent(share) + " of " + count(share.of());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// As Markdown, under headings of the third level.
    String markdown() {
        StringBuilder text = new StringBuilder(subject()).append(".\n");
        for (Titled table : tables()) {
            text.append("\n### ").append(table.title()).append("\n\n");
            line(text, table.head());
            line(text, table.head().stream().map(any -> "---").toList());
            table.lines().forEach(cells -> line(text, cells));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    void print(Terminal terminal) {
        terminal.line("Measured on " + subject() + ".");
        for (Titled titled : tables()) {
            terminal.title(titled.title());
            Table table = new Table(titled.head());
            titled.lines().forEach(table::add);
            table.print(terminal);
        }
    }
}
