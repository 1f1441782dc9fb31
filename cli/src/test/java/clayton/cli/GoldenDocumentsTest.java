package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bytes of every kind of document, as docs/json.md promises them. A change here breaks programs that read
/// them.
final class GoldenDocumentsTest {
    private static final String BURNED = "90038cb3e3dfcd34ab25f6bfa5368e0cb2a060932ddc7d67368cb22e9f526c6a";

    /// Paid from one coinbase.
    private static final String PAYOUT = "345f6fbaf89332d38eb0c38cb22e9b46431e16938b8028efc12530761cbb6a30:0";

    private static final String REWARD = "e7cdce8c7bb15c3c4d69f21b92ccbf8faf88883a60c01e5deeb0bd1e0b8a586d";

    /// A coinbase to which a fee came from the loot.
    private static final String FEES = "40d11e68c86f0d88fd9c5f8f7d257cff5830af0431854ea1d6a4b553d54ad2df";
    /// Two addresses of the exchange that the thief emptied.
    private static final String VICTIM = "bcrt1qu3ve6lrc6xs8k27wuay8t4cz0q57qc65a54dcw";

    private static final String OTHER = "bcrt1qf46s35w9aymd2xwftdypxq5zjct30xwrgvuums";

    /// What the thief peeled 33 payments off.
    private static final String LOOT = "8395ef3101dfa444a90a26dc94e0149ce73229c0a8e580a763b64991c82ba83c:1";

    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "info, info.json",
        "tx " + Sample.THEFT_TXID + ", tx.json",
        "tx ad929a7c1b3d9e7f4c7b6a82ecac4af1e898aac69d7450a487b55640f2f4dcbf, tx-coinbase.json",
        "output " + Sample.THEFT + ", output.json",
        "output " + BURNED + ":0, output-burned.json",
        "address bcrt1qktt9j25zhe9nde9cerr3a8c87c3qscu5alky5q, address.json",
        "cluster show " + VICTIM + ", cluster.json",
        "cluster stats --until 190, clusters.json",
        "cluster stats --until 190 --guard-size 5 --heuristics multi-input;change-fresh-address;change-address-type, clusters-guarded.json",
        "cluster explain " + VICTIM + " " + OTHER + ", explanation.json",
        "cluster explain " + VICTIM + " " + OTHER + " --shortest, explanation.json",
        "cluster explain " + VICTIM + " " + OTHER + " --without " + Sample.THEFT_TXID + ", explanation-without.json",
        "peel " + LOOT + " --until 189, peel.json",
        "peel find --to 260 --least-hops 12, peels.json",
        "trace forward " + Sample.THEFT + " --until 184, trace.json",
        "trace forward " + Sample.THEFT + " --until 190 --fees stop --coinbase-order fees-first, trace-stop.json",
        "trace forward " + Sample.THEFT + " --stop-at amount:3000000000 --stop-at hops:2 --prove, trace-stopped.json",
        "trace forward " + Sample.THEFT + " --until 184 --stream, trace-stream.jsonl",
        "trace forward " + Sample.THEFT + " --until 184 --policy poison --policy fifo, comparison.json",
        "trace backward " + PAYOUT + " --prove, trace-backward.json",
        "trace backward " + REWARD + ":0 --fees stop --policy haircut, trace-backward-fees.json",
        "trace backward " + PAYOUT + " --policy all, comparison-backward.json",
        "trace path " + Sample.THEFT + " " + FEES + ":2, path.json",
    })
    void documentsAreWrittenByteForByte(String command, String golden) throws IOException {
        Run run = Run.of((Object[]) (command.replace(';', ',') + " --json --ledger " + ledger).split(" "));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(golden(golden));
    }

    @Test
    void aLoadSaysWhatItDid() throws IOException {
        Path blocks = Sample.blocks(folder);
        Path extended = folder.resolve("extended");
        Run.of("load", "--blocks", blocks, "--ledger", extended, "--to", 100);
        Run load = Run.of("load", "--blocks", blocks, "--ledger", extended, "--json");
        assertThat(load.out().replace(extended.toString(), "LEDGER")).isEqualTo(golden("load.json"));
    }

    @Test
    void aRangeShowsWhatCameFromBefore() throws IOException {
        Path range = folder.resolve("range");
        Run.of("load", "--blocks", Sample.blocks(folder), "--ledger", range, "--from", 182, "--to", 190);
        Run output = Run.of("output", Sample.THEFT, "--ledger", range, "--json");
        assertThat(output.out()).isEqualTo(golden("output-boundary.json"));
        Run trace = Run.of("trace", "forward", Sample.THEFT, "--ledger", range, "--until", 184, "--json");
        assertThat(trace.out()).isEqualTo(golden("trace-boundary.json"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream = GoldenDocumentsTest.class.getResourceAsStream("golden/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
