package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.evidence.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every run of the reference program through the command line, satoshi for satoshi, over whatever graph.
abstract class OracleContract {
    @TempDir
    private static Path folder;

    private static final Map<String, Path> LEDGERS = new HashMap<>();
    private static JsonNode oracle;
    private static JsonNode truth;

    /// Runs a command over the graph of what is in this ledger.
    abstract Run ask(List<Object> words, Path ledger);

    /// Whether a way back of satoshis that have a place can be asked for with its proof.
    boolean proves() {
        return true;
    }

    @BeforeAll
    static void load() throws Exception {
        oracle = SharedData.json("regtest/oracle-spec.json.gz");
        truth = SharedData.json("regtest/truth.json.gz");
        Path blocks = SharedData.unpacked("regtest/blocks-xor.tar.xz", folder.resolve("blocks"));
        Path withoutUndo = SharedData.unpacked("regtest/blocks-xor.tar.xz", folder.resolve("no-undo"));
        Files.delete(withoutUndo.resolve("rev00000.dat"));
        LEDGERS.put("0 true", load(blocks, 0));
        LEDGERS.put("186 true", load(blocks, 186));
        LEDGERS.put("160 false", load(withoutUndo, 160));
    }

    static Path ledger(String range) {
        return LEDGERS.get(range);
    }

    private static Path load(Path blocks, int from) {
        Path ledger = folder.resolve("ledger-" + from);
        Run run = Run.of("load", "--blocks", blocks, "--ledger", ledger, "--from", from);
        assertThat(run.code()).as(run.err()).isZero();
        return ledger;
    }

