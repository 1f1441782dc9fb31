package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every forward run of the reference program that the command line can express, satoshi for satoshi.
final class OracleTraceTest {
    @TempDir
    private static Path folder;

    private static final Map<String, Path> LEDGERS = new HashMap<>();
    private static JsonNode oracle;

    @BeforeAll
    static void load() throws Exception {
        oracle = SharedData.json("regtest/oracle-spec.json.gz");
        Path blocks = SharedData.unpacked("regtest/blocks-xor.tar.xz", folder.resolve("blocks"));
        Path withoutUndo = SharedData.unpacked("regtest/blocks-xor.tar.xz", folder.resolve("no-undo"));
        Files.delete(withoutUndo.resolve("rev00000.dat"));
        LEDGERS.put("0 true", load(blocks, 0));
        LEDGERS.put("186 true", load(blocks, 186));
        LEDGERS.put("160 false", load(withoutUndo, 160));
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
        for (Map.Entry<String, JsonNode> entry : oracle.get("runs").properties()) {
            if (!entry.getKey().startsWith("stop-")) {
                compare(entry.getKey(), entry.getValue());
                met.add(entry.getKey());
            }
        }
        assertThat(met).hasSize(62);
    }

    @Test
    void aRangeWithoutUndoDataSaysHowManyInputsAreUnresolved() throws IOException {
        JsonNode info = Json.MAPPER.readTree(
                Run.of("info", "--json", "--ledger", LEDGERS.get("160 false")).out());
        assertThat(info.get("unresolvedInputs").longValue()).isPositive();
        JsonNode known = Json.MAPPER.readTree(
                Run.of("info", "--json", "--ledger", LEDGERS.get("186 true")).out());
        assertThat(known.get("unresolvedInputs").longValue()).isZero();
        assertThat(known.get("boundaryOutputs").longValue()).isPositive();
    }

    private static void compare(String name, JsonNode run) throws IOException {
        JsonNode trace = Json.MAPPER.readTree(trace(name, run));
        assertThat(trace.get("until").intValue())
                .as(name)
                .isEqualTo(run.get("until").intValue());
        assertThat(trace.get("transactions").longValue())
                .as(name)
                .isEqualTo(run.get("txs").longValue());
        buckets(name, run, trace);
        assertThat(trace.get("outputs").size())
                .as(name)
                .isEqualTo(run.get("outputs_ever").intValue());
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

    private static String trace(String name, JsonNode run) throws IOException {
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
        String ledger = run.path("from").asInt(0) + " " + run.path("undo").asBoolean(true);
        Run traced = Run.of(
                "trace",
                "forward",
                "--seeds",
                seeds,
                "--policy",
                run.get("policy").textValue(),
                "--coinbase-order",
                run.get("coinbase").textValue(),
                "--fees",
                run.get("fees").textValue(),
                "--until",
                run.get("until"),
                "--ledger",
                LEDGERS.get(ledger),
                "--json");
        assertThat(traced.code()).as(name + ": " + traced.err()).isZero();
        return traced.out();
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
