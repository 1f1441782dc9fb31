package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.ScriptKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.core.Context;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// bitcoinj's view of every shared block, and the reader's.
final class BitcoinjTest {
    @TempDir
    private Path temp;

    @BeforeEach
    void giveBitcoinjItsContext() {
        Context.propagate(new Context());
    }

    @Test
    void bitcoinjReadsEveryRegtestBlockAlike() throws IOException {
        compare(SharedData.regtest("blocks-plain", temp), BitcoinNetwork.REGTEST);
    }

    @Test
    void bitcoinjReadsEveryMainnetBlockAlike() throws IOException {
        compare(SharedData.mainnet(temp), BitcoinNetwork.MAINNET);
    }

    private static void compare(Path folder, BitcoinNetwork network) throws IOException {
        BlockFolder blocks = Reading.open(folder);
        Addresses addresses = Addresses.of(blocks.network());
        LoadReport report =
                Reading.load(blocks, 0, new CollectingSink(block -> compare(block, new Opinion(network, addresses))));
        assertThat(report.refused()).isEmpty();
    }

    private record Opinion(BitcoinNetwork network, Addresses addresses) {}

    private static void compare(Block block, Opinion opinion) {
        org.bitcoinj.core.Block other =
                org.bitcoinj.core.Block.read(ByteBuffer.wrap(Arrays.copyOf(block.bytes, block.length)));
        assertThat(block.hash).hasToString(other.getHashAsString());
        List<Transaction> txs = other.getTransactions();
        assertThat(block.transactions).isEqualTo(txs.size());
        for (int t = 0; t < block.transactions; t++) {
            assertThat(block.txid(t)).hasToString(txs.get(t).getTxId().toString());
            if (t > 0) {
                compareInputs(block, t, txs.get(t).getInputs());
            }
            compareOutputs(block, t, txs.get(t).getOutputs(), opinion);
        }
    }

    private static void compareInputs(Block block, int t, Collection<TransactionInput> inputs) {
        int i = block.firstInput[t];
        for (TransactionInput input : inputs) {
            assertThat(Hash256.at(block.bytes, block.prevout[i]))
                    .hasToString(input.getOutpoint().hash().toString());
            assertThat(Integer.toUnsignedLong(block.prevoutVout(i++)))
                    .isEqualTo(input.getOutpoint().index());
        }
        assertThat(i).isEqualTo(block.firstInput[t + 1]);
    }

    private static void compareOutputs(Block block, int t, Collection<TransactionOutput> outputs, Opinion opinion) {
        int o = block.firstOutput[t];
        for (TransactionOutput output : outputs) {
            byte[] script = Arrays.copyOfRange(block.bytes, block.script[o], block.script[o] + block.scriptLength[o]);
            assertThat(block.value[o++]).isEqualTo(output.getValue().value);
            assertThat(script).isEqualTo(output.getScriptBytes());
            compareAddress(script, opinion);
        }
        assertThat(o).isEqualTo(block.firstOutput[t + 1]);
    }

    /// bitcoinj has no address for anchors and later witness versions, and one for P2PK if it is asked to.
    private static void compareAddress(byte[] script, Opinion opinion) {
        switch (ScriptKind.of(script)) {
            case P2PKH, P2SH, P2WPKH, P2WSH, P2TR ->
                assertThat(opinion.addresses().address(script))
                        .contains(Script.parse(script)
                                .getToAddress(opinion.network())
                                .toString());
            case ANCHOR, WITNESS_UNKNOWN ->
                assertThat(opinion.addresses().address(script)).isPresent();
            case P2PK, MULTISIG, OP_RETURN, NONSTANDARD ->
                assertThat(opinion.addresses().address(script)).isEmpty();
        }
    }
}
