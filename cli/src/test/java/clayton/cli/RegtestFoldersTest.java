package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same chain in four states that a node's disk can be in.
final class RegtestFoldersTest {
    private static final List<String> STATES = List.of("plain", "xor", "truncated", "shuffled");

    @TempDir
    private Path folder;

    @Test
    void everyFolderGivesTheSameInfoAndTheSameTrace() throws Exception {
        Set<String> traces = new HashSet<>();
        for (String state : STATES) {
            Path blocks = SharedData.unpacked("regtest/blocks-" + state + ".tar.xz", folder.resolve(state));
            Path ledger = folder.resolve("ledger-" + state);
            Run load = Run.of("load", "--blocks", blocks, "--ledger", ledger, "--json");
            assertThat(load.err()).isEmpty();
            assertThat(load.code()).isZero();
            assertThat(Run.of("info", "--ledger", ledger, "--json").out()).isEqualTo(expectedInfo());
            assertThat(Run.of("doctor", "--ledger", ledger).code()).isZero();
            traces.add(Run.of("trace", "forward", Sample.THEFT, "--ledger", ledger, "--json")
                    .out());
        }
        assertThat(traces).hasSize(1);
        assertThat(traces.iterator().next()).startsWith("{\"schema\":\"clayton.trace/1\"");
    }

    /// From the reference program's figures and the node's own unspent set.
    private static String expectedInfo() throws IOException, NoSuchAlgorithmException {
        JsonNode oracle = SharedData.json("regtest/oracle.json.gz");
        return """
                {"schema":"clayton.info/1","network":%s,"from":0,"to":%s,"tip":%s,"blocks":%s,"staleBlocks":%s,\
                "transactions":%s,"inputs":%s,"outputs":%s,"fees":%s,"unclaimed":%s,"utxos":%s,"utxoValue":%s,\
                "utxoSha256":"%s","boundaryOutputs":0,"unresolvedInputs":0,"scripts":%s}
                """.formatted(
                        oracle.get("network"),
                        oracle.get("tip_height"),
                        oracle.get("tip_hash"),
                        oracle.get("active_blocks"),
                        oracle.get("stale_blocks").size(),
                        oracle.get("txs"),
                        oracle.get("inputs"),
                        oracle.get("outputs"),
                        oracle.get("total_fees_sat"),
                        oracle.get("unclaimed_reward_sat"),
                        oracle.get("utxo_count"),
                        oracle.get("utxo_total_sat"),
                        sha256OfUnspentSet(),
                        oracle.get("clusters_by_script").get("nodes"));
    }

    private static String sha256OfUnspentSet() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (BufferedReader lines = SharedData.lines("regtest/utxos.txt.gz")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
