package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clayton.chain.BlockView;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clayton evaluate` on a chain that was just made, against counts of its own.
final class EvaluateTest {
    @TempDir
    private static Path folder;

    @Test
    void pairsOfAddressesAreCountedAsTheTruthHasThem() throws Exception {
        Path blocks = folder.resolve("blocks");
        Path ledger = folder.resolve("ledger");
        make(blocks, ledger);
        JsonNode document = evaluate(ledger, blocks);
        Map<String, String> owners = owners(blocks);
        assertThat(document.get("owners").asInt()).isEqualTo(new HashSet<>(owners.values()).size());
        JsonNode standard = document.get("clusters").get(0);
        assertThat(standard.get("heuristics").toString()).isEqualTo("[\"multi-input\"]");
        assertThat(standard.get("coinjoin").asText()).isEqualTo("skip");
        try (Ledger graph = Ledger.open(ledger)) {
            Clusters clusters = Clusters.of(graph, ClusterSettings.STANDARD, Progress.NONE);
            long together = 0;
            long owned = 0;
            long both = 0;
            String[] ownerOf = ownerByScript(graph, clusters.scripts(), owners);
            Map<String, Long> perOwner = new HashMap<>();
            for (int script = 0; script < ownerOf.length; script++) {
                if (!ownerOf[script].isEmpty()) {
                    owned += perOwner.merge(ownerOf[script], 1L, Math::addExact) - 1;
                    for (int other : clusters.members(script)) {
                        boolean pair = other < script && !ownerOf[other].isEmpty();
                        together += pair ? 1 : 0;
                        both += pair && ownerOf[other].equals(ownerOf[script]) ? 1 : 0;
                    }
                }
            }
            assertThat(together).isPositive();
            assertThat(standard.get("pairPrecision").get("value").asDouble())
                    .isCloseTo((double) both / together, within(1e-8));
            assertThat(standard.get("pairRecall").get("value").asDouble())
                    .isCloseTo((double) both / owned, within(1e-8));
        }
    }

    private static void make(Path blocks, Path ledger) throws IOException {
        try (ChainGenerator generator = new ChainGenerator(new ChainPlan(10 << 20, 5, false, true), blocks)) {
            generator.generate();
        }
        try (LedgerWriter writer = LedgerWriter.open(ledger, Network.REGTEST, 0, blocks)) {
            BlockFolder read = BlockFolder.open(blocks, Optional.empty(), Optional.empty(), Progress.NONE);
            ChainLoader.load(read, 0, Integer.MAX_VALUE, writer, LoadOptions.standard(), Progress.NONE);
        }
    }

    private static JsonNode evaluate(Path ledger, Path truth) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "clayton.cli.Main",
                        "evaluate",
                        "--ledger=" + ledger,
                        "--truth=" + truth,
                        "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode document = new ObjectMapper().readTree(process.getInputStream());
        assertThat(process.waitFor()).isZero();
        return document;
    }

    /// By output; without those that nobody owns.
    private static Map<String, String> owners(Path blocks) throws IOException {
        Map<String, String> owners = new HashMap<>();
        Path file = blocks.resolve(ChainGenerator.TRUTH_FOLDER).resolve(TruthFiles.OUTPUTS);
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            List<String> cells = List.of(line.split(",", -1));
            if (!cells.get(1).equals("-")) {
                owners.put(cells.get(0), cells.get(1));
            }
        }
        return owners;
    }

    /// Empty for a script of nobody, or of many.
    private static String[] ownerByScript(Ledger graph, int scripts, Map<String, String> owners) throws IOException {
        String[] ownerOf = new String[scripts];
        Arrays.fill(ownerOf, "");
        Set<Integer> ofMany = new HashSet<>();
        BlockView block = new BlockView();
        for (int height = 0; height <= graph.to(); height++) {
            graph.read(OutputId.of(height, 0, OutputId.TRANSACTION), graph.transactionsIn(height), block);
            for (int t = 0; t < block.transactions; t++) {
                for (int vout = 0; vout < block.outputs(t); vout++) {
                    int script = block.outputScripts[block.firstOutput[t] + vout];
                    String owner = owners.getOrDefault(OutputId.text(OutputId.withVout(block.id(t), vout)), "");
                    if (script >= 0 && !owner.isEmpty()) {
                        if (!ownerOf[script].isEmpty() && !ownerOf[script].equals(owner)) {
                            ofMany.add(script);
                        }
                        ownerOf[script] = owner;
                    }
                }
            }
        }
        ofMany.forEach(script -> ownerOf[script] = "");
        return ownerOf;
    }
}
