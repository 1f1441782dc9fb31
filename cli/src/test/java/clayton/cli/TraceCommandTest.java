package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.OutPoint;
import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.evidence.Json;
import clayton.evidence.OutputNames;
import clayton.evidence.TraceDocument;
import clayton.evidence.Traced;
import clayton.store.Ledger;
import clayton.taint.Proof;
import clayton.taint.Seed;
import clayton.taint.Trace;
import clayton.taint.TraceSettings;
import clayton.taint.Tracer;
import clayton.workspace.SampleChain;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/// What the options of `clayton trace` do to its answers.
final class TraceCommandTest {
    /// The loot is split in six.
    private static final String SPLIT = "8395ef3101dfa444a90a26dc94e0149ce73229c0a8e580a763b64991c82ba83c";

    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    private static Run run(String command) {
        return Run.of((Object[]) (command + " --ledger " + ledger).split(" "));
    }

    private static JsonNode json(String command) throws IOException {
        Run run = run(command + " --json");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return Json.MAPPER.readTree(run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward " + Sample.THEFT, "backward " + Sample.THEFT + " --policy poison"})
    void aStreamIsTheDocumentInLines(String trace) throws IOException {
        JsonNode whole = json("trace " + trace);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run("trace " + trace + " --stream").out().lines().toList()) {
            lines.add(Json.MAPPER.readTree(line));
        }
        for (JsonNode part : List.of(lines.getFirst(), lines.getLast())) {
            part.properties()
                    .forEach(property -> assertThat(property.getValue())
                            .as(property.getKey())
                            .isEqualTo(whole.get(property.getKey())));
        }
        assertThat(lines.getFirst().size() + lines.getLast().size()).isEqualTo(whole.size() - 1);
        assertThat(whole.get("outputs")).containsExactlyInAnyOrderElementsOf(lines.subList(1, lines.size() - 1));
    }

    @Test
    void anAddressStandsForItsOutputsInTheWindow() throws IOException {
        JsonNode all = json("address " + address());
        List<String> names = new ArrayList<>();
        for (JsonNode output : all.get("outputs")) {
            if (output.get("height").intValue() >= 10 && output.get("height").intValue() <= 40) {
                names.add(output.get("outpoint").textValue());
            }
        }
        assertThat(names).hasSizeBetween(2, all.get("outputs").size() - 1);
        for (String window : List.of("--from 10 --to 40", "--from 10 --until 40")) {
            JsonNode trace = json("trace forward --seed-address " + address() + " " + window);
            assertThat(trace.get("seeds"))
                    .extracting(seed -> seed.get("outpoint").textValue())
                    .isEqualTo(names);
            assertThat(trace.get("seeds"))
                    .extracting(seed -> seed.get("label").textValue())
                    .containsOnly(address());
        }
        Run none = run("trace backward --seed-address " + address() + " --from 437");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("none of the addresses has an output").hasLineCount(1);
    }

    /// One that mined several blocks, and later ones too.
    private static String address() throws IOException {
        return json("tx a137f2a827c00236c46a6bda0595f43d4c68ee02a03c39ccc7ec061045dab88d")
                .get("outputs")
                .get(0)
                .get("address")
                .textValue();
    }

    @Test
    void taintEndsAtTaggedOutputsAndTheReasonSaysWhose() throws IOException {
        Path tags = folder.resolve("tags.csv");
        try (var sample = SampleChain.class.getResourceAsStream("sample/tags.csv")) {
            Files.write(tags, sample.readAllBytes());
        }
        JsonNode trace = json("trace forward " + Sample.THEFT + " --stop-at tags --tags " + tags);
        assertThat(trace.get("stopAt")).extracting(JsonNode::textValue).containsExactly("tags");
        Set<String> reasons = new TreeSet<>();
        long stopped = 0;
        for (JsonNode entry : trace.get("stopped")) {
            reasons.add(entry.get("reason").textValue());
            stopped += entry.get("labels").get(Sample.THEFT).longValue();
        }
        assertThat(reasons).containsExactly("tag dice", "tag exchange_north", "tag exchange_south");
        assertThat(stopped)
                .isEqualTo(trace.get("buckets").get(Sample.THEFT).get("stopped").longValue());

        JsonNode one = json("trace forward " + Sample.THEFT + " --stop-at tag:dice --tags " + tags);
        assertThat(one.get("stopped"))
                .extracting(entry -> entry.get("reason").textValue())
                .containsExactly("tag dice");
        Run text = run("trace forward " + Sample.THEFT + " --stop-at tag:dice --stop-at hops:90 --tags " + tags);
        assertThat(text.out())
                .contains("stops at      tag:dice, hops:90")
                .contains("Held by")
                .contains("tag dice");
        Run unknown = run("trace forward " + Sample.THEFT + " --stop-at tag:nobody --tags " + tags);
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no address in " + tags + " has the label 'nobody'");
    }

    @Test
    void whatPassedThroughACoinJoinIsMarkedOrStopped() throws IOException {
        Set<String> joins = new TreeSet<>();
        for (JsonNode end :
                json("trace forward " + Sample.THEFT + " --stop-at coinjoin").get("stopped")) {
            assertThat(end.get("reason").textValue()).startsWith("CoinJoin ");
            joins.add(end.get("reason").textValue().substring("CoinJoin ".length()));
        }
        int mixed = 0;
        for (JsonNode output : json("trace forward " + Sample.THEFT).get("outputs")) {
            String outPoint = output.get("outpoint").textValue();
            if (joins.contains(outPoint.substring(0, outPoint.indexOf(':')))) {
                assertThat(output.get("mixed").get(0).textValue()).isEqualTo(Sample.THEFT);
                assertThat(output.get("mixedRuns")).hasSameSizeAs(output.get("runs"));
                mixed++;
            }
            assertThat(outPoint.equals(Sample.THEFT) && output.has("mixed")).isFalse();
        }
        assertThat(mixed).isPositive();
    }

    @Test
    void aClusterSeedsAllOutputsOfItsAddresses() throws IOException {
        JsonNode cluster = json("cluster show " + address() + " --until 300");
        Set<String> outputs = new TreeSet<>();
        for (JsonNode member : cluster.get("addresses")) {
            for (JsonNode seed : json("trace forward --until 300 --seed-address " + member.textValue())
                    .get("seeds")) {
                outputs.add(seed.get("outpoint").textValue());
            }
        }
        JsonNode trace = json("trace forward --until 300 --seed-cluster " + address());
        assertThat(cluster.get("size").intValue()).isGreaterThan(1);
        assertThat(trace.get("seeds"))
                .extracting(seed -> seed.get("outpoint").textValue())
                .containsExactlyElementsOf(outputs);
        assertThat(trace.get("seeds"))
                .allSatisfy(seed -> assertThat(seed.get("label").textValue()).isEqualTo(address()));
    }

    @Test
    void aComparisonSaysHowMuchEachPolicyTaintsAndWhatOnlyOneDoes() throws IOException {
        JsonNode document = json("trace forward " + Sample.THEFT + " --policy all");
        List<Set<String>> tainted = new ArrayList<>();
        for (JsonNode trace : document.get("traces")) {
            Set<String> outputs = new TreeSet<>();
            trace.get("outputs")
                    .forEach(output -> outputs.add(output.get("outpoint").textValue()));
            tainted.add(outputs);
        }
        for (int i = 0; i < tainted.size(); i++) {
            JsonNode row = document.get("compared").get(i);
            JsonNode trace = document.get("traces").get(i);
            long unspent = trace.get("buckets").get(Sample.THEFT).get("unspent").longValue();
            Set<String> only = new TreeSet<>(tainted.get(i));
            Set<String> addresses = new HashSet<>();
            trace.get("outputs")
                    .forEach(output -> addresses.add(output.get("address").textValue()));
            for (int other = 0; other < tainted.size(); other++) {
                if (other != i) {
                    only.removeAll(tainted.get(other));
                }
            }
            assertThat(row.get("policy")).isEqualTo(trace.get("policy"));
            assertThat(row.get("outputs").intValue()).isEqualTo(tainted.get(i).size());
            assertThat(row.get("addresses").intValue()).isEqualTo(addresses.size());
            assertThat(row.get("unspent").longValue()).isEqualTo(unspent);
            assertThat(row.get("sharePpm").longValue())
                    .isEqualTo(unspent * 1000 / (document.get("unspentSet").longValue() / 1000));
            assertThat(row.get("only").get("outpoints"))
                    .extracting(JsonNode::textValue)
                    .containsExactlyElementsOf(only);
        }
        assertThat(run("trace forward " + Sample.THEFT + " --policy all").out())
                .contains("80.4637 %")
                .contains("Unspent, and called tainted only by poison");
    }

    @Test
    void theUnspentSetIsThatOfTheHorizon() throws IOException {
        Path early = folder.resolve("early");
        Run.of("load", "--blocks", Sample.blocks(folder), "--ledger", early, "--to", 200);
        JsonNode info =
                Json.MAPPER.readTree(Run.of("info", "--ledger", early, "--json").out());
        JsonNode comparison = json("trace forward " + Sample.THEFT + " --policy fifo,lifo --until 200");
        assertThat(comparison.get("unspentSet")).isEqualTo(info.get("utxoValue"));
        Path late = folder.resolve("late");
        Run.of("load", "--blocks", Sample.blocks(folder), "--ledger", late, "--from", 150);
        JsonNode range = Json.MAPPER.readTree(
                Run.of("trace", "forward", Sample.THEFT, "--policy", "fifo,lifo", "--ledger", late, "--json")
                        .out());
        assertThat(range.has("unspentSet")).isFalse();
        assertThat(range.get("compared").get(0).has("sharePpm")).isFalse();
    }

    @Test
    void noWayIsANegativeAnswer() {
        String backwards = "trace path " + SPLIT + ":1 " + Sample.THEFT;
        assertThat(run(backwards).code()).isEqualTo(1);
        assertThat(run(backwards).out()).contains("reached       no satoshi");
        assertThat(run(backwards + " --json").code()).isEqualTo(1);
        Run there = run("trace path " + Sample.THEFT + " " + SPLIT + ":1");
        assertThat(there.code()).isZero();
        assertThat(there.out()).contains("226.51701492 BTC").contains("Through 1 transaction");
    }

    /// A run whose user presses Ctrl-C as soon as certain words appear on the screen or in the answer.
    private static Run interrupted(String words, String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Writer answer = new PressesCtrlC(words, out);
        Writer screen = new PressesCtrlC(words, err);
        Terminal terminal = new Terminal(new PrintWriter(answer), new PrintWriter(screen), true, Ansi.OFF);
        int code = new Main(terminal, Map.of()).run((command + " --ledger " + ledger).split(" "));
        return new Run(code, out.toString(), err.toString());
    }

    @Test
    void anInterruptedTraceShowsNothing() {
        for (String how : List.of("", " --json", " --json --policy fifo,lifo", " --json --prove")) {
            Run run = interrupted("tracing forward", "trace forward " + Sample.THEFT + how);
            assertThat(run.code()).as(how).isEqualTo(130);
            assertThat(run.out()).as(how).isEmpty();
            assertThat(run.err()).as(how).contains("is shown only with --partial");
        }
        Run proof = interrupted("tracing backward", "trace forward " + Sample.THEFT + " --prove");
        assertThat(proof.code()).isEqualTo(130);
        assertThat(proof.out()).isEmpty();
    }

    @Test
    void anInterruptedTraceShowsItsPartToThoseWhoAskForIt() throws IOException {
        Run run = interrupted("tracing forward", "trace forward " + Sample.THEFT + " --json --partial");
        assertThat(run.code()).isEqualTo(130);
        JsonNode part = Json.MAPPER.readTree(run.out());
        assertThat(part.get("cancelled").booleanValue()).isTrue();
        int reached = part.get("reached").intValue();
        assertThat(reached).isLessThan(437);
        assertThat(part.get("notes").get(0).textValue()).contains("followed to height " + reached + " of 437");

        Run proof = interrupted("tracing backward", "trace forward " + Sample.THEFT + " --json --prove --partial");
        assertThat(proof.code()).isEqualTo(130);
        JsonNode unproved = Json.MAPPER.readTree(proof.out());
        assertThat(unproved.get("cancelled").booleanValue()).isTrue();
        assertThat(unproved.has("proof")).isFalse();
        assertThat(unproved.get("buckets"))
                .isEqualTo(json("trace forward " + Sample.THEFT).get("buckets"));
    }

    @Test
    void anInterruptedStreamHasNoTail() throws IOException {
        Run run = interrupted("outpoint", "trace forward " + Sample.THEFT + " --policy poison --stream");
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.out()).doesNotContain("buckets").endsWith("}\n");
        Run part = interrupted("tracing forward", "trace forward " + Sample.THEFT + " --stream --partial");
        assertThat(part.code()).isEqualTo(130);
        JsonNode tail = Json.MAPPER.readTree(part.out().lines().toList().getLast());
        assertThat(tail.get("cancelled").booleanValue()).isTrue();
    }

    @Test
    void aProofThatDoesNotHoldIsANegativeAnswerAndSaysWhere() throws IOException {
        StringWriter out = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(out), false, Ansi.OFF);
        try (Ledger graph = Ledger.open(ledger)) {
            Trace trace = new Tracer(graph)
                    .backward(List.of(Seed.whole(OutPoint.parse(Sample.THEFT))), TraceSettings.FIFO, Progress.NONE);
            Traced failed = new Traced(trace, Optional.of(new Proof(0, Optional.of("it fails here"))), false);
            OutputNames names = new OutputNames(graph);
            TraceText.print(terminal, failed, names, Tags.NONE, 1);
            Json.write(TraceDocument.of(failed, names), out);
            assertThat(TraceCall.exitCode(List.of(Traced.of(trace), failed))).isEqualTo(1);
        }
        assertThat(out.toString())
                .contains("proof         DID NOT HOLD: it fails here")
                .contains("\"proof\":{\"held\":false,\"ranges\":0,\"failure\":\"it fails here\"}");
    }
}
