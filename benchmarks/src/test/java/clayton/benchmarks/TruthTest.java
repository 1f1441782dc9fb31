package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Block;
import clayton.chain.Network;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.ScriptKind;
import clayton.chain.SpentOutputs;
import clayton.chain.TransactionView;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bitcoinj.core.Context;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.crypto.internal.CryptoUtils;
import org.bitcoinj.params.RegTestParams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the truth says, held against the chain.
final class TruthTest {
    private static final ChainPlan PLAN = new ChainPlan(12 << 20, 2, false, true);

    @TempDir
    static Path folder;

    /// Lines of transactions.csv by transaction, in chain order, and of outputs.csv by output.
    private static final Map<String, String[]> TRANSACTIONS = new LinkedHashMap<>();

    private static final Map<String, String[]> OUTPUTS = new HashMap<>();

    private static Optional<Ledger> ledger = Optional.empty();

    @BeforeAll
    static void make() throws IOException {
        try (ChainGenerator generator = new ChainGenerator(PLAN, folder.resolve("blocks"))) {
            generator.generate();
        }
        try (LedgerWriter writer =
                LedgerWriter.open(folder.resolve("ledger"), Network.REGTEST, 0, folder.resolve("blocks"))) {
            ChainLoader.load(blocks(), 0, Integer.MAX_VALUE, writer, LoadOptions.standard(), Progress.NONE);
        }
        ledger = Optional.of(Ledger.open(folder.resolve("ledger")));
        read(TruthFiles.TRANSACTIONS, TRANSACTIONS);
        read(TruthFiles.OUTPUTS, OUTPUTS);
    }

    @AfterAll
    static void close() throws IOException {
        ledger.orElseThrow().close();
    }

    private static BlockFolder blocks() throws IOException {
        return BlockFolder.open(folder.resolve("blocks"), Optional.empty(), Optional.empty(), Progress.NONE);
    }

