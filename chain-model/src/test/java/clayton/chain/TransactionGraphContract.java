package clayton.chain;

import static clayton.chain.Network.COIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Pay;
import clayton.chain.ChainBuilder.Spend;
import clayton.chain.ChainBuilder.Tx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every transaction graph and its sink owe. An adapter's test extends this and says how to open a sink and
/// how to read what was put into it.
public abstract class TransactionGraphContract {
    private static final byte[] KEY_HASH = HexFormat.of().parseHex("0014" + "ab".repeat(20));
    private static final byte[] OP_RETURN = {0x6a, 1, 7};

    /// An empty sink for a range that begins at `from`.
    protected abstract BlockSink sink(Network network, int from) throws IOException;

    /// A graph of what the sink has committed.
    protected abstract TransactionGraph graph(BlockSink sink) throws IOException;

    /// How many random chains the property tests grow: fewer for a slow adapter.
    protected int randomChains() {
        return 60;
    }

    private TransactionGraph load(int from, List<Block> blocks) throws IOException {
        BlockSink sink = sink(Network.REGTEST, from);
        for (Block block : blocks) {
            sink.accept(block);
        }
        sink.commit();
        return graph(sink);
    }

    private TransactionGraph load(Built tip) throws IOException {
        return load(0, blocks(tip.chain()));
    }

    private static List<Block> blocks(List<Built> chain) {
        return chain.stream().map(Built::block).toList();
    }

    private static Built random(ChainBuilder chain, Random random) {
        return new RandomChain(chain, chain.genesis(), random).grow(4 + random.nextInt(30));
    }

    @Test
    void randomChainsReadAsTheyWereBuilt() throws IOException {
        for (int seed = 0; seed < randomChains(); seed++) {
            ChainBuilder chain = new ChainBuilder(Network.REGTEST);
            Built tip = random(chain, RandomChain.random(seed));
            try (TransactionGraph graph = load(tip)) {
                new Expected(tip.chain(), 0, true).holdsFor(graph, "seed " + seed);
            }
        }
    }

    @Test
    void rangesThatStartAboveGenesisHaveBoundaryOutputs() throws IOException {
        for (int seed = 0; seed < randomChains(); seed++) {
            Random random = RandomChain.random(seed);
            Built tip = random(new ChainBuilder(Network.REGTEST), random);
            int from = 1 + random.nextInt(tip.height());
            List<Built> range = tip.chain().subList(from, tip.height() + 1);
            try (TransactionGraph graph = load(from, blocks(range))) {
                new Expected(tip.chain(), from, true).holdsFor(graph, "seed " + seed + " with undo");
            }
            List<Block> bare = range.stream().map(Built::blockWithoutUndo).toList();
            try (TransactionGraph graph = load(from, bare)) {
                new Expected(tip.chain(), from, false).holdsFor(graph, "seed " + seed + " without undo");
            }
        }
    }

    @Test
    void aRewoundChainReadsAsIfItHadNeverBeenLonger() throws IOException {
        for (int seed = 0; seed < randomChains(); seed++) {
            Random random = RandomChain.random(seed);
            ChainBuilder chain = new ChainBuilder(Network.REGTEST);
            Built tip = random(chain, random);
            int from = random.nextBoolean() ? 0 : 1 + random.nextInt(tip.height());
            int fork = from + random.nextInt(tip.height() - from + 1);
            Built rival = new RandomChain(chain, tip.chain().get(fork), random).grow(1 + random.nextInt(6));
            BlockSink sink = sink(Network.REGTEST, from);
            for (Block block : blocks(tip.chain().subList(from, tip.height() + 1))) {
                sink.accept(block);
                if (random.nextInt(4) == 0) {
                    sink.commit();
                }
            }
            sink.rewind(fork);
            assertThat(sink.tip()).hasValue(fork);
            assertThat(sink.hashAt(fork + 1)).isEmpty();
            for (Block block : blocks(rival.chain().subList(fork + 1, rival.height() + 1))) {
                sink.accept(block);
            }
            sink.commit();
            try (TransactionGraph graph = graph(sink)) {
                new Expected(rival.chain(), from, true).holdsFor(graph, "seed " + seed);
            }
        }
    }

