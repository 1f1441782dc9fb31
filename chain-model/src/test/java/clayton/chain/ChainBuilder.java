package clayton.chain;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Builds chains of real, serialized blocks on regtest's genesis block: linked headers, Merkle roots, witness
/// commitments and proof of work hold; signatures and coinbase maturity do not. What a plan describes is mined as
/// it stands, so that blocks that break a rule can be built too.
///
/// ```java
/// ChainBuilder chain = new ChainBuilder(Network.REGTEST);
/// Built first = chain.next().mine();
/// Tx split = new Tx().spend(first.coinbase().coin(0)).pay(3 * COIN).pay(46 * COIN);
/// Built second = chain.next().add(split, new Tx().spend(split.coin(0)).pay(3 * COIN)).mine();
/// Built rival = chain.on(first).mine();
/// ```
public final class ChainBuilder {
    private static final int HEADER_BYTES = 80;
    private static final int GENESIS_NONCE = 2;

    private final Network network;
    private final IdentityHashMap<Tx, List<Built>> homes = new IdentityHashMap<>();
    private final Built genesis;
    private Built tip;
    private int mined;
    private long nextOffset;

    public ChainBuilder(Network network) {
        this.network = network;
        Tx coinbase = new Tx()
                .coinbaseData(HexFormat.of()
                        .parseHex("04ffff001d010445"
                                + HexFormat.of()
                                        .formatHex(
                                                "The Times 03/Jan/2009 Chancellor on brink of second bailout for banks"
                                                        .getBytes(StandardCharsets.US_ASCII))))
                .pay(
                        50 * Network.COIN,
                        HexFormat.of()
                                .parseHex("4104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb6"
                                        + "49f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac"));
        genesis = build(Optional.empty(), List.of(coinbase), 1296688602);
        tip = genesis;
    }

    /// Where outputs go that name no script.
    public static byte[] opTrue() {
        return new byte[] {0x51};
    }

    public Built genesis() {
        return genesis;
    }

    /// The block mined last.
    public Built tip() {
        return tip;
    }

    public Plan next() {
        return on(tip);
    }

    /// A block on any earlier one; if that was not the tip, this is a fork.
    public Plan on(Built parent) {
        return new Plan(parent);
    }

    private Built build(Optional<Built> parent, List<Tx> txs, int time) {
        Wire wire = new Wire();
        int version = parent.isEmpty() ? 1 : 0x20000000;
        wire.little(version, 4);
        wire.bytes(parent.map(block -> block.hash().toBytes()).orElse(new byte[32]));
        wire.bytes(merkleRoot(txs.stream().map(tx -> tx.txid().toBytes()).toList()));
        wire.little(time, 4);
        wire.little(network.powLimitBits(), 4);
        wire.little(0, 4);
        wire.compactSize(txs.size());
        txs.forEach(tx -> wire.bytes(tx.serialized()));
        byte[] raw = wire.toByteArray();
        mineNonce(raw, parent.isEmpty() ? GENESIS_NONCE : 0);
        Built built = new Built(parent, List.copyOf(txs), raw, time, nextOffset + 8);
        nextOffset += 8 + raw.length;
        txs.forEach(tx -> homes.computeIfAbsent(tx, t -> new ArrayList<>()).add(built));
        return built;
    }

    private void mineNonce(byte[] raw, int first) {
        for (int nonce = first; ; nonce++) {
            for (int i = 0; i < 4; i++) {
                raw[76 + i] = (byte) (nonce >>> (8 * i));
            }
            byte[] hash = PlainDecoder.sha256d(Arrays.copyOf(raw, HEADER_BYTES));
            byte[] bigEndian = new byte[32];
            for (int i = 0; i < 32; i++) {
                bigEndian[i] = hash[31 - i];
            }
            if (new BigInteger(1, bigEndian).compareTo(network.powLimit()) <= 0) {
                return;
            }
        }
    }

