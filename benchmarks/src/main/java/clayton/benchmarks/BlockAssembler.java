package clayton.benchmarks;

import clayton.chain.Hash256;
import clayton.chain.Network;

/// Turns drafts into the bytes of one block after another: transactions first, then the coinbase and the header
/// that commit to them. Spent coins leave the set and outputs enter it as they are written, so that a later
/// transaction of the same block may spend them.
final class BlockAssembler {
    static final int HEADER_BYTES = 80;

    private static final int NONCE_AT = 76;
    private static final int BLOCK_VERSION = 0x2000_0000;
    private static final int COMMITMENT_BYTES = 38;
    private static final int WITNESS_MARKER = 0x0100;
    private static final int WITNESS_SCALE = 4;
    private static final int FINAL = 0xffff_ffff;
    private static final byte[] ZEROS = new byte[Hash256.BYTES];

    private final Network network;
    private final Coins coins;
    private final Scripts scripts;
    private final Dice dice;
    private final UndoPacker undo;
    private final HashRows txids = new HashRows();
    private final HashRows wtxids = new HashRows();
    private final WireBuffer transactions = new WireBuffer();
    private final WireBuffer coinbase = new WireBuffer();
    private final WireBuffer block = new WireBuffer();
    private final byte[] hash = new byte[Hash256.BYTES];
    private int[] slots = new int[64];
    private int count;
    private int weight;
    private boolean anyWitness;
    private int height;

    BlockAssembler(Network network, Coins coins, Scripts scripts, Dice dice) {
        this.network = network;
        this.coins = coins;
        this.scripts = scripts;
        this.dice = dice;
        undo = new UndoPacker(coins, scripts);
    }

    void begin(int newHeight) {
        height = newHeight;
        count = 1;
        weight = WITNESS_SCALE * (HEADER_BYTES + 3);
        anyWitness = false;
        txids.clear();
        wtxids.clear();
        transactions.clear();
        undo.begin();
    }

    /// Weight of the block so far, its coinbase left out.
    int weight() {
        return weight;
    }

    /// How many transactions there are, the coinbase included.
    int count() {
        return count;
    }

    /// Bytes of the transactions so far, the coinbase left out.
    int length() {
        return transactions.length();
    }

    /// Whether the coinbase has an output more than its reward says: the commitment to the witnesses.
    boolean hasCommitment() {
        return anyWitness;
    }

    /// The finished block.
    WireBuffer block() {
        return block;
    }

    /// What the finished block spent, as undo data.
    WireBuffer undo() {
        return undo.finish();
    }

    /// Appends a transaction; its inputs are spent, its outputs are free coins. Answers their slots.
    int[] add(Draft draft) {
        int start = transactions.length();
        boolean witness = hasWitness(draft);
        transactions.int32(draft.look.version);
        if (witness) {
            transactions.int16(WITNESS_MARKER);
        }
        int body = transactions.length();
        writeInputs(draft);
        writeOutputs(transactions, draft);
        int bodyEnd = transactions.length();
        if (witness) {
            for (int i = 0; i < draft.inputs; i++) {
                scripts.witness(transactions, coins.address(draft.coin[i]));
            }
        }
        transactions.int32(draft.look.lockTime(height - 1, dice));
        int txid = hash(transactions, txids, start, body, bodyEnd);
        addWtxid(start, witness, txid);
        addWeight(transactions.length() - start, witness ? transactions.length() - bodyEnd - 2 : 0);
        count++;
        return settle(draft, txid);
    }

    private boolean hasWitness(Draft draft) {
        for (int i = 0; i < draft.inputs; i++) {
            if (scripts.hasWitness(coins.address(draft.coin[i]))) {
                return true;
            }
        }
        return false;
    }

    private void writeInputs(Draft draft) {
        transactions.compactSize(draft.inputs);
        for (int i = 0; i < draft.inputs; i++) {
            coins.writeOutPoint(draft.coin[i], transactions);
            scripts.unlock(transactions, coins.address(draft.coin[i]));
            transactions.int32(draft.look.sequence);
        }
    }

    private void writeOutputs(WireBuffer out, Draft draft) {
        out.compactSize(draft.outputs);
        for (int i = 0; i < draft.outputs; i++) {
            writeOutput(out, draft, i);
        }
    }

    private void writeOutput(WireBuffer out, Draft draft, int output) {
        out.int64(draft.sats[output]);
        scripts.lock(out, draft.address[output]);
    }

    /// Hashes version, body and lock time: all but the witness.
    private static int hash(WireBuffer out, HashRows into, int start, int body, int bodyEnd) {
        into.update(out.bytes(), start, start + Integer.BYTES);
        into.update(out.bytes(), body, bodyEnd);
        into.update(out.bytes(), out.length() - Integer.BYTES, out.length());
        return into.finish();
    }

    private void addWtxid(int start, boolean witness, int txid) {
        anyWitness |= witness;
        if (witness) {
            wtxids.update(transactions.bytes(), start, transactions.length());
            wtxids.finish();
        } else {
            wtxids.add(txids.bytes(), txid);
        }
    }