    @Test
    void everyRunOfTheReferenceIsMetToTheSatoshi() throws IOException {
        List<String> met = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : byRange("runs")) {
            compare(entry.getKey(), entry.getValue());
            met.add(entry.getKey());
        }
        assertThat(met).hasSize(72);
    }

    @Test
    void everyBackwardTraceOfTheReferenceIsMetToTheSatoshi() throws IOException {
        List<String> met = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : byRange("backward")) {
            compareBackward(entry.getKey(), entry.getValue());
            met.add(entry.getKey());
        }
        assertThat(met).hasSize(oracle.get("backward").size()).hasSizeGreaterThan(15);
    }

    /// Those over one range together, because a graph may hold only one.
    private static List<Map.Entry<String, JsonNode>> byRange(String runs) {
        return oracle.get(runs).properties().stream()
                .sorted(Comparator.comparing(entry -> range(entry.getValue())))
                .toList();
    }

    private static String range(JsonNode run) {
        return run.path("from").asInt(0) + " " + run.path("undo").asBoolean(true);
    }

    private void compareBackward(String name, JsonNode run) throws IOException {
        Path seeds = folder.resolve("asked.csv");
        Files.writeString(
                seeds, "%s,%s,%s,asked".formatted(run.get("output").textValue(), run.get("offset"), run.get("length")));
        List<Object> words = command("backward", seeds, run);
        boolean proven =
                proves() && List.of("fifo", "lifo").contains(run.get("policy").textValue());
        if (proven) {
            words.add("--prove");
        }
        Run traced = ask(words, ledger(range(run)));
        assertThat(traced.code()).as(name + ": " + traced.err()).isZero();
        JsonNode trace = Json.MAPPER.readTree(traced.out());
        if (proven) {
            assertThat(trace.get("proof").toString()).as(name).isEqualTo("{\"held\":true,\"ranges\":1}");
        }
        assertThat(origins(trace, run.get("policy").textValue())).as(name).isEqualTo(expectedOrigins(run));
        if (run.has("ancestors")) {
            Set<String> expected = new TreeSet<>();
            run.get("ancestors").forEach(each -> expected.add(each.toString()));
            Set<String> found = new TreeSet<>();
            trace.get("outputs")
                    .forEach(output -> found.add("[" + output.get("outpoint") + "," + output.get("height") + ","
                            + output.get("value") + "]"));
            assertThat(found).as(name).isEqualTo(expected);
        }
        if (run.has("ancestor_count")) {
            assertThat(trace.get("outputs").size())
                    .as(name)
                    .isEqualTo(run.get("ancestor_count").intValue());
        }
    }

    /// One line for each run of an origin, or for each origin that has none. Of poison the reference tells heights.
    private static Set<String> origins(JsonNode trace, String policy) {
        Set<String> found = new TreeSet<>();
        for (JsonNode origin : trace.get("origins")) {
            String kind = origin.get("kind").textValue();
            String words = kind + " " + (kind.equals("fee") ? origin.get("txid") : origin.get("height")).asText();
            if (origin.has("runs")) {
                origin.get("runs").forEach(run -> found.add(words + " " + run.get(0) + " " + run.get(1)));
            } else if (!policy.equals("poison") || kind.equals("minted")) {
                found.add(words + " " + origin.get("amount"));
            }
        }
        return found;
    }

    private static Set<String> expectedOrigins(JsonNode run) {
        Set<String> expected = new TreeSet<>();
        for (JsonNode origin : run.path("origins")) {
            List<String> words = new ArrayList<>();
            origin.forEach(word -> words.add(word.asText()));
            expected.add(String.join(" ", words));
        }
        run.path("minted").forEach(minted -> expected.add("minted " + minted.get(0) + " " + minted.get(1)));
        return expected;
    }

    private void compare(String name, JsonNode run) throws IOException {
        JsonNode trace = Json.MAPPER.readTree(trace(name, run));
        assertThat(trace.get("until").intValue())
                .as(name)
                .isEqualTo(run.get("until").intValue());
        assertThat(trace.get("transactions").longValue())
                .as(name)
                .isEqualTo(run.get("txs").longValue());
        buckets(name, run, trace);
        long tookTaintIn = 0;
        for (JsonNode output : trace.get("outputs")) {
            tookTaintIn += isStoppedOnArrival(output) ? 0 : 1;
        }
        assertThat(tookTaintIn).as(name).isEqualTo(run.get("outputs_ever").longValue());
        Set<String> expected = new HashSet<>();
        for (JsonNode row : rows(run)) {
            if (isOutput(row)) {
                expected.add(expected(run, row));
            }
        }
        Set<String> found = new HashSet<>();
        for (JsonNode output : trace.get("outputs")) {
            if (!output.get("state").textValue().equals("spent") || run.has("spent")) {
                found.add(found(output));
            }
        }
        assertThat(found).as(name).isEqualTo(expected);
    }

    /// The reference does not count outputs at which arriving taint was stopped.
    private static boolean isStoppedOnArrival(JsonNode output) {
        return output.get("state").textValue().equals("stopped") && !output.has("spentBy");
    }

    private String trace(String name, JsonNode run) throws IOException {
        Path seeds = folder.resolve("seeds.csv");
        StringBuilder lines = new StringBuilder("outpoint,offset,length,label\n");
        for (JsonNode seed : run.get("seeds")) {
            String length = seed.get(2).isNull() ? "" : seed.get(2).asText();
            lines.append("%s,%s,%s,%s\n"
                    .formatted(
                            seed.get(0).textValue(),
                            seed.get(1),
                            length,
                            seed.get(3).textValue()));
        }
        Files.writeString(seeds, lines);
        List<Object> words = command("forward", seeds, run);
        words.addAll(List.of("--until", run.get("until")));
        if (name.startsWith("stop-tags/")) {
            words.addAll(List.of("--stop-at", "tags", "--tags", tags()));
        } else if (name.startsWith("stop-coinjoin/")) {
            words.addAll(List.of("--stop-at", "coinjoin"));
        }
        Run traced = ask(words, ledger(range(run)));
        assertThat(traced.code()).as(name + ": " + traced.err()).isZero();
        return traced.out();
    }

    private List<Object> command(String direction, Path seeds, JsonNode run) {
        return new ArrayList<>(List.of(
                "trace",
                direction,
                "--seeds",
                seeds,
                "--policy",
                run.get("policy").textValue(),
                "--coinbase-order",
                run.get("coinbase").textValue(),
                "--fees",
                run.get("fees").textValue(),
                "--json"));
    }

    /// The public tags of the story as a file.
    private static Path tags() throws IOException {
        return Files.writeString(
                folder.resolve("tags.json"), truth.get("public_tags").toString());
    }

    private static void buckets(String name, JsonNode run, JsonNode trace) {
        JsonNode labels = run.get("labels");
        assertThat(trace.get("buckets")).as(name).hasSize(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            JsonNode found = trace.get("buckets").get(labels.get(i).textValue());
            assertThat(found.get("seeded").longValue())
                    .as(name)
                    .isEqualTo(run.get("seeded").get(i).longValue());
            for (Map.Entry<String, JsonNode> bucket : run.get("buckets").properties()) {
                assertThat(found.get(bucket.getKey()).longValue())
                        .as(name + " " + bucket.getKey())
                        .isEqualTo(bucket.getValue().get(i).longValue());
            }
        }
    }

    /// What is in a bucket at the end, and if the run gives it what passed its taint on.
    private static List<JsonNode> rows(JsonNode run) {
        JsonNode with = run.has("same_rows_as")
                ? oracle.get("runs").get(run.get("same_rows_as").textValue())
                : run;
        List<JsonNode> rows = new ArrayList<>();
        with.get("rows").forEach(rows::add);
        if (run.has("spent")) {
            run.get("spent").forEach(rows::add);
        }
        return rows;
    }

    private static boolean isOutput(JsonNode row) {
        String name = place(row).get(0).textValue();
        return !name.endsWith(":fee") && !name.endsWith(":unclaimed");
    }

    private static JsonNode place(JsonNode row) {
        return oracle.get("places").get(row.get(0).intValue());
    }

    private static String expected(JsonNode run, JsonNode row) {
        JsonNode labels = run.get("labels");
        Map<String, Long> amounts = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            JsonNode sats = labels.size() == 1 ? row.get(2) : row.get(2).get(i);
            if (sats.longValue() != 0) {
                amounts.put(labels.get(i).textValue(), sats.longValue());
            }
        }
        List<String> runs = new ArrayList<>();
        for (JsonNode piece : row.path(3)) {
            List<String> names = new ArrayList<>();
            piece.get(2)
                    .forEach(number -> names.add(labels.get(number.intValue()).textValue()));
            runs.add(piece.get(0) + "+" + piece.get(1) + names);
        }
        JsonNode place = place(row);
        return words(place.get(0), place.get(1), place.get(2), row.get(1), amounts, runs);
    }

    private static String found(JsonNode output) {
        Map<String, Long> amounts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : output.get("labels").properties()) {
            amounts.put(label.getKey(), label.getValue().longValue());
        }
        List<String> runs = new ArrayList<>();
        for (JsonNode piece : output.path("runs")) {
            List<String> names = new ArrayList<>();
            piece.get(2).forEach(label -> names.add(label.textValue()));
            runs.add(piece.get(0) + "+" + piece.get(1) + names);
        }
        return words(
                output.get("outpoint"), output.get("height"), output.get("value"), output.get("state"), amounts, runs);
    }

    private static String words(
            JsonNode outPoint,
            JsonNode height,
            JsonNode value,
            JsonNode state,
            Map<String, Long> amounts,
            List<String> runs) {
        return outPoint + " at " + height + " worth " + value + " is " + state + " with " + amounts + " in " + runs;
    }
}
