package clayton.benchmarks;

import clayton.chain.Hash256;
import clayton.chain.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// Writes a blocks folder with a made-up regtest chain in valid format: headers link and have their work, Merkle
/// roots and witness commitments hold, every input spends an output that exists, is mature and unspent, sums close, and
/// undo data says what was spent.
/// Signatures have the right length and are random. The first hundred blocks only have coinbases, with many outputs
/// each, from which all later transactions are funded: regtest mints 15,000 coins in all, most of them early.
/// Memory follows the unspent set; the same plan gives the same bytes on every machine.
final class ChainGenerator implements AutoCloseable {
    static final String TRUTH_FOLDER = "truth";

    private static final Network NETWORK = Network.REGTEST;
    private static final byte[] GENESIS = HexFormat.of()
            .parseHex("0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b2"
                    + "7ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4adae5494dffff7f20020000000101000000010000"
                    + "000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d01044554"
                    + "68652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f6620"
                    + "7365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a01000000434104678afdb0"
                    + "fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de"
                    + "5c384df7ba0b8d578a4c702b6bf11d5fac00000000");
    private static final int GENESIS_TIME = 1_296_688_602;
    private static final int SPACING_SECONDS = 600;
    private static final int MATURITY = 100;
    private static final int HEAVY_BLOCK = 3_200_000;
    private static final int FULL_BLOCK = 3_900_000;

    private final ChainPlan plan;
    private final Dice dice;
    private final Population people;
    private final Coins coins;
    private final Storyteller storyteller;
    private final BlockAssembler assembler;
    private final BlockFileWriter files;
    private final Truth truth;
    private final ChainStatistics statistics = new ChainStatistics();
    private final Draft draft = new Draft();
    private final Draft reward = new Draft();
    private final byte[] tip = new byte[Hash256.BYTES];

    /// Per height, modulo their number: the coinbase coins that are not mature yet.
    private final int[][] immature = new int[MATURITY][];

    private int height;
    private long feeSats;

    ChainGenerator(ChainPlan plan, Path folder) throws IOException {
        this.plan = plan;
        dice = new Dice(plan.seed());
        people = new Population(plan.bytes());
        coins = new Coins(people.size());
        storyteller = new Storyteller(coins, people, dice);
        assembler = new BlockAssembler(NETWORK, coins, new Scripts(plan.seed(), dice), dice);
        files = new BlockFileWriter(folder, NETWORK.magic(), key(plan));
        truth = plan.truth() ? new TruthFiles(folder.resolve(TRUTH_FOLDER), people) : Truth.UNTOLD;
    }

    /// Writes the whole chain, until it has the planned size.
    ChainStatistics generate() throws IOException {
        begin();
        while (files.written() < plan.bytes()) {
            height++;
            mature();
            fill();
            mine();
        }
        return statistics;
    }

    @Override
    public void close() throws IOException {
        try (files) {
            truth.close();
        }
    }

    private static byte[] key(ChainPlan plan) {
        byte[] key = new byte[Long.BYTES];
        if (plan.obfuscated()) {
            new Dice(~plan.seed()).fill(key, 0, key.length);
        }
        return key;
    }

    private void begin() throws IOException {
        new HashRows().hash(GENESIS, 0, BlockAssembler.HEADER_BYTES, tip, 0);
        files.write(GENESIS, GENESIS.length);
        reward.begin(Story.COINBASE, Look.BUSINESS);
        reward.pay(NETWORK.subsidy(0), Address.of(Address.NOBODY, 0, people.kind(0)), Purpose.BURN);
        statistics.addBlock(GENESIS.length, 1, reward, false);
        truth.tell(0, 0, reward);
    }

    /// Frees the coins of the coinbase that this block may spend for the first time.
    private void mature() {
        int[] slots = immature[height % MATURITY];
        if (slots != null) {
            for (int slot : slots) {
                coins.release(slot);
            }
        }
    }

    /// As many transactions as there are in a block these days, fewer while coins are few.
    private void fill() throws IOException {
        assembler.begin(height);
        storyteller.nextBlock();
        feeSats = 0;
        int wanted = Math.min(dice.between(1700, 3100), coins.free() / 3);
        int serial = coins.created();
        while (assembler.count() <= wanted && assembler.weight() < FULL_BLOCK) {
            if (!storyteller.tell(draft, assembler.weight() < HEAVY_BLOCK)) {
                return;
            }
            addTransaction(serial);
        }
    }

    private void addTransaction(int firstOfBlock) throws IOException {
        int fromSameBlock = 0;
        for (int i = 0; i < draft.inputs; i++) {
            fromSameBlock += coins.serial(draft.coin[i]) >= firstOfBlock ? 1 : 0;
        }
        int before = assembler.length();
        truth.tell(height, assembler.count(), draft);
        int[] slots = assembler.add(draft);
        storyteller.told(draft, slots);
        statistics.addTransaction(draft, assembler.length() - before, fromSameBlock);
        feeSats += draft.inputSats - draft.outputSats;
    }

    private void mine() throws IOException {
        reward.begin(Story.COINBASE, Look.BUSINESS);
        long allowedSats = NETWORK.subsidy(height) + feeSats;
        if (height <= MATURITY) {
            endow(allowedSats);
        } else {
            reward.pay(claimed(allowedSats), people.publicAddress(people.pool(dice)), Purpose.REWARD);
        }
        truth.tell(height, 0, reward);
        int[] slots = assembler.finish(reward, tip, GENESIS_TIME + height * SPACING_SECONDS);
        immature[height % MATURITY] = Arrays.copyOf(slots, reward.outputs);
        files.write(assembler.block().bytes(), assembler.block().length());
        files.writeUndo(assembler.block(), assembler.undo());
        statistics.addBlock(assembler.block().length(), assembler.count(), reward, assembler.hasCommitment());
    }

    /// All a coinbase may claim, but for a rare slip.
    private long claimed(long allowedSats) {
        return allowedSats - (dice.perMille(5) ? Math.min(allowedSats, dice.below(1000)) : 0);
    }

    /// Spreads a subsidy over many people, most of them poor and some rich, so that there is something to spend.
    private void endow(long allowedSats) {
        int endowed = Math.clamp(plan.bytes() / 500_000, 40, 2000);
        for (int i = 0; i < endowed; i++) {
            long sats = allowedSats / endowed * dice.heavy(100, 25_000) / 1000;
            if (reward.outputSats + sats > allowedSats) {
                break;
            }
            reward.pay(sats, endowment(), Purpose.REWARD);
        }
        reward.pay(allowedSats - reward.outputSats, people.publicAddress(people.pool(dice)), Purpose.REWARD);
    }

    private long endowment() {
        int draw = dice.below(1000);
        return people.freshAddress(
                draw < 400 ? people.service(dice) : draw < 500 ? people.merchant(dice) : people.user(dice));
    }
}
