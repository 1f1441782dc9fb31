package clayton.taint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Hash256;
import clayton.chain.MemoryGraph;
import clayton.chain.OutPoint;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionView;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every run of the shared reference figures, forward row by row, backward range by range; and the proofs of each.
final class OracleTest {
    private static final Map<String, MemoryGraph> GRAPHS = new HashMap<>();

    @AfterAll
    static void forget() {
        GRAPHS.clear();
    }

    @TestFactory
    Stream<DynamicTest> runsOfTheReference() {
        JsonNode oracle = SharedChain.json("regtest/oracle-spec.json.gz");
        return oracle.get("runs").properties().stream()
                .filter(run ->
                        Policies.named(run.getValue().get("policy").asText()).isPresent())
                .map(run -> DynamicTest.dynamicTest(
                        run.getKey(), () -> equal(oracle, run.getValue(), stops(run.getKey()))));
    }

    @TestFactory
    Stream<DynamicTest> backwardTracesOfTheReference() {
        JsonNode oracle = SharedChain.json("regtest/oracle-spec.json.gz");
        return oracle.get("backward").properties().stream()
                .map(run -> DynamicTest.dynamicTest(run.getKey(), () -> equalBackward(run.getValue())));
    }

    private static void equalBackward(JsonNode run) throws IOException {
        Seed asked = new Seed(
                OutPoint.parse(run.get("output").asText()),
                run.get("offset").asLong(),
                OptionalLong.of(run.get("length").asLong()),
                "asked");
        Tracer tracer = new Tracer(graph(0, true));
        BackwardTrace trace = tracer.backward(List.of(asked), settings(run), Progress.NONE);
        List<String> found = new ArrayList<>();
        for (Origin origin : trace.origins()) {
            String id = origin.kind() == Origin.Kind.FEE
                    ? origin.outPoint().txid().toString()
                    : Integer.toString(origin.height());
            if (trace.settings().policy() instanceof Policy.Places) {
                origin.runs()
                        .forEach(part -> found.add(
                                origin.kind() + " " + id + " " + part.offsetSats() + " " + part.lengthSats()));
            } else if (trace.settings().policy() instanceof Policy.Amounts || origin.kind() == Origin.Kind.MINTED) {
                found.add(origin.kind() + " " + id + " " + origin.amountSats().orElseThrow());
            }
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode origin : run.path("origins")) {
            List<String> words = new ArrayList<>();
            origin.forEach(word -> words.add(word.asText()));
            expected.add(String.join(" ", words));
        }
        run.path("minted")
                .forEach(minted -> expected.add(
                        "minted " + minted.get(0).asText() + " " + minted.get(1).asText()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        if (run.has("ancestor_count")) {
            ancestors(run, trace.outputs());
        }
        if (trace.settings().policy() instanceof Policy.Places) {
            assertThat(tracer.prove(trace, Progress.NONE).ranges()).isEqualTo(1);
        }
    }

    private static void ancestors(JsonNode run, List<Ancestor> outputs) {
        assertThat(outputs).hasSize(run.get("ancestor_count").asInt());
        assertThat(outputs.stream().mapToLong(Ancestor::valueSats).sum())
                .isEqualTo(run.get("ancestor_value").asLong());
        if (run.has("ancestors")) {
            List<String> expected = new ArrayList<>();
            run.get("ancestors")
                    .forEach(each -> expected.add(each.get(0).asText() + " "
                            + each.get(1).asText() + " " + each.get(2).asText()));
            assertThat(outputs.stream().map(each -> each.outPoint() + " " + each.height() + " " + each.valueSats()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /// Under lifo the label `rear` of the run with many seeds comes down on one of its own seeds: no proof applies.
    private static void prove(MemoryGraph graph, ForwardTrace trace) throws IOException {
        long seeds = trace.seeds().stream()
                .filter(seed -> seed.label().equals("rear"))
                .mapToLong(LaidSeed::lengthSats)
                .sum();
        if (trace.buckets().containsKey("rear") && trace.buckets().get("rear").seededSats() < seeds) {
            assertThat(trace.settings().policy()).isInstanceOf(Lifo.class);
            assertThatThrownBy(() -> new Tracer(graph).prove(trace, Progress.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rear");
        } else {
            assertThat(new Tracer(graph).prove(trace, Progress.NONE).ranges()).isPositive();
        }
    }

    /// The reference does not count outputs at which arriving taint was stopped.
    private static boolean tookTaintIn(Holding output) {
        return output.state() != State.STOPPED || output.spentBy().isPresent();
    }

    private static StopRule[] stops(String name) {
        return switch (name.substring(0, name.indexOf('/'))) {
            case "stop-coinjoin" -> new StopRule[] {coinJoins()};
            case "stop-tags" -> new StopRule[] {tags()};
            default -> new StopRule[0];
        };
    }

    private static StopRule coinJoins() {
        MemoryGraph graph = graph(0, true);
        Map<Long, String> reasons = new HashMap<>();
        for (JsonNode join : SharedChain.json("regtest/truth.json.gz").get("coinjoins")) {
            String txid = join.get("txid").asText();
            reasons.put(graph.transactions(Hash256.parse(txid))[0], "CoinJoin " + txid);
        }
        return new StopRule.Spenders("coinjoin", id -> Optional.ofNullable(reasons.get(id)));
    }

    private static StopRule tags() {
        JsonNode truth = SharedChain.json("regtest/truth.json.gz");
        Map<String, String> labels = new HashMap<>();
        truth.get("public_tags")
                .forEach(tag ->
                        labels.put(tag.get("address").asText(), tag.get("label").asText()));
        Map<Long, String> reasons = new HashMap<>();
        truth.get("scripts").properties().forEach(script -> {
            String label = labels.get(script.getValue().path("address").asText());
            if (label != null) {
                graph(0, true)
                        .outputs(HexFormat.of().parseHex(script.getKey()))
                        .forEach(id -> reasons.put(id, "tag " + label));
            }
        });
        return new StopRule.Outputs("tags", id -> Optional.ofNullable(reasons.get(id)));
    }

    private static void equal(JsonNode oracle, JsonNode run, StopRule... stops) throws IOException {
        MemoryGraph graph = graph(run.path("from").asInt(0), run.path("undo").asBoolean(true));
        ForwardTrace trace = new Tracer(graph).forward(seeds(run), settings(run).withStops(stops), Progress.NONE);
        List<String> labels = texts(run.get("labels"));
        buckets(run, trace, labels);
        rows(oracle, run, trace, labels);
        assertThat(trace.transactions()).isEqualTo(run.get("txs").asLong());
        List<Holding> outputs = trace.outputs();
        assertThat(outputs.stream().filter(OracleTest::tookTaintIn).count())
                .isEqualTo(run.get("outputs_ever").asInt());
        assertThat(outputs.stream().filter(output -> output.state() == State.UNSPENT))
                .hasSize(run.get("unspent_count").asInt());
        if (trace.settings().policy() instanceof Policy.Places) {
            prove(graph, trace);
        }
        if (run.has("unresolved")) {
            assertThat(unresolved(graph)).isEqualTo(run.get("unresolved").asInt());
        }
    }

    private static MemoryGraph graph(int from, boolean undo) {
        return GRAPHS.computeIfAbsent(from + " " + undo, key -> SharedChain.regtest(from, undo));
    }

    private static List<Seed> seeds(JsonNode run) {
        List<Seed> seeds = new ArrayList<>();
        for (JsonNode seed : run.get("seeds")) {
            OptionalLong length = seed.get(2).isNull()
                    ? OptionalLong.empty()
                    : OptionalLong.of(seed.get(2).asLong());
            seeds.add(new Seed(
                    OutPoint.parse(seed.get(0).asText()),
                    seed.get(1).asLong(),
                    length,
                    seed.get(3).asText()));
        }
        return seeds;
    }

    private static TraceSettings settings(JsonNode run) {
        boolean subsidyFirst = run.get("coinbase").asText().equals("subsidy-first");
        return new TraceSettings(
                Policies.named(run.get("policy").asText()).orElseThrow(),
                subsidyFirst ? CoinbaseOrder.SUBSIDY_FIRST : CoinbaseOrder.FEES_FIRST,
                run.get("fees").asText().equals("follow") ? FeeRule.FOLLOW : FeeRule.STOP,
                run.has("until") ? OptionalInt.of(run.get("until").asInt()) : OptionalInt.empty());
    }

    private static void buckets(JsonNode run, ForwardTrace trace, List<String> labels) {
        assertThat(trace.buckets().keySet()).containsExactlyElementsOf(labels);
        JsonNode ends = run.get("buckets");
        for (int label = 0; label < labels.size(); label++) {
            assertThat(trace.buckets().get(labels.get(label)))
                    .isEqualTo(new Buckets(
                            run.get("seeded").get(label).asLong(),
                            run.get("grown").get(label).asLong(),
                            ends.get("unspent").get(label).asLong(),
                            ends.get("burned").get(label).asLong(),
                            ends.get("destroyed").get(label).asLong(),
                            ends.get("fees").get(label).asLong(),
                            ends.get("stopped").get(label).asLong(),
                            ends.get("beyond").get(label).asLong()));
        }
        assertThat(trace.anyLabel().isPresent()).isEqualTo(run.has("any") || labels.size() == 1);
        if (run.has("any")) {
            assertThat(trace.anyLabel().orElseThrow())
                    .usingRecursiveComparison()
                    .ignoringFields("seededSats", "grownSats")
                    .isEqualTo(new Buckets(
                            0,
                            0,
                            run.get("any").get("unspent").asLong(),
                            run.get("any").get("burned").asLong(),
                            run.get("any").get("destroyed").asLong(),
                            run.get("any").get("fees").asLong(),
                            run.get("any").get("stopped").asLong(),
                            run.get("any").get("beyond").asLong()));
        }
    }

    private static void rows(JsonNode oracle, JsonNode run, ForwardTrace trace, List<String> labels)
            throws IOException {
        JsonNode full = run.has("same_rows_as")
                ? oracle.get("runs").get(run.get("same_rows_as").asText())
                : run;
        Map<String, String> expected = new TreeMap<>();
        JsonNode rows = full.get("rows");
        JsonNode spent = full.path("spent");
        Stream.of(rows, spent)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .forEach(row -> {
                    JsonNode place = oracle.get("places").get(row.get(0).asInt());
                    String before = expected.put(
                            place.get(0).asText(),
                            place.get(1).asInt() + " " + place.get(2).asLong() + " "
                                    + (row.get(1).isTextual() ? row.get(1).asText() : "spent") + row(row, labels));
                    assertThat(before).isNull();
                });
        Map<String, String> found = new TreeMap<>();
        for (int i = 0; i < trace.size(); i++) {
            Holding holding = trace.holding(i);
            if (holding.state() != State.SPENT || full.has("spent")) {
                found.put(
                        holding.name(),
                        holding.height() + " " + holding.valueSats() + " " + holding.state() + text(holding, labels));
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    /// Amounts by label, then runs.
    private static String row(JsonNode row, List<String> labels) {
        int at = row.get(1).isTextual() ? 2 : 1;
        List<Long> amounts = new ArrayList<>();
        JsonNode tainted = row.get(at);
        if (tainted.isArray()) {
            tainted.forEach(amount -> amounts.add(amount.asLong()));
        } else {
            amounts.add(tainted.asLong());
        }
        StringBuilder text = new StringBuilder(amounts.toString());
        for (JsonNode run : row.path(at + 1)) {
            List<String> names = new ArrayList<>();
            run.get(2).forEach(label -> names.add(labels.get(label.asInt())));
            text.append(run.get(0).asLong())
                    .append('+')
                    .append(run.get(1).asLong())
                    .append(names);
        }
        return text.toString();
    }

    private static String text(Holding holding, List<String> labels) {
        StringBuilder text = new StringBuilder(labels.stream()
                .map(label -> holding.labels().getOrDefault(label, 0L))
                .toList()
                .toString());
        holding.runs()
                .forEach(run -> text.append(run.offsetSats())
                        .append('+')
                        .append(run.lengthSats())
                        .append(run.labels()));
        return text.toString();
    }

    private static int unresolved(MemoryGraph graph) {
        TransactionView view = new TransactionView();
        int count = 0;
        for (int height = graph.from(); height <= graph.to(); height++) {
            for (int index = 1; ; index++) {
                try {
                    graph.read(OutputId.of(height, index, 0), view);
                } catch (IllegalArgumentException e) {
                    break;
                }
                count += view.unresolved ? 1 : 0;
            }
        }
        return count;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        Objects.requireNonNull(array).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
