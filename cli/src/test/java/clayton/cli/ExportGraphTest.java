package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Graphs of a trace, byte for byte, and as the programs they are for read them.
final class ExportGraphTest {
    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphml", "gexf", "dot", "cytoscape", "json", "csv"})
    void everyFormatIsWrittenByteForByte(String format) throws IOException {
        Path out = export(format, "--until", "184");
        assertThat(Files.readString(out)).isEqualTo(golden("flow." + format));
        if (format.equals("csv")) {
            assertThat(Files.readString(ExportCsvCommand.edges(out))).isEqualTo(golden("flow-edges.csv"));
        }
    }

    @ParameterizedTest
    @CsvSource({"graphml, read_graphml(f)", "gexf, read_gexf(f)", "cytoscape, cytoscape_graph(json.load(open(f)))"})
    void networkxReadsTheWholeTraceAndNoSatoshiIsLostInIt(String format, String reader) throws Exception {
        assumeTrue(Program.can("python3", "-c", "import networkx"), "needs python3-networkx");
        Path out = export(format, "--fees", "follow");
        String script = """
                import json, sys, networkx
                from networkx import *
                f = sys.argv[1]
                g = networkx.READER
                unbalanced = 0
                for n, d in g.nodes(data=True):
                    if d['kind'] in ('transaction',):
                        into = sum(e['taintedSats'] for _, _, e in g.in_edges(n, data=True))
                        out = sum(e['taintedSats'] for _, _, e in g.out_edges(n, data=True))
                        unbalanced += into != out
                print(sum(d['kind'] != 'output' for _, d in g.nodes(data=True)),
                    sum(d['kind'] == 'output' for _, d in g.nodes(data=True)),
                    sum(d['taintedSats'] for _, d in g.nodes(data=True) if d.get('state') == 'unspent'),
                    unbalanced)
                """.replace("READER", reader.startsWith("read") ? reader : "readwrite.json_graph." + reader);
        assertThat(output("python3", "-c", script, out.toString()).strip()).isEqualTo("624 844 45020813064 0");
    }

    @Test
    void graphvizReadsTheWholeTrace() throws Exception {
        assumeTrue(Program.can("dot", "-V"), "needs graphviz");
        String nodes =
                output("gvpr", "N{kind==\"output\"}{print(name)}", export("dot").toString());
        assertThat(nodes.lines()).hasSize(844);
    }

    @ParameterizedTest
    @ValueSource(strings = {"addresses", "clusters"})
    void satoshisAreTheSameHoweverOutputsAreGathered(String by) throws IOException {
        JsonNode graph = Json.MAPPER.readTree(export("json", "--by", by).toFile());
        Map<String, Long> balance = new HashMap<>();
        long unspent = 0;
        for (JsonNode node : graph.get("nodes")) {
            if (node.get("kind").asText().equals("transaction")) {
                balance.put(node.get("id").asText(), 0L);
            }
            unspent += node.path("unspentSats").asLong();
        }
        for (JsonNode edge : graph.get("edges")) {
            long sats = edge.get("taintedSats").asLong();
            balance.computeIfPresent(edge.get("target").asText(), (id, sum) -> sum + sats);
            balance.computeIfPresent(edge.get("source").asText(), (id, sum) -> sum - sats);
        }
        assertThat(balance).isNotEmpty();
        assertThat(balance.values()).containsOnly(0L);
        assertThat(unspent).isEqualTo(45020813064L);
    }

    @Test
    void backwardTheGraphBeginsWhereSatoshisWereMinted() throws IOException {
        Path out = folder.resolve("back.json");
        Run run = Run.of(
                "export",
                "json",
                "345f6fbaf89332d38eb0c38cb22e9b46431e16938b8028efc12530761cbb6a30:0",
                "--direction",
                "backward",
                "--ledger",
                ledger,
                "--out",
                out);
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode graph = Json.MAPPER.readTree(out.toFile());
        assertThat(graph.get("nodes").findValuesAsText("kind"))
                .containsExactly("minted", "coinbase", "transaction", "output", "output");
        assertThat(graph.get("edges").findValuesAsText("taintedSats")).containsOnly("850093027");
    }

    @Test
    void formulasOfStrangersArePutInApostrophesAndSaidSo() throws IOException {
        Path seeds = Files.writeString(
                folder.resolve("seeds.csv"), Sample.THEFT + ",,,\"=cmd|' /C calc'!A0, \u202e\u001b[31m\"\n");
        Path out = folder.resolve("evil-flow.csv");
        Run run = Run.of("export", "csv", "--seeds", seeds, "--ledger", ledger, "--until", 184, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        List<String> rows = Files.readAllLines(out);
        assertThat(rows)
                .filteredOn(row -> row.contains("cmd|"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row)
                        .contains(",\"'=cmd|' /C calc'!A0, [31m=")
                        .endsWith(",labels"));
        assertThat(Files.readString(out)).doesNotContain("\u202e", "\u001b");
    }

    @Test
    void aComparisonIsNoGraph() {
        Run run = Run.of(
                "export", "dot", Sample.THEFT, "--policy", "all", "--ledger", ledger, "--out", folder.resolve("x"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("give one --policy");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private static Path export(String format, String... options) {
        Path out = folder.resolve("flow." + format);
        Object[] words = new Object[7 + options.length];
        Object[] begin = {"export", format, Sample.THEFT, "--ledger", ledger, "--out", out};
        System.arraycopy(begin, 0, words, 0, begin.length);
        System.arraycopy(options, 0, words, begin.length, options.length);
        Run run = Run.of(words);
        assertThat(run.code()).as(run.err()).isZero();
        return out;
    }

    static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream = ExportGraphTest.class.getResourceAsStream("golden/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