    private static byte[] merkleRoot(List<byte[]> leaves) {
        List<byte[]> row = leaves;
        while (row.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < row.size(); i += 2) {
                above.add(pairHash(row.get(i), row.get(Math.min(i + 1, row.size() - 1))));
            }
            row = above;
        }
        return row.getFirst();
    }

    private static byte[] pairHash(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, 64);
        System.arraycopy(right, 0, both, 32, 32);
        return PlainDecoder.sha256d(both);
    }

    /// An output of a described transaction. Identity, not its name, says which: two namesakes are two coins.
    public record Coin(Tx tx, int vout) {
        public OutPoint outPoint() {
            return new OutPoint(tx.txid(), vout);
        }

        public long valueSats() {
            return tx.outputs.get(vout).valueSats();
        }

        public byte[] script() {
            return tx.outputs.get(vout).script();
        }
    }

    /// An output as described.
    @SuppressWarnings("ArrayRecordComponent")
    public record Pay(long valueSats, byte[] script) {}

    /// An input as described; without a coin if the outpoint was only named.
    public record Spend(OutPoint outPoint, Optional<Coin> coin) {}

    /// Describes one transaction. Its txid is that of what has been described when it is asked for.
    public static final class Tx {
        private final List<Spend> inputs = new ArrayList<>();
        private final List<Pay> outputs = new ArrayList<>();
        private final List<List<byte[]>> witnesses = new ArrayList<>();
        private byte[] coinbaseData = new byte[0];
        private boolean coinbase;
        private int version = 1;
        private int lockTime;
        private int sequence = -1;

        public Tx version(int number) {
            version = number;
            return this;
        }

        public Tx lockTime(int heightOrSeconds) {
            lockTime = heightOrSeconds;
            return this;
        }

        /// The sequence number of all inputs.
        public Tx sequence(int number) {
            sequence = number;
            return this;
        }

        public Tx spend(Coin... coins) {
            for (Coin coin : coins) {
                inputs.add(new Spend(coin.outPoint(), Optional.of(coin)));
                witnesses.add(List.of());
            }
            return this;
        }

        /// Spends an output that may not exist.
        public Tx spend(OutPoint outPoint) {
            inputs.add(new Spend(outPoint, Optional.empty()));
            witnesses.add(List.of());
            return this;
        }

        /// Gives the last input a witness stack.
        public Tx witness(byte[]... stack) {
            witnesses.set(witnesses.size() - 1, List.of(stack));
            return this;
        }

        public Tx pay(long valueSats) {
            return pay(valueSats, opTrue());
        }

        public Tx pay(long valueSats, byte[] script) {
            outputs.add(new Pay(valueSats, script));
            return this;
        }

        /// Makes this a coinbase with these bytes for its input script.
        public Tx coinbaseData(byte[] data) {
            coinbase = true;
            coinbaseData = data;
            return this;
        }

        /// The same bytes, another transaction: what BIP 30 is about.
        public Tx namesake() {
            Tx other = new Tx();
            other.inputs.addAll(inputs);
            other.outputs.addAll(outputs);
            other.witnesses.addAll(witnesses);
            other.coinbaseData = coinbaseData;
            other.coinbase = coinbase;
            other.version = version;
            other.lockTime = lockTime;
            other.sequence = sequence;
            return other;
        }

        public Coin coin(int vout) {
            return new Coin(this, vout);
        }

        public List<Coin> coins() {
            List<Coin> coins = new ArrayList<>();
            for (int vout = 0; vout < outputs.size(); vout++) {
                coins.add(coin(vout));
            }
            return coins;
        }

        public List<Spend> inputs() {
            return inputs;
        }

        public List<Pay> outputs() {
            return outputs;
        }

        public boolean isCoinbase() {
            return coinbase;
        }

        public long inputSats() {
            return inputs.stream()
                    .flatMap(input -> input.coin().stream())
                    .mapToLong(Coin::valueSats)
                    .sum();
        }

        public long outputSats() {
            return outputs.stream().mapToLong(Pay::valueSats).sum();
        }

        public long feeSats() {
            return inputSats() - outputSats();
        }

        public Hash256 txid() {
            return Hash256.at(PlainDecoder.sha256d(serialize(false)), 0);
        }

        public byte[] serialized() {
            return serialize(hasWitness());
        }

        public int version() {
            return version;
        }

        public int lockTime() {
            return lockTime;
        }

        public int sequence() {
            return sequence;
        }

        /// BIP 141.
        public int weight() {
            return 3 * serialize(false).length + serialized().length;
        }

        boolean hasWitness() {
            return witnesses.stream().anyMatch(stack -> !stack.isEmpty());
        }

        private byte[] serialize(boolean withWitness) {
            Wire wire = new Wire();
            wire.little(version, 4);
            if (withWitness) {
                wire.little(0x0100, 2);
            }
            wire.compactSize(coinbase ? 1 : inputs.size());
            if (coinbase) {
                wire.input(new OutPoint(new Hash256(0, 0, 0, 0), -1), coinbaseData, -1);
            }
            inputs.forEach(input -> wire.input(input.outPoint(), new byte[0], sequence));
            wire.compactSize(outputs.size());
            outputs.forEach(wire::output);
            if (withWitness) {
                witnesses.forEach(wire::stack);
            }
            wire.little(lockTime, 4);
            return wire.toByteArray();
        }
    }

    /// Describes one block. Unless told otherwise its coinbase names its height (BIP 34) and pays all it may to one
    /// output.
    public final class Plan {
        private final Built parent;
        private final List<Tx> txs = new ArrayList<>();
        private final List<Pay> rewards = new ArrayList<>();
        private Optional<Tx> coinbase = Optional.empty();
        private int time;

        private Plan(Built parent) {
            this.parent = parent;
            this.time = parent.time() + 600;
        }

        public Plan add(Tx... more) {
            txs.addAll(List.of(more));
            return this;
        }

        /// Another output of the coinbase.
        public Plan reward(long valueSats, byte[] script) {
            rewards.add(new Pay(valueSats, script));
            return this;
        }

        public Plan reward(long valueSats) {
            return reward(valueSats, opTrue());
        }

        /// The whole coinbase, as it is: for namesakes and coinbases without a height.
        public Plan coinbase(Tx whole) {
            coinbase = Optional.of(whole);
            return this;
        }

        public Plan time(int seconds) {
            time = seconds;
            return this;
        }

        public int height() {
            return parent.height() + 1;
        }

        /// What the coinbase may pay: subsidy and the fees of what was added so far.
        public long allowedSats() {
            return network.subsidy(height())
                    + txs.stream().mapToLong(tx -> Math.max(0, tx.feeSats())).sum();
        }

        public Built mine() {
            List<Tx> all = new ArrayList<>();
            all.add(coinbase.orElseGet(this::usualCoinbase));
            all.addAll(txs);
            if (coinbase.isEmpty() && txs.stream().anyMatch(Tx::hasWitness)) {
                commitToWitnesses(all);
            }
            tip = build(Optional.of(parent), all, time);
            return tip;
        }

        private Tx usualCoinbase() {
            Wire data = new Wire();
            data.bytes(heightPush(height()));
            data.compactSize(4);
            data.little(++mined, 4);
            Tx usual = new Tx().coinbaseData(data.toByteArray());
            if (rewards.isEmpty()) {
                usual.pay(allowedSats());
            }
            rewards.forEach(reward -> usual.pay(reward.valueSats(), reward.script()));
            return usual;
        }

        /// BIP 141: an output with the hash of all wtxids, and 32 reserved bytes in the coinbase's witness.
        private void commitToWitnesses(List<Tx> all) {
            List<byte[]> leaves = new ArrayList<>(List.of(new byte[32]));
            txs.forEach(tx -> leaves.add(PlainDecoder.sha256d(tx.serialized())));
            Wire script = new Wire();
            script.bytes(HexFormat.of().parseHex("6a24aa21a9ed"));
            script.bytes(pairHash(merkleRoot(leaves), new byte[32]));
            Tx first = all.getFirst();
            first.pay(0, script.toByteArray());
            first.witnesses.add(List.of(new byte[32]));
        }
    }

    /// `height` as the first push of a coinbase (BIP 34; Core, `CScript << int64_t`).
    static byte[] heightPush(int height) {
        if (height <= 16) {
            return new byte[] {(byte) (height == 0 ? 0 : 0x50 + height)};
        }
        byte[] big = BigInteger.valueOf(height).toByteArray();
        byte[] push = new byte[1 + big.length];
        push[0] = (byte) big.length;
        for (int i = 0; i < big.length; i++) {
            push[1 + i] = big[big.length - 1 - i];
        }
        return push;
    }

    /// One mined block. Each call of [#block] gives a fresh [Block].
    public final class Built {
        private final Optional<Built> parent;
        private final List<Tx> txs;
        private final byte[] raw;
        private final int time;
        private final long offset;
        private final int height;
        private final Hash256 hash;

        private Built(Optional<Built> parent, List<Tx> txs, byte[] raw, int time, long offset) {
            this.parent = parent;
            this.txs = txs;
            this.raw = raw;
            this.time = time;
            this.offset = offset;
            this.height = parent.isEmpty() ? 0 : parent.get().height + 1;
            this.hash = PlainDecoder.headerHash(raw);
        }

        public int height() {
            return height;
        }

        public Hash256 hash() {
            return hash;
        }

        public int time() {
            return time;
        }

        public Optional<Built> parent() {
            return parent;
        }

        /// The coinbase and all others, in block order.
        public List<Tx> txs() {
            return txs;
        }

        public Tx coinbase() {
            return txs.getFirst();
        }

        public byte[] raw() {
            return raw.clone();
        }

        /// The block with what it spent, as if undo data were at hand (the genesis block never has any).
        public Block block() {
            Block block = blockWithoutUndo();
            if (parent.isPresent()) {
                block.spent = spentOutputs();
            }
            return block;
        }

        public Block blockWithoutUndo() {
            Block block = PlainDecoder.decode(raw(), height);
            block.offset = offset;
            return block;
        }

        /// The chain that ends here, genesis first.
        public List<Built> chain() {
            List<Built> chain = new ArrayList<>();
            for (Optional<Built> block = Optional.of(this); block.isPresent(); block = block.get().parent) {
                chain.add(block.get());
            }
            return chain.reversed();
        }

        private boolean descendsFrom(Built ancestor) {
            Built block = this;
            while (block.height > ancestor.height) {
                block = block.parent.orElseThrow();
            }
            return block == ancestor;
        }

        private Optional<Built> home(Tx tx) {
            return homes.getOrDefault(tx, List.of()).stream()
                    .filter(this::descendsFrom)
                    .findFirst();
        }

        private @org.jspecify.annotations.Nullable SpentOutputs spentOutputs() {
            List<Spend> spends =
                    txs.stream().flatMap(tx -> tx.inputs().stream()).toList();
            SpentOutputs spent = new SpentOutputs();
            spent.value = new long[spends.size()];
            spent.height = new int[spends.size()];
            spent.coinbase = new boolean[spends.size()];
            spent.scriptStart = new int[spends.size() + 1];
            Wire scripts = new Wire();
            for (int i = 0; i < spends.size(); i++) {
                Optional<Coin> coin = spends.get(i).coin();
                if (coin.isEmpty()) {
                    return null;
                }
                spent.value[i] = coin.get().valueSats();
                spent.height[i] = home(coin.get().tx()).map(Built::height).orElse(0);
                spent.coinbase[i] = coin.get().tx().isCoinbase();
                scripts.bytes(coin.get().script());
                spent.scriptStart[i + 1] = scripts.size();
            }
            spent.scripts = scripts.toByteArray();
            return spent;
        }
    }

    /// Bitcoin's wire format, writing.
    private static final class Wire {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void bytes(byte[] bytes) {
            out.writeBytes(bytes);
        }

        void little(long number, int bytes) {
            for (int i = 0; i < bytes; i++) {
                out.write((int) (number >>> (8 * i)));
            }
        }

        void compactSize(int number) {
            if (number < 0xfd) {
                little(number, 1);
            } else if (number <= 0xffff) {
                little(0xfd, 1);
                little(number, 2);
            } else {
                little(0xfe, 1);
                little(number, 4);
            }
        }

        void input(OutPoint outPoint, byte[] script, int sequence) {
            bytes(outPoint.txid().toBytes());
            little(outPoint.vout(), 4);
            compactSize(script.length);
            bytes(script);
            little(sequence, 4);
        }

        void output(Pay pay) {
            little(pay.valueSats(), 8);
            compactSize(pay.script().length);
            bytes(pay.script());
        }

        void stack(List<byte[]> items) {
            compactSize(items.size());
            for (byte[] item : items) {
                compactSize(item.length);
                bytes(item);
            }
        }

        int size() {
            return out.size();
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
