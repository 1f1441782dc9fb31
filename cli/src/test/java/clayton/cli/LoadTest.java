package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.StaleBlock;
import clayton.evidence.Json;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.workspace.Loading;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTest {
    @TempDir
    private Path folder;

    @Test
    void aLoadThatWasStoppedGoesOnToTheSameEnd() throws IOException {
        Path blocks = Sample.blocks(folder);
        Path ledger = folder.resolve("stopped");
        Loading loading = new Loading(
                blocks, ledger, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
        LoadReport report = loading.run((work, done, total) -> done < total / 2);
        assertThat(report.stopped()).isTrue();
        assertThat(report.to()).isBetween(1, 436);

        assertThat(Run.of("info", "--ledger", ledger).code()).isZero();
        assertThat(Run.of("load", "--blocks", blocks, "--ledger", ledger).code())
                .isZero();
        assertThat(info(ledger)).isEqualTo(info(Sample.ledger(folder)));
    }

    @Test
    void headersAreRememberedInTheUsersCacheAndNotInTheLedger() throws IOException {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.toString());
        Run.with(environment, "load", "--blocks", Sample.blocks(folder), "--ledger", folder.resolve("ledger"));
        try (var files = Files.list(folder.resolve("clayton"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith("headers-");
        }
        assertThat(folder.resolve("ledger").resolve("headers")).doesNotExist();
    }

    @Test
    void theDefaultLedgerIsInTheUsersDataFolder() throws IOException {
        Map<String, String> environment =
                Map.of("XDG_DATA_HOME", folder.resolve("data").toString(), "XDG_CACHE_HOME", folder.toString());
        assertThat(Run.with(environment, "load", "--blocks", Sample.blocks(folder))
                        .code())
                .isZero();
        assertThat(Run.with(environment, "info").out()).contains("0 to 437");
        assertThat(folder.resolve("data/clayton/ledger")).isDirectory();
    }

    @Test
    void aBlockThatBreaksARuleIsNamedAndWhatStandsBeforeItIsLoaded() throws IOException {
        Path blocks = Sample.blocks(folder);
        Path file = blocks.resolve("blk00000.dat");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Path ledger = folder.resolve("damaged");
        Run load = Run.of("load", "--blocks", blocks, "--ledger", ledger, "--json");
        assertThat(load.code()).isEqualTo(3);
        JsonNode refused = Json.MAPPER.readTree(load.out()).get("refused").get(0);
        assertThat(load.err())
                .contains("block " + refused.get("hash").textValue())
                .contains("(blk00000.dat, offset " + refused.get("offset"))
                .contains("load again");
        int last = Json.MAPPER.readTree(info(ledger)).get("to").intValue();
        assertThat(last).isEqualTo(refused.get("height").intValue() - 1);
    }

    @Test
    void aLedgerFollowsAGrowingFileThroughItsReorganisations() throws IOException {
        Path all = Sample.blocks(folder);
        Path whole = Sample.ledger(folder);
        Path growing = Files.createDirectories(folder.resolve("growing"));
        Files.copy(all.resolve("xor.dat"), growing.resolve("xor.dat"));
        byte[] bytes = Files.readAllBytes(all.resolve("blk00000.dat"));
        Path ledger = folder.resolve("grown");
        int wereTip = 0;
        for (StaleBlock stale : staleBlocks(whole)) {
            int end = (int) stale.offset() + size(bytes, Files.readAllBytes(all.resolve("xor.dat")), stale.offset());
            Files.write(growing.resolve("blk00000.dat"), Arrays.copyOf(bytes, end));
            assertThat(Run.of("load", "--blocks", growing, "--ledger", ledger).code())
                    .isZero();
            wereTip += info(ledger).contains("\"tip\":\"" + stale.hash()) ? 1 : 0;
        }
        assertThat(wereTip).as("stale blocks that once were the tip").isPositive();
        Files.write(growing.resolve("blk00000.dat"), bytes);
        assertThat(Run.of("load", "--blocks", growing, "--ledger", ledger).code())
                .isZero();
        assertThat(info(ledger)).isEqualTo(info(whole));
    }

    private static List<StaleBlock> staleBlocks(Path ledgerFolder) throws IOException {
        try (Ledger ledger = Ledger.open(ledgerFolder)) {
            return ledger.info().stale().stream()
                    .sorted(Comparator.comparingLong(StaleBlock::offset))
                    .toList();
        }
    }

    /// The size that stands before a block.
    private static int size(byte[] file, byte[] key, long block) {
        int size = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            int at = (int) block - Integer.BYTES + i;
            size |= ((file[at] ^ key[at % key.length]) & 0xff) << (Byte.SIZE * i);
        }
        return size;
    }

    private static String info(Path ledger) {
        return Run.of("info", "--ledger", ledger, "--json").out();
    }
}
