package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.Block;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.PlainDecoder;
import clayton.chain.RandomChain;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The decoder on blocks that keep the rules, and on one block for every rule.
final class BlockRulesTest {
    private static final String TX_START = "01000000";
    private static final String INPUT = "11".repeat(32) + "00000000" + "00" + "ffffffff";
    private static final String OUTPUT = "0100000000000000" + "00";
    private static final String LOCK_TIME = "00000000";

    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);
    private final Built first = chain.next().mine();
    private final Coin coin = first.coinbase().coin(0);
    private final BlockDecoder decoder = new BlockDecoder();

    @Test
    void randomBlocksDecodeAsTheyDoThePlainWay() throws InvalidBlockException {
        Block block = new Block();
        for (long seed = 0; seed < 5; seed++) {
            Built tip = new RandomChain(chain, chain.genesis(), new Random(seed)).grow(40);
            for (Built each : tip.chain()) {
                decode(each.raw(), block);
                assertSame(block, PlainDecoder.decode(each.raw(), 0), "seed " + seed + ", height " + each.height());
            }
        }
    }

    private static void assertSame(Block block, Block plain, String what) {
        int txs = plain.transactions;
        assertThat(block.transactions).as(what).isEqualTo(txs);
        assertThat(Arrays.copyOf(block.txids, txs * 32)).as(what).isEqualTo(plain.txids);
        assertThat(Arrays.copyOf(block.txOffset, txs)).as(what).isEqualTo(plain.txOffset);
        assertThat(Arrays.copyOf(block.txLength, txs)).as(what).isEqualTo(plain.txLength);
        assertThat(Arrays.copyOf(block.firstInput, txs + 1)).as(what).isEqualTo(plain.firstInput);
        assertThat(Arrays.copyOf(block.firstOutput, txs + 1)).as(what).isEqualTo(plain.firstOutput);
        assertThat(Arrays.copyOf(block.prevout, plain.inputs())).as(what).isEqualTo(plain.prevout);
        assertThat(Arrays.copyOf(block.value, plain.outputs())).as(what).isEqualTo(plain.value);
        assertThat(Arrays.copyOf(block.script, plain.outputs())).as(what).isEqualTo(plain.script);
        assertThat(Arrays.copyOf(block.scriptLength, plain.outputs())).as(what).isEqualTo(plain.scriptLength);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        long overflowing = 9_223_372_036_854_277_039L;
        refuses("bad-txns-vout-toolarge", new Tx().spend(coin).pay(overflowing).pay(overflowing));
        refuses("bad-txns-vout-toolarge", new Tx().spend(coin).pay(Network.MAX_MONEY + 1));
        refuses("bad-txns-vout-negative", new Tx().spend(coin).pay(-1));
        refuses("bad-txns-vout-negative", new Tx().spend(coin).pay(Long.MIN_VALUE));
        refuses(
                "bad-txns-txouttotal-toolarge",
                new Tx().spend(coin).pay(Network.MAX_MONEY).pay(1));
        Built most = mined(new Tx().spend(coin).pay(Network.MAX_MONEY).pay(0));
        assertThat(decoded(most.raw()).value[1]).isEqualTo(Network.MAX_MONEY);
    }

    @Test
    void aPrevoutSpentTwiceInOneTransactionIsRefused() {
        refuses("bad-txns-inputs-duplicate", new Tx().spend(coin).spend(coin).pay(1));
        Tx many = new Tx();
        IntStream.range(0, 3_000)
                .forEach(i -> many.spend(new OutPoint(coin.outPoint().txid(), i)));
        decoded(mined(many.pay(1)).raw());
        refuses(
                "bad-txns-inputs-duplicate",
                many.spend(new OutPoint(coin.outPoint().txid(), 1_234)));
    }

    @Test
    void theCoinbaseStandsFirstAndAlone() {
        OutPoint nothing = new OutPoint(new Hash256(0, 0, 0, 0), -1);
        refuses("bad-cb-multiple", new Tx().coinbaseData(new byte[10]).pay(1));
        refuses("bad-txns-prevout-null", new Tx().spend(coin).spend(nothing).pay(1));
        refuses(
                "bad-cb-missing",
                chain.on(first).coinbase(new Tx().spend(coin).pay(1)).mine());
        for (int length : new int[] {0, 1, 101}) {
            Tx coinbase = new Tx().coinbaseData(new byte[length]).pay(1);
            refuses("bad-cb-length", chain.on(first).coinbase(coinbase).mine());
        }
        decoded(chain.on(first)
                .coinbase(new Tx().coinbaseData(new byte[100]).pay(1))
                .mine()
                .raw());
    }

    @Test
    void aTransactionWithoutOutputsIsRefused() {
        refuses("bad-txns-vout-empty", new Tx().spend(coin));
    }

    @Test
    void theMerkleRootMustHold() {
        byte[] raw = first.raw();
        raw[raw.length - 1] ^= 1;
        refuses("bad-txnmrklroot", raw);
    }

    @Test
    void aListWithItsLastPairTwiceIsRefusedThoughItsRootHolds() {
        Built block = mined(new Tx().spend(coin).pay(2), new Tx().spend(coin).pay(1));
        List<byte[]> txs = block.txs().stream().map(Tx::serialized).toList();
        List<byte[]> mutated = Stream.concat(txs.stream(), txs.stream().skip(2)).toList();
        refuses("bad-txns-duplicate", FolderWriter.rebuilt(block.raw(), mutated));
    }

    @Test
    void bytesBehindTheLastTransactionAreRefused() {
        refuses("1 bytes behind the last transaction", Arrays.copyOf(first.raw(), first.raw().length + 1));
    }

    @Test
    void anotherHeaderThanWasScannedIsRefused() {
        Block block = new Block();
        block.bytes = first.raw();
        block.length = block.bytes.length;
        assertThatThrownBy(() -> decoder.decode(block))
                .isInstanceOf(InvalidBlockException.class)
                .hasMessageContaining("blk00000.dat, offset 0");
    }

    @Test
    void everyPrefixOfABlockIsRefused() {
        byte[] raw = mined(new Tx().spend(coin).witness(new byte[300]).pay(1)).raw();
        for (int length = 0; length < raw.length; length++) {
            byte[] prefix = Arrays.copyOf(raw, length);
            assertThatThrownBy(() -> decode(prefix, new Block())).isInstanceOf(InvalidBlockException.class);
        }
    }

    @Test
    void theSegwitMarkerIsReadAsANodeReadsIt() {
        String body = "01" + INPUT + "01" + OUTPUT;
        refusesTx("Superfluous witness record", TX_START + "0001" + body + "00" + LOCK_TIME);
        refusesTx("Superfluous witness record", TX_START + "0001" + "00" + "01" + OUTPUT + LOCK_TIME + "00".repeat(99));
        refusesTx("Unknown transaction optional data", TX_START + "0002" + body + LOCK_TIME);
        refusesTx("Unknown transaction optional data", TX_START + "0003" + body + "0100" + LOCK_TIME);
        refusesTx("bad-txns-vin-empty", TX_START + "0000" + LOCK_TIME + "00".repeat(99));
    }

    @Test
    void sizesMustBeWrittenInTheirShortestForm() {
        for (String size : List.of("fd0100", "fdfc00", "fe01000000", "feffff0000", "ff0100000000000000")) {
            refusesTx("non-canonical ReadCompactSize()", TX_START + size + INPUT + "01" + OUTPUT + LOCK_TIME);
        }
        refusesTx("ReadCompactSize(): size too large", TX_START + "fe01000002" + INPUT.repeat(2));
        refusesTx("ReadCompactSize(): size too large", TX_START + "ffffffffffffffffff" + INPUT.repeat(2));
    }

    @Test
    void hugeCountsTakeNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String count : List.of("feffffff7f", "feffffff01", "fe00000002", "fdffff")) {
            long before = threads.getCurrentThreadAllocatedBytes();
            refusesTx("", TX_START + count + INPUT.repeat(2));
            refusesTx("", TX_START + "01" + INPUT + count + OUTPUT.repeat(2));
            refusesTx("", TX_START + "0001" + "01" + INPUT + "01" + OUTPUT + count + LOCK_TIME);
            byte[] head = Arrays.copyOf(first.raw(), 80 + 5);
            System.arraycopy(HexFormat.of().parseHex(count), 0, head, 80, count.length() / 2);
            assertThatThrownBy(() -> decode(head, new Block())).isInstanceOf(InvalidBlockException.class);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
        }
    }

    @Test
    void weightIsBounded() {
        byte[] megabyte = new byte[999_700];
        decoded(mined(new Tx().spend(coin).pay(0, megabyte)).raw());
        refuses("bad-blk-length", new Tx().spend(coin).pay(0, new byte[1_000_000]));
        refuses("bad-blk-weight", new Tx().spend(coin).witness(new byte[2_000]).pay(0, megabyte));
    }

    @Test
    void aCommitmentWithoutWitnessIsNothingSpecial() {
        byte[] commitment = HexFormat.of().parseHex("6a24aa21a9ed" + "3d".repeat(32));
        Built block = chain.on(first)
                .reward(5)
                .reward(0, commitment)
                .add(new Tx().spend(coin).pay(1))
                .mine();
        assertThat(decoded(block.raw()).transactions).isEqualTo(2);
    }

    @Test
    void blocksAtTheCeilingsDecodeInLinearTime() {
        Tx[] smallest = IntStream.range(0, 16_600)
                .mapToObj(i ->
                        new Tx().spend(new OutPoint(coin.outPoint().txid(), i)).pay(1, new byte[0]))
                .toArray(Tx[]::new);
        assertThat(decoded(mined(smallest).raw()).transactions).isEqualTo(16_601);
        Tx widest = new Tx();
        IntStream.range(0, 24_000)
                .forEach(i -> widest.spend(new OutPoint(coin.outPoint().txid(), i)));
        assertThat(decoded(mined(widest.pay(1)).raw()).inputs()).isEqualTo(24_000);
        Tx broadest = new Tx().spend(coin);
        IntStream.range(0, 111_000).forEach(i -> broadest.pay(1, new byte[0]));
        assertThat(decoded(mined(broadest).raw()).outputs()).isEqualTo(111_001);
    }

    @Test
    void aReusedBlockForgetsTheOneBefore() throws InvalidBlockException {
        Block block = new Block();
        decode(mined(new Tx().spend(coin).pay(1).pay(2)).raw(), block);
        decode(first.raw(), block);
        assertThat(block.transactions).isEqualTo(1);
        assertThat(block.inputs()).isZero();
        assertThat(block.outputs()).isEqualTo(1);
    }

    private Built mined(Tx... txs) {
        return chain.on(first).reward(1).add(txs).mine();
    }

    private void refuses(String reason, Tx tx) {
        refuses(reason, mined(tx));
    }

    private void refuses(String reason, Built block) {
        refuses(reason, block.raw());
    }

    private void refuses(String reason, byte[] raw) {
        assertThatThrownBy(() -> decode(raw, new Block()))
                .isInstanceOfSatisfying(
                        InvalidBlockException.class,
                        refusal -> assertThat(refusal.reason()).contains(reason));
    }

    /// A block with this transaction behind its coinbase, whose root does not matter.
    private void refusesTx(String reason, String tx) {
        refuses(
                reason,
                FolderWriter.rebuilt(
                        first.raw(),
                        List.of(first.coinbase().serialized(), HexFormat.of().parseHex(tx))));
    }

    private Block decoded(byte[] raw) {
        try {
            return decode(raw, new Block());
        } catch (InvalidBlockException e) {
            throw new AssertionError(e);
        }
    }

    private Block decode(byte[] raw, Block block) throws InvalidBlockException {
        block.bytes = raw;
        block.length = raw.length;
        block.hash = raw.length < 80 ? block.hash : PlainDecoder.headerHash(raw);
        decoder.decode(block);
        return block;
    }
}
