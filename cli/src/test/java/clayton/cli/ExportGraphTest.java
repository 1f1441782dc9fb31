package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clayton.evidence.CsvGraph;
import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
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
            assertThat(Files.readString(CsvGraph.edgesBeside(out))).isEqualTo(golden("flow-edges.csv"));
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
                output("gvpr", "N[kind==\"output\"]{print(name)}", export("dot").toString());
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
    void caseUcoNamesToolConfigurationResultsAndWhatTheyWereMadeOf() throws IOException {
        Path out = export("case-uco", "--until", "184", "--policy", "fifo,haircut");
        byte[] first = Files.readAllBytes(out);
        assertThat(export("case-uco", "--until", "184", "--policy", "fifo,haircut"))
                .hasBinaryContent(first);
        JsonNode document = Json.MAPPER.readTree(first);
        Map<String, JsonNode> things = new HashMap<>();
        document.get("@graph").forEach(thing -> things.put(thing.get("@id").asText(), thing));
        assertThat(things).hasSize(document.get("@graph").size());
        document.get("@graph").findParents("@id").forEach(node -> {
            if (node.size() == 1) {
                assertThat(things).containsKey(node.get("@id").asText());
            }
        });
        assertThat(document.get("@graph").findValuesAsText("@type"))
                .contains(
                        "case-investigation:Investigation",
                        "case-investigation:InvestigativeAction",
                        "case-investigation:ProvenanceRecord",
                        "uco-tool:ConfiguredTool",
                        "uco-configuration:Configuration",
                        "uco-observable:File");
        Run trace = Run.of("trace", "forward", Sample.THEFT, "--until", 184, "--ledger", ledger, "--json");
        Path result = Files.writeString(folder.resolve("fifo.json"), trace.out());
        assertThat(new String(first, StandardCharsets.UTF_8)).contains(sha256(result), "clayton:OutputFacet");
    }

    @Test
    void pathfinderFindsAddressesAndTransactionsInTheFileForGraphSense() throws IOException {
        Path out = folder.resolve("flow.gs");
        Run run = Run.of(
                "export", "graphsense", Sample.THEFT, "--until", 190, "--title", "T", "--ledger", ledger, "--out", out);
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("GraphSense knows mainnet");
        JsonNode saved = Json.MAPPER.readTree(Base64.getDecoder().decode(unpacked(Files.readAllBytes(out))));
        assertThat(saved.get(0).asText()).isEqualTo("pathfinder");
        assertThat(saved.get(1).asText()).isEqualTo("1");
        assertThat(saved.get(2).asText()).isEqualTo("T");
        assertThat(saved.get(3))
                .hasSize(24)
                .allSatisfy(address -> assertThat(address).hasSize(4));
        assertThat(saved.get(4))
                .hasSize(13)
                .allSatisfy(transaction -> assertThat(transaction).hasSize(5));
        assertThat(saved).hasSize(7);
    }

    /// The words of an LZW stream of 32-bit codes, by the textbook.
    private static String unpacked(byte[] file) {
        IntBuffer codes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        List<String> words = new ArrayList<>();
        for (char c = 0; c < 256; c++) {
            words.add(String.valueOf(c));
        }
        String word = words.get(codes.get());
        StringBuilder text = new StringBuilder(word);
        while (codes.hasRemaining()) {
            int code = codes.get();
            String next = code < words.size() ? words.get(code) : word + word.charAt(0);
            text.append(next);
            words.add(word + next.charAt(0));
            word = next;
        }
        return text.toString();
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
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
        List<String> words = new ArrayList<>(List.of(options));
        words.add(Sample.THEFT);
        return Sample.export(ledger, format, folder.resolve("flow." + format), words.toArray());
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