    /// `length` with witness; the marker counts as part of it.
    private void addWeight(int length, int witnessLength) {
        weight += length * WITNESS_SCALE - witnessLength * (WITNESS_SCALE - 1);
    }

    private int[] settle(Draft draft, int txid) {
        undo.add(draft);
        for (int i = 0; i < draft.inputs; i++) {
            coins.spend(draft.coin[i]);
        }
        create(draft, txids.bytes(), txid);
        for (int i = 0; i < draft.outputs; i++) {
            if (slots[i] != Coins.NONE) {
                coins.release(slots[i]);
            }
        }
        return slots;
    }

    private void create(Draft draft, byte[] bytes, int txid) {
        if (slots.length < draft.outputs) {
            slots = new int[2 * draft.outputs];
        }
        int origin = 2 * height + (draft.story == Story.COINBASE ? 1 : 0);
        for (int i = 0; i < draft.outputs; i++) {
            slots[i] = Address.isSpendable(draft.address[i])
                    ? coins.create(bytes, txid, i, draft.sats[i], draft.address[i], origin)
                    : Coins.NONE;
        }
    }

    // ---- the block around them

    /// Ends the block: its coinbase pays what `reward` says, and a commitment to the witnesses if there are any.
    /// The reward's coins are not free. Writes the block's hash over `previousHash`; answers the reward's slots.
    int[] finish(Draft reward, byte[] previousHash, int time) {
        writeCoinbase(reward);
        block.clear();
        block.int32(BLOCK_VERSION);
        block.append(previousHash, 0, Hash256.BYTES);
        int root = block.room(Hash256.BYTES);
        txids.root(hash, 0, block.bytes(), root);
        block.int32(time);
        block.int32(network.powLimitBits());
        block.int32(0);
        block.compactSize(count);
        create(reward, hash, 0);
        block.append(coinbase);
        block.append(transactions);
        mine(previousHash);
        return slots;
    }

    /// Writes the coinbase, and its txid to `hash`.
    private void writeCoinbase(Draft reward) {
        coinbase.clear();
        coinbase.int32(2);
        if (anyWitness) {
            coinbase.int16(WITNESS_MARKER);
        }
        int body = coinbase.length();
        writeCoinbaseInput();
        coinbase.compactSize(reward.outputs + (anyWitness ? 1 : 0));
        for (int i = 0; i < reward.outputs; i++) {
            writeOutput(coinbase, reward, i);
        }
        if (anyWitness) {
            writeCommitment();
        }
        int bodyEnd = coinbase.length();
        if (anyWitness) {
            coinbase.int8(1);
            coinbase.int8(Hash256.BYTES);
            coinbase.append(ZEROS, 0, Hash256.BYTES);
        }
        coinbase.int32(0);
        HashRows row = new HashRows();
        int txid = hash(coinbase, row, 0, body, bodyEnd);
        System.arraycopy(row.bytes(), txid, hash, 0, Hash256.BYTES);
    }

    /// The null outpoint, and a script with the height (BIP 34) and eight bytes of a pool's own.
    private void writeCoinbaseInput() {
        int heightBytes = height <= 16 ? 0 : height < 0x80 ? 1 : height < 0x8000 ? 2 : 3;
        coinbase.int8(1);
        coinbase.append(ZEROS, 0, Hash256.BYTES);
        coinbase.int32(-1);
        coinbase.int8(1 + heightBytes + 1 + Long.BYTES);
        coinbase.int8(heightBytes == 0 ? 0x50 + height : heightBytes);
        for (int i = 0; i < heightBytes; i++) {
            coinbase.int8(height >>> (Byte.SIZE * i));
        }
        coinbase.int8(Long.BYTES);
        coinbase.random(dice, Long.BYTES);
        coinbase.int32(FINAL);
    }

    /// BIP 141: the root of the wtxids, hashed with the 32 zeros in the coinbase's witness.
    private void writeCommitment() {
        coinbase.int64(0);
        coinbase.int8(COMMITMENT_BYTES);
        coinbase.int16(0x246a);
        coinbase.int32(0xeda921aa);
        byte[] pair = new byte[2 * Hash256.BYTES];
        wtxids.root(ZEROS, 0, pair, 0);
        int at = coinbase.room(Hash256.BYTES);
        wtxids.hash(pair, 0, pair.length, coinbase.bytes(), at);
    }

    /// Tries nonces until the hash is below the target, which regtest's second try is as often as not.
    private void mine(byte[] into) {
        for (int nonce = 0; ; nonce++) {
            block.setInt32(NONCE_AT, nonce);
            txids.hash(block.bytes(), 0, HEADER_BYTES, into, 0);
            int highest = (into[31] & 0xff) << 16 | (into[30] & 0xff) << 8 | (into[29] & 0xff);
            if (highest < (network.powLimitBits() & 0x7f_ffff)) {
                return;
            }
        }
    }
}