    @Test
    void aSinkThatForgotAllStartsAgain() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Built tip = random(chain, RandomChain.random(1));
        BlockSink sink = sink(Network.REGTEST, 0);
        for (Block block : blocks(tip.chain())) {
            sink.accept(block);
        }
        sink.commit();
        sink.rewind(-1);
        assertThat(sink.tip()).isEmpty();
        for (Block block : blocks(tip.chain())) {
            sink.accept(block);
        }
        sink.commit();
        try (TransactionGraph graph = graph(sink)) {
            new Expected(tip.chain(), 0, true).holdsFor(graph, "again");
        }
    }

    @Test
    void theSinkNamesTheHashesItAccepted() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Built first = chain.next().mine();
        BlockSink sink = sink(Network.REGTEST, 0);
        assertThat(sink.tip()).isEmpty();
        assertThat(sink.hashAt(0)).isEmpty();
        sink.accept(chain.genesis().block());
        sink.accept(first.block());
        sink.commit();
        assertThat(sink.tip()).hasValue(1);
        assertThat(sink.hashAt(0)).contains(Network.REGTEST.genesis());
        assertThat(sink.hashAt(1)).contains(first.hash());
        assertThat(sink.hashAt(2)).isEmpty();
    }

    @Test
    void aBlockThatBreaksARuleIsRefusedAndLeavesNoTrace() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Built first = chain.next().mine();
        Coin coin = first.coinbase().coin(0);
        Built second = chain.next().add(new Tx().spend(coin).pay(COIN)).mine();
        Tx honest = new Tx().spend(second.txs().get(1).coin(0)).pay(1);
        List<Built> broken = List.of(
                chain.on(second).add(honest, new Tx().spend(coin).pay(COIN)).mine(),
                chain.on(second)
                        .add(
                                honest,
                                new Tx()
                                        .spend(new OutPoint(coin.tx().txid(), 7))
                                        .pay(1))
                        .mine(),
                chain.on(second)
                        .add(
                                honest,
                                new Tx().spend(honest.coin(0), honest.coin(0)).pay(1))
                        .mine(),
                chain.on(second)
                        .add(honest, new Tx().spend(honest.coin(0)).pay(2))
                        .mine(),
                chain.on(second).reward(50 * COIN + 1).mine(),
                chain.on(second)
                        .add(new Tx().spend(chain.genesis().coinbase().coin(0)).pay(1))
                        .mine());
        Built third = chain.on(second).add(honest).mine();
        BlockSink sink = sink(Network.REGTEST, 0);
        for (Block block : blocks(second.chain())) {
            sink.accept(block);
        }
        for (Built block : broken) {
            Block bare = block.blockWithoutUndo();
            assertThatThrownBy(() -> sink.accept(bare))
                    .isInstanceOf(InvalidBlockException.class)
                    .hasMessageContaining(block.hash().toString());
            assertThat(sink.tip()).hasValue(2);
        }
        sink.accept(third.block());
        sink.commit();
        try (TransactionGraph graph = graph(sink)) {
            new Expected(third.chain(), 0, true).holdsFor(graph, "after refusals");
        }
    }

    @Test
    void namesakesAreToldApartAndTheEarlierIsDisplaced() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Tx original = new Tx()
                .coinbaseData(new byte[] {1, 2, 3})
                .pay(20 * COIN, KEY_HASH)
                .pay(10 * COIN, KEY_HASH)
                .pay(0, OP_RETURN);
        Tx twin = original.namesake();
        chain.next().coinbase(original).mine();
        chain.next().add(new Tx().spend(original.coin(1)).pay(10 * COIN)).mine();
        chain.next().coinbase(twin).mine();
        Built tip = chain.next().add(new Tx().spend(twin.coin(0)).pay(COIN)).mine();
        try (TransactionGraph graph = load(tip)) {
            assertThat(graph.transactions(original.txid()))
                    .containsExactly(OutputId.of(1, 0, OutputId.TRANSACTION), OutputId.of(3, 0, OutputId.TRANSACTION));
            assertThat(graph.outputs(original.coin(0).outPoint()))
                    .containsExactly(OutputId.of(1, 0, 0), OutputId.of(3, 0, 0));
            assertThat(graph.outputs(KEY_HASH))
                    .containsExactly(
                            OutputId.of(1, 0, 0), OutputId.of(1, 0, 1), OutputId.of(3, 0, 0), OutputId.of(3, 0, 1));
            assertThat(graph.output(OutputId.of(1, 0, 0)).spender()).isEqualTo(OutputId.of(3, 0, OutputId.TRANSACTION));
            assertThat(graph.output(OutputId.of(1, 0, 1)).spender()).isEqualTo(OutputId.of(2, 1, 0));
            assertThat(graph.output(OutputId.of(1, 0, 2)).spender()).isEqualTo(OutputId.UNSPENT);
            assertThat(graph.output(OutputId.of(3, 0, 0)).spender()).isEqualTo(OutputId.of(4, 1, 0));
            assertThat(graph.output(OutputId.of(3, 0, 1)).spender()).isEqualTo(OutputId.UNSPENT);
            new Expected(tip.chain(), 0, true).holdsFor(graph, "namesakes");
        }
    }

    @Test
    void whatIsNotLoadedIsAnError() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        chain.next().mine();
        Built tip = chain.next().mine();
        Block block = tip.block();
        try (TransactionGraph graph = load(2, List.of(block))) {
            TransactionView view = new TransactionView();
            for (long id :
                    new long[] {OutputId.of(1, 0, 0), OutputId.of(2, 1, 0), OutputId.of(3, 0, 0), OutputId.boundary(0)
                    }) {
                assertThatThrownBy(() -> graph.read(id, view)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> graph.output(id)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> graph.txid(id)).isInstanceOf(IllegalArgumentException.class);
            }
            for (int vout : new int[] {1, OutputId.FEE, OutputId.UNCLAIMED, OutputId.TRANSACTION}) {
                assertThatThrownBy(() -> graph.output(OutputId.of(2, 0, vout)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            BlockView sweep = new BlockView();
            for (int count : new int[] {0, -1, 2}) {
                assertThatThrownBy(() -> graph.read(OutputId.of(2, 0, 0), count, sweep))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            for (int height : new int[] {-1, 0, 1, 3}) {
                assertThatThrownBy(() -> graph.scripts(height)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> graph.header(height)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> graph.blockHash(height)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> graph.transactionsIn(height)).isInstanceOf(IllegalArgumentException.class);
            }
            Hash256 unknown = Hash256.parse("ab".repeat(32));
            assertThat(graph.transactions(unknown)).isEmpty();
            assertThat(graph.outputs(new OutPoint(unknown, 0))).isEmpty();
            assertThat(graph.outputs(new OutPoint(tip.coinbase().txid(), 1))).isEmpty();
            assertThat(graph.outputs(new OutPoint(tip.coinbase().txid(), -1))).isEmpty();
            assertThat(graph.outputs(KEY_HASH)).isEmpty();
        }
    }

    @Test
    void anyVoutReadsItsTransaction() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Built tip = chain.next().reward(COIN).reward(2 * COIN).mine();
        try (TransactionGraph graph = load(tip)) {
            TransactionView view = new TransactionView();
            for (int vout : new int[] {0, 1, 5, OutputId.FEE, OutputId.UNCLAIMED, OutputId.TRANSACTION}) {
                graph.prefetch(new long[] {OutputId.of(1, 0, vout)}, 1);
                graph.read(OutputId.of(1, 0, vout), view);
                assertThat(view.id).isEqualTo(OutputId.of(1, 0, OutputId.TRANSACTION));
                assertThat(view.fee).isEqualTo(47 * COIN);
                assertThat(graph.txid(OutputId.of(1, 0, vout)))
                        .isEqualTo(tip.coinbase().txid());
            }
        }
    }

    @Test
    void aBlockMayBeReusedOnceItWasAccepted() throws IOException {
        ChainBuilder chain = new ChainBuilder(Network.REGTEST);
        Built first = chain.next().mine();
        Built tip = chain.next()
                .add(new Tx().spend(first.coinbase().coin(0)).pay(7, KEY_HASH))
                .mine();
        BlockSink sink = sink(Network.REGTEST, 1);
        for (Block block : blocks(List.of(first, tip))) {
            sink.accept(block);
            Arrays.fill(block.bytes, (byte) -1);
            Arrays.fill(block.txids, (byte) -1);
            Arrays.fill(block.value, -1);
        }
        sink.commit();
        try (TransactionGraph graph = graph(sink)) {
            new Expected(tip.chain(), 1, true).holdsFor(graph, "reused");
        }
    }

    /// What a graph must answer, worked out from the builder's own objects: coins are told by identity, so no
    /// look-up by name can go wrong here.
    private static final class Expected {
        private final List<Built> chain;
        private final int from;
        private final boolean undo;
        private final IdentityHashMap<Tx, Long> position = new IdentityHashMap<>();
        private final Map<Coin, Long> ids = new HashMap<>();
        private final Map<Coin, Long> spenders = new HashMap<>();
        private final Map<OutPoint, List<Long>> names = new HashMap<>();
        private final Map<Hash256, List<Long>> txids = new HashMap<>();
        private final Map<String, List<Long>> scripts = new LinkedHashMap<>();
        private final Map<Integer, Integer> scriptsAt = new HashMap<>();
        private final List<Coin> boundaries = new ArrayList<>();

        Expected(List<Built> chain, int from, boolean undo) {
            this.chain = chain;
            this.from = from;
            this.undo = undo;
            for (Built block : chain) {
                for (int index = 0; index < block.txs().size(); index++) {
                    position.put(block.txs().get(index), OutputId.of(block.height(), index, OutputId.TRANSACTION));
                }
            }
            Map<OutPoint, Coin> latest = new HashMap<>();
            for (Built block : chain) {
                for (Tx tx : block.txs()) {
                    follow(tx, latest, block.height() >= from);
                }
                scriptsAt.put(block.height(), scripts.size());
            }
        }

        private void follow(Tx tx, Map<OutPoint, Coin> latest, boolean loaded) {
            long at = at(tx);
            int input = 0;
            for (Spend spend : tx.inputs()) {
                Coin coin = spend.coin().orElseThrow();
                if (loaded && !ids.containsKey(coin)) {
                    ids.put(coin, OutputId.boundary(boundaries.size()));
                    boundaries.add(coin);
                    name(coin, undo);
                }
                spenders.put(coin, OutputId.withVout(at, input++));
                latest.remove(coin.outPoint());
            }
            if (loaded) {
                txids.computeIfAbsent(tx.txid(), txid -> new ArrayList<>()).add(at);
            }
            for (Coin coin : tx.coins()) {
                if (loaded) {
                    ids.put(coin, OutputId.withVout(at, coin.vout()));
                    name(coin, true);
                }
                if (!unspendable(coin)) {
                    Coin displaced = latest.put(coin.outPoint(), coin);
                    if (displaced != null) {
                        spenders.put(displaced, at);
                    }
                }
            }
        }

        private void name(Coin coin, boolean scriptKnown) {
            names.computeIfAbsent(coin.outPoint(), name -> new ArrayList<>()).add(id(coin));
            if (scriptKnown && !isOpReturn(coin)) {
                scripts.computeIfAbsent(HexFormat.of().formatHex(coin.script()), hex -> new ArrayList<>())
                        .add(id(coin));
            }
        }

        private long at(Tx tx) {
            return Objects.requireNonNull(position.get(tx));
        }

        private long id(Coin coin) {
            return Objects.requireNonNull(ids.get(coin));
        }

        private boolean unspendable(Coin coin) {
            byte[] script = coin.script();
            return OutputId.transaction(at(coin.tx())) == OutputId.of(0, 0, OutputId.TRANSACTION)
                    || isOpReturn(coin)
                    || script.length > 10_000;
        }

        private static boolean isOpReturn(Coin coin) {
            return coin.script().length > 0 && coin.script()[0] == 0x6a;
        }

        private boolean isUnknown(Coin coin) {
            return !undo && OutputId.isBoundary(id(coin));
        }

        private boolean unresolved(Tx tx) {
            return tx.inputs().stream().anyMatch(spend -> isUnknown(spend.coin().orElseThrow()));
        }

        void holdsFor(TransactionGraph graph, String hint) throws IOException {
            assertThat(graph.from()).as(hint).isEqualTo(from);
            assertThat(graph.to()).as(hint).isEqualTo(chain.getLast().height());
            assertThat(graph.network().name()).isEqualTo("regtest");
            TransactionView view = new TransactionView();
            for (Built block : chain.subList(from, chain.size())) {
                assertThat(graph.blockHash(block.height())).as(hint).isEqualTo(block.hash());
                assertThat(graph.transactionsIn(block.height()))
                        .as(hint)
                        .isEqualTo(block.txs().size());
                assertThat(graph.header(block.height())).as(hint).isEqualTo(Arrays.copyOf(block.raw(), 80));
                long[] fees = new long[block.txs().size()];
                graph.fees(block.height(), fees);
                assertThat(fees)
                        .as(hint)
                        .containsExactly(block.txs().stream()
                                .mapToLong(tx -> tx.isCoinbase() ? 0 : fee(tx))
                                .toArray());
                long feesBefore = 0;
                for (Tx tx : block.txs()) {
                    graph.read(at(tx), view);
                    String place = hint + ", " + OutputId.text(at(tx));
                    transaction(tx, view, place);
                    if (tx == block.coinbase()) {
                        coinbase(block, view, place);
                    } else {
                        assertThat(view.feesBefore).as(place).isEqualTo(feesBefore);
                        feesBefore += fee(tx);
                    }
                    assertThat(graph.txid(at(tx))).as(place).isEqualTo(tx.txid());
                    for (Coin coin : tx.coins()) {
                        output(coin, graph.output(id(coin)), place);
                    }
                }
            }
            for (Coin coin : boundaries) {
                output(coin, graph.output(id(coin)), hint + ", boundary " + id(coin));
            }
            lookUps(graph, hint);
            numberedScripts(graph, hint);
        }

        private void numberedScripts(TransactionGraph graph, String hint) throws IOException {
            List<String> numbered = List.copyOf(scripts.keySet());
            for (int number = 0; number < numbered.size(); number++) {
                byte[] script = HexFormat.of().parseHex(numbered.get(number));
                assertThat(graph.script(number)).as(hint).isEqualTo(script);
                assertThat(graph.scriptNumber(script)).as(hint).hasValue(number);
                assertThat(graph.scriptKind(number)).as(hint).isEqualTo(ScriptKind.of(script));
            }
            assertThat(graph.scriptNumber(OP_RETURN)).as(hint).isEmpty();
            assertThatThrownBy(() -> graph.script(numbered.size())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> graph.script(-1)).isInstanceOf(IllegalArgumentException.class);
            BlockView view = new BlockView();
            BlockSweep sweep = graph.sweep();
            for (Built block : chain.subList(from, chain.size())) {
                assertThat(graph.scripts(block.height())).as(hint).isEqualTo(scriptsAt.get(block.height()));
                int half = block.txs().size() / 2;
                sweep.read(block.height(), view);
                holdsFor(view, block, 0, block.txs().size(), numbered, hint);
                graph.read(at(block.txs().get(half)), block.txs().size() - half, view);
                holdsFor(view, block, half, block.txs().size() - half, numbered, hint);
            }
            for (Built block : chain.subList(from, chain.size()).reversed()) {
                sweep.read(block.height(), view);
                holdsFor(view, block, 0, block.txs().size(), numbered, hint);
            }
        }

        private void holdsFor(BlockView view, Built block, int first, int count, List<String> numbered, String hint) {
            assertThat(view.height).as(hint).isEqualTo(block.height());
            assertThat(view.transactions).as(hint).isEqualTo(count);
            int scriptsBefore = block.height() == from ? 0 : scriptsAt.getOrDefault(block.height() - 1, 0);
            assertThat(view.scriptsBefore).as(hint).isEqualTo(scriptsBefore);
            for (int t = 0; t < count; t++) {
                Tx tx = block.txs().get(first + t);
                String place = hint + ", " + OutputId.text(at(tx));
                assertThat(view.id(t)).as(place).isEqualTo(at(tx));
                assertThat(view.version(t)).as(place).isEqualTo(tx.version());
                assertThat(view.lockTime(t)).as(place).isEqualTo(tx.lockTime());
                assertThat(view.lowestSequence(t)).as(place).isEqualTo(tx.isCoinbase() ? -1 : tx.sequence());
                assertThat(view.weight(t)).as(place).isEqualTo(tx.weight());
                assertThat(view.inputs(t)).as(place).isEqualTo(tx.inputs().size());
                assertThat(view.outputs(t)).as(place).isEqualTo(tx.outputs().size());
                for (int i = 0; i < view.inputs(t); i++) {
                    Coin coin = tx.inputs().get(i).coin().orElseThrow();
                    int at = view.firstInput[t] + i;
                    assertThat(view.prevouts[at]).as(place).isEqualTo(id(coin));
                    assertThat(view.inputValues[at]).as(place).isEqualTo(isUnknown(coin) ? -1 : coin.valueSats());
                    assertThat(view.inputScripts[at])
                            .as(place)
                            .isEqualTo(isUnknown(coin) ? -1 : number(coin, numbered));
                }
                for (Coin coin : tx.coins()) {
                    int at = view.firstOutput[t] + coin.vout();
                    assertThat(view.values[at]).as(place).isEqualTo(coin.valueSats());
                    assertThat(view.outputScripts[at]).as(place).isEqualTo(number(coin, numbered));
                }
            }
        }

        private static int number(Coin coin, List<String> numbered) {
            return isOpReturn(coin)
                    ? BlockView.NO_SCRIPT
                    : numbered.indexOf(HexFormat.of().formatHex(coin.script()));
        }

        private long fee(Tx tx) {
            return unresolved(tx) ? 0 : tx.feeSats();
        }

        private void transaction(Tx tx, TransactionView view, String place) {
            assertThat(view.id).as(place).isEqualTo(at(tx));
            assertThat(view.isCoinbase()).as(place).isEqualTo(tx.isCoinbase());
            assertThat(view.inputs).as(place).isEqualTo(tx.inputs().size());
            for (int i = 0; i < view.inputs; i++) {
                Coin coin = tx.inputs().get(i).coin().orElseThrow();
                assertThat(view.prevouts[i]).as(place).isEqualTo(id(coin));
                assertThat(view.inputValues[i]).as(place).isEqualTo(isUnknown(coin) ? -1 : coin.valueSats());
            }
            assertThat(view.outputs).as(place).isEqualTo(tx.outputs().size());
            for (int i = 0; i < view.outputs; i++) {
                Pay pay = tx.outputs().get(i);
                assertThat(view.values[i]).as(place).isEqualTo(pay.valueSats());
                assertThat(view.spenders[i]).as(place).isEqualTo(spenders.getOrDefault(tx.coin(i), 0L));
                assertThat(view.unspendable[i]).as(place).isEqualTo(unspendable(tx.coin(i)));
            }
            if (!tx.isCoinbase()) {
                assertThat(view.unresolved).as(place).isEqualTo(unresolved(tx));
                assertThat(view.fee).as(place).isEqualTo(fee(tx));
            }
        }

        private void coinbase(Built block, TransactionView view, String place) {
            List<Tx> others = block.txs().subList(1, block.txs().size());
            boolean unresolved = others.stream().anyMatch(this::unresolved);
            long fees = others.stream().mapToLong(this::fee).sum();
            long subsidy = block.height() / 150 >= 64 ? 0 : 50 * COIN >> (block.height() / 150);
            assertThat(view.subsidy).as(place).isEqualTo(subsidy);
            assertThat(view.blockFees).as(place).isEqualTo(fees);
            assertThat(view.feesBefore).as(place).isZero();
            assertThat(view.unresolved).as(place).isEqualTo(unresolved);
            assertThat(view.fee)
                    .as(place)
                    .isEqualTo(
                            unresolved ? 0 : subsidy + fees - block.coinbase().outputSats());
        }

        private void output(Coin coin, Output output, String place) {
            boolean unknown = isUnknown(coin);
            assertThat(output.id()).as(place).isEqualTo(id(coin));
            assertThat(output.outPoint()).as(place).isEqualTo(coin.outPoint());
            assertThat(output.height()).as(place).isEqualTo(unknown ? -1 : OutputId.height(at(coin.tx())));
            assertThat(output.coinbase())
                    .as(place)
                    .isEqualTo(!unknown && coin.tx().isCoinbase());
            assertThat(output.valueSats()).as(place).isEqualTo(unknown ? -1 : coin.valueSats());
            assertThat(output.unspendable()).as(place).isEqualTo(unspendable(coin));
            assertThat(output.spender()).as(place).isEqualTo(spenders.getOrDefault(coin, 0L));
            Optional<byte[]> script = unknown || isOpReturn(coin) ? Optional.empty() : Optional.of(coin.script());
            assertThat(output.script().map(HexFormat.of()::formatHex))
                    .as(place)
                    .isEqualTo(script.map(HexFormat.of()::formatHex));
        }

        private void lookUps(TransactionGraph graph, String hint) throws IOException {
            for (Map.Entry<Hash256, List<Long>> entry : txids.entrySet()) {
                assertThat(graph.transactions(entry.getKey())).as(hint).containsExactly(longs(entry.getValue()));
            }
            for (Map.Entry<OutPoint, List<Long>> entry : names.entrySet()) {
                assertThat(graph.outputs(entry.getKey())).as(hint).containsExactly(longs(entry.getValue()));
            }
            for (Map.Entry<String, List<Long>> entry : scripts.entrySet()) {
                byte[] script = HexFormat.of().parseHex(entry.getKey());
                assertThat(graph.outputs(script).toArray()).as(hint).containsExactly(longs(entry.getValue()));
            }
            assertThat(graph.outputs(OP_RETURN).toArray()).as(hint).isEmpty();
        }

        private static long[] longs(List<Long> list) {
            return list.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
