package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clayton.chain.Block;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionView;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.store.LedgerInfo;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block.VerifyFlag;
import org.bitcoinj.core.Context;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.params.RegTestParams;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainGeneratorTest {
    private static final ChainPlan PLAN = new ChainPlan(12 << 20, 7, false, true);

    @TempDir
    static Path folder;

    private static ChainStatistics statistics = new ChainStatistics();
    private static Optional<LoadReport> loaded = Optional.empty();

    private static Path blocks() {
        return folder.resolve("blocks");
    }

    private static Path ledger() {
        return folder.resolve("ledger");
    }

    @BeforeAll
    static void makeAndLoad() throws IOException {
        statistics = generate(PLAN, blocks());
        try (LedgerWriter writer = LedgerWriter.open(ledger(), Network.REGTEST, 0, blocks())) {
            BlockFolder found = BlockFolder.open(blocks(), Optional.empty(), Optional.empty(), Progress.NONE);
            loaded = Optional.of(
                    ChainLoader.load(found, 0, Integer.MAX_VALUE, writer, LoadOptions.standard(), Progress.NONE));
        }
    }

    private static ChainStatistics generate(ChainPlan plan, Path into) throws IOException {
        try (ChainGenerator generator = new ChainGenerator(plan, into)) {
            return generator.generate();
        }
    }

    @Test
    void everyBlockIsAccepted() throws IOException {
        LoadReport report = loaded.orElseThrow();
        assertThat(report.network()).isEqualTo(Network.REGTEST);
        assertThat(report.refused()).isEmpty();
        assertThat(report.stale()).isEmpty();
        assertThat(report.skipped()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.blocks()).isEqualTo(statistics.blocks());
        try (Ledger read = Ledger.open(ledger())) {
            LedgerInfo info = read.info();
            assertThat(info.transactions()).isEqualTo(statistics.transactions());
            assertThat(info.inputs()).isEqualTo(statistics.inputs() + statistics.blocks());
            assertThat(info.outputs()).isEqualTo(statistics.outputs());
        }
    }

    @Test
    void coinbasesAreMatureWhenTheyAreSpent() throws IOException {
        try (Ledger read = Ledger.open(ledger())) {
            TransactionView view = new TransactionView();
            for (int height = 1; height <= read.to(); height++) {
                read.read(OutputId.of(height, 0, OutputId.TRANSACTION), view);
                for (int vout = 0; vout < view.outputs; vout++) {
                    long spender = view.spenders[vout];
                    assertThat(spender == OutputId.UNSPENT || OutputId.height(spender) >= height + 100)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theMixIsThatOfThe2020s() {
        assertThat(statistics.inputsPerTransaction()).isCloseTo(2.4, within(0.15));
        assertThat(statistics.outputsPerTransaction()).isCloseTo(2.6, within(0.1));
        assertThat(statistics.bytesPerTransaction()).isCloseTo(480, within(40.0));
        assertThat(statistics.share(ScriptKind.P2WPKH)).isBetween(0.35, 0.55);
        assertThat(statistics.share(ScriptKind.P2TR)).isBetween(0.10, 0.25);
        assertThat(statistics.share(ScriptKind.P2PKH)).isBetween(0.08, 0.20);
        assertThat(statistics.share(ScriptKind.P2SH)).isBetween(0.08, 0.20);
        assertThat(statistics.share(ScriptKind.P2WSH)).isBetween(0.01, 0.08);
        assertThat(statistics.share(ScriptKind.OP_RETURN)).isBetween(0.01, 0.05);
        for (ScriptKind kind : ScriptKind.values()) {
            assertThat(statistics.share(kind)).as(kind.name()).isPositive();
        }
        assertThat(statistics.reusedShare()).isBetween(0.25, 0.5);
        assertThat(statistics.sameBlockShare()).isBetween(0.01, 0.4);
    }

    @Test
    void bitcoinjReadsTheBlocksTheSame() throws IOException {
        Context.propagate(new Context());
        Set<Integer> sample = Set.of(1, 60, 101, 110, 112);
        List<Integer> compared = new ArrayList<>();
        BlockFolder found = BlockFolder.open(blocks(), Optional.empty(), Optional.empty(), Progress.NONE);
        ReadingSink sink = new ReadingSink(block -> {
            if (sample.contains(block.height)) {
                compare(block);
                compared.add(block.height);
            }
        });
        ChainLoader.load(found, 0, 112, sink, LoadOptions.standard(), Progress.NONE);
        assertThat(compared).hasSameSizeAs(sample);
    }

    private static void compare(Block block) {
        org.bitcoinj.core.Block other =
                RegTestParams.get().getSerializer().makeBlock(ByteBuffer.wrap(block.bytes, 0, block.length));
        assertThat(other.getHashAsString()).isEqualTo(block.hash.toString());
        List<Transaction> transactions =
                Optional.ofNullable(other.getTransactions()).orElseThrow();
        assertThat(transactions).hasSize(block.transactions);
        for (int t = 0; t < block.transactions; t++) {
            assertThat(transactions.get(t).getTxId().toString())
                    .isEqualTo(block.txid(t).toString());
        }
        org.bitcoinj.core.Block.verify(
                RegTestParams.get(), other, block.height, EnumSet.of(VerifyFlag.HEIGHT_IN_COINBASE));
        byte[] root = other.getWitnessRoot().serialize();
        Optional<Sha256Hash> commitment =
                Optional.ofNullable(transactions.getFirst().findWitnessCommitment());
        assertThat(commitment)
                .isEqualTo(
                        block.transactions == 1
                                ? Optional.empty()
                                : Optional.of(Sha256Hash.wrap(Sha256Hash.hashTwice(Arrays.copyOf(root, 64)))));
    }

    @Test
    void theTruthNamesEveryOutputOnce() throws IOException {
        Map<String, String> owners = new HashMap<>();
        Set<String> purposes = new HashSet<>();
        Path truth = blocks().resolve(ChainGenerator.TRUTH_FOLDER);
        for (String line : Files.readAllLines(truth.resolve(TruthFiles.OUTPUTS)).stream()
                .skip(1)
                .toList()) {
            String[] cells = line.split(",", -1);
            assertThat(owners.put(cells[0], cells[1])).isNull();
            purposes.add(cells[2]);
        }
        assertThat(purposes).hasSize(Purpose.values().length);
        assertThat(owners).hasSize((int) statistics.ownedOutputs());
    }

    @Test
    void theSamePlanGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again");
        generate(PLAN, again);
        assertThat(again.resolve("blk00000.dat")).hasSameBinaryContentAs(blocks().resolve("blk00000.dat"));
        assertThat(again.resolve("rev00000.dat")).hasSameBinaryContentAs(blocks().resolve("rev00000.dat"));
    }

    /// Figures are only comparable between runs on the same chain: who changes it on purpose changes this hash.
    @Test
    void theChainIsTheSameOnEveryMachine() throws IOException {
        Path small = folder.resolve("small");
        generate(new ChainPlan(1 << 20, 1, false, false), small);
        BlockFolder found = BlockFolder.open(small, Optional.empty(), Optional.empty(), Progress.NONE);
        assertThat(found.hashAt(found.tipHeight()).orElseThrow())
                .hasToString("5705233689499e740539f92f54a3babbb40c4bc962026f460e38495cf4afc08d");
    }

    @Test
    void obfuscatedFilesHoldTheSameChain() throws IOException {
        Path hidden = folder.resolve("hidden");
        generate(new ChainPlan(PLAN.bytes(), PLAN.seed(), true, false), hidden);
        assertThat(hidden.resolve("xor.dat")).hasSize(8);
        BlockFolder plain = BlockFolder.open(blocks(), Optional.empty(), Optional.empty(), Progress.NONE);
        BlockFolder other = BlockFolder.open(hidden, Optional.empty(), Optional.empty(), Progress.NONE);
        assertThat(other.hashAt(other.tipHeight())).isEqualTo(plain.hashAt(plain.tipHeight()));
    }

    @Test
    void anotherSeedGivesAnotherChain() throws IOException {
        Path other = folder.resolve("other");
        generate(new ChainPlan(1 << 20, 8, false, false), other);
        BlockFolder found = BlockFolder.open(other, Optional.empty(), Optional.empty(), Progress.NONE);
        BlockFolder first = BlockFolder.open(blocks(), Optional.empty(), Optional.empty(), Progress.NONE);
        assertThat(found.hashAt(1)).isNotEqualTo(first.hashAt(1));
    }
}
