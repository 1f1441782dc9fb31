package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.clustering.ChangeHeuristic;
import clayton.clustering.ChangeHeuristics;
import clayton.clustering.ClusterSettings;
import clayton.clustering.CoinJoinRule;
import clayton.clustering.CoinJoins;
import clayton.clustering.Evaluation;
import clayton.clustering.Heuristic;
import clayton.clustering.Heuristics;
import clayton.evidence.Json;
import clayton.workspace.EvaluationDocument;
import clayton.workspace.Measured;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The figures that come with the program are those of the program, and those of its documentation.
final class ErrorRatesTest {
    private static final Path PAGE = Path.of("..", "docs", "error-rates.md");

    @TempDir
    private Path folder;

    /// If this fails, the heuristics have changed: measure again as docs/error-rates.md says.
    @Test
    void theFiguresOfTheBundledChainAreWhatTheProgramMeasures() throws IOException {
        Path truth = SharedData.file("regtest/truth.json.gz");
        Run run = Run.of("evaluate", "--ledger", Sample.ledger(folder), "--truth", truth, "--json");
        assertThat(run.err()).isEmpty();
        StringWriter shipped = new StringWriter();
        Json.write(Measured.read("regtest"), shipped);
        assertThat(run.out()).isEqualTo(shipped.toString());
    }

    @Test
    void thePageShowsTheFiguresThatComeWithTheProgram() throws IOException {
        String page = Files.readString(PAGE);
        for (String chain : Measured.CHAINS) {
            assertThat(page).contains(new EvaluationTables(Measured.read(chain)).markdown());
        }
    }

    @Test
    void everyHeuristicAndEveryRuleIsMeasured() throws IOException {
        for (String chain : Measured.CHAINS) {
            EvaluationDocument document = Measured.read(chain);
            assertThat(document.clusters().stream().map(EvaluationDocument.Clustering::heuristics))
                    .isEqualTo(Evaluation.settings().stream()
                            .map(ClusterOptions::names)
                            .toList());
            assertThat(document.coinjoins().stream().map(EvaluationDocument.Detection::rule))
                    .isEqualTo(Stream.concat(CoinJoins.RULES.stream().map(CoinJoinRule::name), Stream.of("all"))
                            .toList());
            assertThat(document.change().heuristics().stream().map(EvaluationDocument.Evidence::heuristic))
                    .isEqualTo(ChangeHeuristics.ALL.stream()
                            .map(ChangeHeuristic::name)
                            .toList());
        }
    }

    @Test
    void whatWasNotMeasuredTogetherCarriesTheFiguresOfItsParts() throws IOException {
        ClusterSettings all = ClusterSettings.STANDARD.with(Heuristics.ALL);
        assertThat(Measured.of(ClusterSettings.STANDARD)).hasSize(Measured.CHAINS.size());
        assertThat(Measured.of(ClusterSettings.STANDARD
                        .with(List.of(Heuristics.EQUIVALENT_SCRIPTS))
                        .mergingCoinJoins()))
                .extracting(Measured.Figure::heuristic)
                .containsOnly("equivalent-scripts");
        assertThat(Measured.of(all)).hasSize(Measured.CHAINS.size() * Heuristics.ALL.size());
        for (Heuristic heuristic : Heuristics.ALL) {
            assertThat(Measured.of(all)).anyMatch(figure -> figure.heuristic().endsWith(heuristic.name()));
        }
        assertThat(Measured.of(all)).allMatch(figure -> figure.on().endsWith(", not mainnet"));
    }
}
