package clayton.chain;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Tx;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ChainBuilderTest {
    private final ChainBuilder chain = new ChainBuilder(Network.REGTEST);

    @Test
    void theFirstBlockIsRegtestsOwn() {
        assertThat(chain.genesis().hash()).isEqualTo(Network.REGTEST.genesis());
    }

    @Test
    void aBlockLinksToItsParentAndStatesEnoughWork() {
        Built block = chain.next().mine();
        assertThat(Hash256.at(block.raw(), 4)).isEqualTo(Network.REGTEST.genesis());
        assertThat(block.hash().toBytes()[31]).isNotNegative();
        assertThat(Hash256.at(block.raw(), 36)).isEqualTo(block.coinbase().txid());
    }

    @Test
    void decodedArraysSayWhatWasDescribed() {
        Built first = chain.next().mine();
        Tx tx = new Tx()
                .spend(first.coinbase().coin(0))
                .witness(new byte[] {9})
                .pay(COIN, new byte[300])
                .pay(0);
        Built built = chain.next().add(tx).mine();
        Block block = built.block();
        assertThat(block.transactions).isEqualTo(2);
        assertThat(block.txid(1)).isEqualTo(tx.txid());
        assertThat(block.inputs()).isEqualTo(1);
        assertThat(Hash256.at(block.bytes, block.prevout[0]))
                .isEqualTo(first.coinbase().txid());
        assertThat(block.prevoutVout(0)).isZero();
        assertThat(block.firstOutput).containsExactly(0, 2, 4);
        assertThat(block.value).containsExactly(99 * COIN, 0, COIN, 0);
        assertThat(block.scriptLength[2]).isEqualTo(300);
        assertThat(block.txOffset[1] + block.txLength[1]).isEqualTo(block.length);
        SpentOutputs spent = Objects.requireNonNull(block.spent);
        assertThat(spent.value).containsExactly(50 * COIN);
        assertThat(spent.height).containsExactly(1);
        assertThat(spent.coinbase).containsExactly(true);
    }

    @Test
    void namesakesShareATxid() {
        Tx coinbase = new Tx().coinbaseData(new byte[] {5, 5}).pay(1);
        assertThat(coinbase.namesake().txid()).isEqualTo(coinbase.txid());
        assertThat(coinbase.namesake()).isNotSameAs(coinbase);
    }

    @Test
    void heightsArePushedAsBip34Wants() {
        assertThat(ChainBuilder.heightPush(1)).containsExactly(0x51);
        assertThat(ChainBuilder.heightPush(16)).containsExactly(0x60);
        assertThat(ChainBuilder.heightPush(17)).containsExactly(1, 17);
        assertThat(ChainBuilder.heightPush(128)).containsExactly(2, 0x80, 0);
        assertThat(ChainBuilder.heightPush(300)).containsExactly(2, 0x2c, 1);
    }

    @Test
    void theSameSeedGrowsTheSameChain() {
        Built again = new RandomChain(chain, chain.genesis(), RandomChain.random(5)).grow(20);
        ChainBuilder other = new ChainBuilder(Network.REGTEST);
        assertThat(new RandomChain(other, other.genesis(), RandomChain.random(5))
                        .grow(20)
                        .hash())
                .isEqualTo(again.hash());
    }

    @Test
    void randomChainsHoldTheEdgesTheyPromise() throws IOException {
        Map<String, Integer> edges = new TreeMap<>();
        for (int seed = 0; seed < 30; seed++) {
            ChainBuilder builder = new ChainBuilder(Network.REGTEST);
            Built tip = new RandomChain(builder, builder.genesis(), RandomChain.random(seed)).grow(25);
            MemoryGraph graph = MemoryGraph.of(
                    Network.REGTEST, tip.chain().stream().map(Built::block).toList());
            for (Built block : tip.chain()) {
                for (int index = 0; index < block.txs().size(); index++) {
                    TransactionView view = new TransactionView();
                    graph.read(OutputId.of(block.height(), index, 0), view);
                    edges(view).forEach(edge -> edges.merge(edge, 1, Integer::sum));
                }
            }
        }
        assertThat(edges.keySet())
                .containsExactly(
                        "displaced",
                        "displaced by a spend",
                        "many inputs",
                        "many outputs",
                        "no fee",
                        "one satoshi",
                        "only zeros in",
                        "same block",
                        "several rewards",
                        "unclaimed",
                        "unspendable",
                        "zero value");
        assertThat(edges.values()).as(edges.toString()).allMatch(times -> times > 3);
    }

    private static Set<String> edges(TransactionView view) {
        Set<String> edges = new TreeSet<>();
        for (int i = 0; i < view.outputs; i++) {
            long spender = view.spenders[i];
            boolean displaced = spender != OutputId.UNSPENT && OutputId.vout(spender) == OutputId.TRANSACTION;
            add(edges, "displaced", displaced);
            add(edges, "displaced by a spend", displaced && !OutputId.isCoinbase(spender));
            add(
                    edges,
                    "same block",
                    OutputId.height(spender) == OutputId.height(view.id) && !displaced && spender != 0);
            add(edges, "unspendable", view.unspendable[i]);
            add(edges, "zero value", view.values[i] == 0);
            add(edges, "one satoshi", view.values[i] == 1);
        }
        add(edges, "several rewards", view.isCoinbase() && view.outputs > 1);
        add(edges, "unclaimed", view.isCoinbase() && view.fee > 0);
        add(edges, "no fee", !view.isCoinbase() && view.fee == 0);
        add(edges, "many inputs", view.inputs > 15);
        add(edges, "many outputs", view.outputs > 15);
        long in = LongStream.of(view.inputValues).limit(view.inputs).sum();
        add(edges, "only zeros in", !view.isCoinbase() && in == 0);
        return edges;
    }

    private static void add(Set<String> edges, String edge, boolean seen) {
        if (seen) {
            edges.add(edge);
        }
    }
}