    private static void read(String name, Map<String, String[]> into) throws IOException {
        Path file =
                folder.resolve("blocks").resolve(ChainGenerator.TRUTH_FOLDER).resolve(name);
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            into.put(cells[0], cells);
        }
    }

    /// A transaction with what the truth says of it.
    private record Told(String name, String[] cells, TransactionView view) {
        String owner(int vout) {
            return cell(OutputId.text(OutputId.withVout(view.id, vout)), 1);
        }

        String purpose(int vout) {
            return cell(OutputId.text(OutputId.withVout(view.id, vout)), 2);
        }

        String inputOwner(int input) {
            return cell(OutputId.text(view.prevouts[input]), 1);
        }

        private static String cell(String output, int column) {
            return Objects.requireNonNull(OUTPUTS.get(output), output)[column];
        }

        Set<String> payers() {
            Set<String> payers = new HashSet<>();
            for (int input = 0; input < view.inputs; input++) {
                payers.add(inputOwner(input));
            }
            return payers;
        }

        /// Amounts of the outputs made for this purpose, in order of the outputs.
        List<Long> paid(Purpose purpose) {
            List<Long> paid = new ArrayList<>();
            for (int vout = 0; vout < view.outputs; vout++) {
                if (purpose(vout).equals(purpose.text())) {
                    paid.add(view.values[vout]);
                }
            }
            return paid;
        }

        Set<String> ownersOf(Purpose purpose) {
            Set<String> owners = new HashSet<>();
            for (int vout = 0; vout < view.outputs; vout++) {
                if (purpose(vout).equals(purpose.text())) {
                    owners.add(owner(vout));
                }
            }
            return owners;
        }
    }

    private static List<Told> told(Story story) throws IOException {
        List<Told> told = new ArrayList<>();
        for (Map.Entry<String, String[]> each : TRANSACTIONS.entrySet()) {
            if (each.getValue()[1].equals(story.text())) {
                TransactionView view = new TransactionView();
                ledger.orElseThrow().read(OutputId.parse(each.getKey() + "x0"), view);
                told.add(new Told(each.getKey(), each.getValue(), view));
            }
        }
        assertThat(told).as(story.text()).isNotEmpty();
        return told;
    }

    @Test
    void onlyCoinJoinsHaveInputsOfSeveralOwners() throws IOException {
        Set<Story> joint = Set.of(
                Story.COINJOIN, Story.JOINMARKET, Story.WASABI1, Story.WASABI2, Story.WHIRLPOOL_MIX, Story.COINBASE);
        for (Story story : Story.values()) {
            for (Told told : told(story)) {
                if (!joint.contains(story)) {
                    assertThat(told.payers()).as(told.name).hasSize(1);
                } else if (story != Story.COINBASE) {
                    assertThat(told.payers()).as(told.name).hasSizeGreaterThan(2);
                }
            }
        }
    }

    @Test
    void changeGoesBackToAPayer() throws IOException {
        for (Story story : Story.values()) {
            if (story != Story.COINBASE) {
                for (Told told : told(story)) {
                    assertThat(told.payers()).as(told.name).containsAll(told.ownersOf(Purpose.CHANGE));
                }
            }
        }
    }

    @Test
    void aPeelChainGoesOnFromItsChange() throws IOException {
        Map<String, Told> last = new HashMap<>();
        int longest = 0;
        for (Told told : told(Story.PEEL)) {
            Told before = last.put(told.cells[2], told);
            int hop = Integer.parseInt(told.cells[3]);
            assertThat(hop).isEqualTo(before == null ? 1 : Integer.parseInt(before.cells[3]) + 1);
            assertThat(told.view.inputs).isEqualTo(1);
            if (before != null) {
                long spent = told.view.prevouts[0];
                assertThat(spent >> 20).isEqualTo(before.view.id >> 20);
                assertThat(before.purpose(OutputId.vout(spent))).isEqualTo(Purpose.CHANGE.text());
            }
            longest = Math.max(longest, hop);
        }
        assertThat(longest).isGreaterThan(20);
    }

    @Test
    void aWhirlpoolMixIsOfFiveOwnersAndOneAmount() throws IOException {
        for (Told told : told(Story.WHIRLPOOL_MIX)) {
            List<Long> mixed = told.paid(Purpose.MIXED);
            assertThat(told.view.inputs).isEqualTo(5);
            assertThat(told.view.outputs).isEqualTo(5);
            assertThat(told.payers()).hasSize(5).isEqualTo(told.ownersOf(Purpose.MIXED));
            assertThat(mixed).containsOnly(mixed.getFirst());
            assertThat(mixed.getFirst()).isIn(100_000L, 1_000_000L, 5_000_000L);
        }
    }

    @Test
    void aTx0CutsCoinsForAPoolAndPaysItsFeeOnce() throws IOException {
        for (Told told : told(Story.WHIRLPOOL_TX0)) {
            List<Long> cut = told.paid(Purpose.OWN);
            assertThat(told.paid(Purpose.FEE)).hasSize(1);
            assertThat(told.ownersOf(Purpose.FEE)).containsExactly("c2");
            assertThat(cut).isNotEmpty().containsOnly(cut.getFirst());
        }
    }

    @Test
    void aJoinMarketTransactionPaysEveryMemberTheSame() throws IOException {
        for (Told told : told(Story.JOINMARKET)) {
            List<Long> equal = new ArrayList<>(told.paid(Purpose.MIXED));
            equal.addAll(told.paid(Purpose.PAYMENT));
            assertThat(equal).hasSize(told.payers().size()).containsOnly(equal.getFirst());
            assertThat(told.paid(Purpose.CHANGE)).hasSizeBetween(equal.size() - 1, equal.size());
        }
    }

    @Test
    void aWasabi1RoundHasOneAmountForAllAndTwiceThatForSome() throws IOException {
        for (Told told : told(Story.WASABI1)) {
            List<Long> mixed = told.paid(Purpose.MIXED);
            long base = mixed.stream().mapToLong(Long::longValue).min().orElseThrow();
            assertThat(base).isBetween(9_900_000L, 10_500_000L);
            assertThat(mixed).isSubsetOf(base, 2 * base);
            assertThat(mixed.stream().filter(sats -> sats == base))
                    .hasSize(told.payers().size());
            assertThat(told.ownersOf(Purpose.FEE)).containsExactly("c0");
        }
    }

    @Test
    void aWasabi2RoundIsLargeAndOfStandardDenominations() throws IOException {
        for (Told told : told(Story.WASABI2)) {
            assertThat(told.view.inputs).isGreaterThanOrEqualTo(50);
            assertThat(told.paid(Purpose.MIXED))
                    .hasSizeGreaterThan(told.view.outputs / 2)
                    .allMatch(TruthTest::isStandard);
            assertThat(Arrays.stream(told.view.values, 0, told.view.outputs)
                            .map(sats -> -sats)
                            .toArray())
                    .isSorted();
        }
    }

    private static boolean isStandard(long sats) {
        return sats >= 5_000
                && (isPower(sats, 2)
                        || isPower(sats, 3)
                        || sats % 2 == 0 && isPower(sats / 2, 3)
                        || isPower(sats, 10)
                        || sats % 2 == 0 && isPower(sats / 2, 10)
                        || sats % 5 == 0 && isPower(sats / 5, 10));
    }

    private static boolean isPower(long number, int base) {
        return number == 1 || number % base == 0 && isPower(number / base, base);
    }

    @Test
    void someBatchesAndSplitsLookLikeCoinJoins() throws IOException {
        List<Told> suspects = new ArrayList<>(told(Story.BATCH));
        suspects.addAll(told(Story.SPLIT));
        assertThat(suspects)
                .anyMatch(told -> told.view.inputs >= 3
                        && Arrays.stream(told.view.values, 0, told.view.outputs)
                                        .filter(sats -> sats == told.view.values[0])
                                        .count()
                                >= 5);
    }

    // ---- keys

    @Test
    void aKeyPaidInSeveralFormsIsOneOwners() throws IOException {
        Map<String, Set<String>> owners = new HashMap<>();
        Map<String, Set<ScriptKind>> forms = new HashMap<>();
        readBlocks(block -> {
            for (int t = 0; t < block.transactions; t++) {
                for (int output = block.firstOutput[t]; output < block.firstOutput[t + 1]; output++) {
                    int at = block.script[output];
                    byte[] script = Arrays.copyOfRange(block.bytes, at, at + block.scriptLength[output]);
                    ScriptKind kind = ScriptKind.of(script);
                    Optional<String> hash = keyHash(kind, script);
                    String name = OutputId.text(OutputId.of(block.height, t, output - block.firstOutput[t]));
                    hash.ifPresent(key -> {
                        forms.computeIfAbsent(key, k -> new HashSet<>()).add(kind);
                        owners.computeIfAbsent(key, k -> new HashSet<>())
                                .add(Objects.requireNonNull(OUTPUTS.get(name))[1]);
                    });
                }
            }
        });
        assertThat(owners.values()).allMatch(set -> set.size() == 1);
        assertThat(forms.values())
                .contains(Set.of(ScriptKind.P2PKH, ScriptKind.P2WPKH), Set.of(ScriptKind.P2PK, ScriptKind.P2PKH));
    }

    private static Optional<String> keyHash(ScriptKind kind, byte[] script) {
        return switch (kind) {
            case P2PK -> Optional.of(hash160(Arrays.copyOfRange(script, 1, script.length - 1)));
            case P2PKH -> Optional.of(HexFormat.of().formatHex(script, 3, 23));
            case P2WPKH -> Optional.of(HexFormat.of().formatHex(script, 2, 22));
            default -> Optional.empty();
        };
    }

    private static String hash160(byte[] bytes) {
        return HexFormat.of().formatHex(CryptoUtils.sha256hash160(bytes));
    }

    @Test
    void spendingShowsTheKeyOrScriptThatWasPaidTo() throws IOException {
        Context.propagate(new Context());
        Set<ScriptKind> seen = new HashSet<>();
        readBlocks(block -> {
            if (block.height % 16 == 0) {
                compare(block, seen);
            }
        });
        assertThat(seen).contains(ScriptKind.P2PKH, ScriptKind.P2SH, ScriptKind.P2WPKH);
    }

    private static void compare(Block block, Set<ScriptKind> seen) {
        SpentOutputs spent = Objects.requireNonNull(block.spent);
        var transactions = Objects.requireNonNull(RegTestParams.get()
                .getSerializer()
                .makeBlock(ByteBuffer.wrap(block.bytes, 0, block.length))
                .getTransactions());
        for (int t = 1; t < block.transactions; t++) {
            for (int i = block.firstInput[t]; i < block.firstInput[t + 1]; i++) {
                byte[] script = Arrays.copyOfRange(spent.scripts, spent.scriptStart[i], spent.scriptStart[i + 1]);
                TransactionInput input = transactions.get(t).getInput(i - block.firstInput[t]);
                ScriptKind kind = ScriptKind.of(script);
                shown(kind, input).ifPresent(bytes -> {
                    seen.add(kind);
                    int from = kind == ScriptKind.P2PKH ? 3 : 2;
                    assertThat(hash160(bytes)).isEqualTo(HexFormat.of().formatHex(script, from, from + 20));
                });
            }
        }
    }

    /// The key, or the script, that an input of this kind puts last on the stack.
    private static Optional<byte[]> shown(ScriptKind kind, TransactionInput input) {
        TransactionWitness witness = input.getWitness();
        return switch (kind) {
            case P2WPKH -> Optional.of(witness.getPush(1));
            case P2PKH, P2SH ->
                Optional.ofNullable(input.getScriptSig().chunks().getLast().data);
            default -> Optional.empty();
        };
    }

    private static void readBlocks(Consumer<Block> reader) throws IOException {
        ChainLoader.load(
                blocks(), 1, Integer.MAX_VALUE, new ReadingSink(reader), LoadOptions.standard(), Progress.NONE);
    }
}
