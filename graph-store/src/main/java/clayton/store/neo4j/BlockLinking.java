package clayton.store.neo4j;

import clayton.chain.Block;
import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.ScriptKind;
import clayton.chain.SpentOutputs;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/// Resolves the inputs and scripts of blocks by name, asking the database for what is not in the blocks that were
/// linked since the last commit: three or four round trips a block. The rules are those of the ledger's linker
/// (Core: `CheckTxInputs`, `ConnectBlock`).
final class BlockLinking {
    private final Neo4jConnection connection;
    private final Network network;
    private final int from;

    /// What is known beyond the database since the last commit: coins by name, numbers of scripts by hash.
    private final Map<OutPoint, Coin> coins = new HashMap<>();

    private final Map<String, Integer> scripts = new HashMap<>();
    private final Set<Hash256> txids = new HashSet<>();

    BlockLinking(Neo4jConnection connection, Network network, int from) {
        this.connection = connection;
        this.network = network;
        this.from = from;
    }

    private record Coin(long id, long valueSats, int script, boolean unspendable, boolean gone) {
        Coin spent() {
            return new Coin(id, valueSats, script, unspendable, true);
        }
    }

    /// Forgets what is in the database by now, or never will be.
    void forget() {
        coins.clear();
        scripts.clear();
        txids.clear();
    }

    /// Links a block that follows a range with these sums; throws [InvalidBlockException] and is as if never called
    /// if it breaks a rule.
    LinkedBlock link(Block block, Sums before) throws IOException {
        Linking linking = new Linking(block, before);
        LinkedBlock linked = linking.run();
        coins.putAll(linking.changed);
        scripts.putAll(linking.numbered);
        txids.addAll(linked.txids);
        return linked;
    }

    /// One block at work.
    private final class Linking {
        private final Block block;
        private final Sums before;
        private final LinkedBlock linked = new LinkedBlock();
        private final BlockView view = linked.view;
        private final Map<OutPoint, Coin> found = new HashMap<>();
        private final Map<OutPoint, Coin> changed = new HashMap<>();
        private final Map<String, Integer> known = new HashMap<>();
        private final Map<String, Integer> numbered = new LinkedHashMap<>();
        private final Set<Hash256> inRange = new HashSet<>();
        private @Nullable SpentOutputs undo;

        Linking(Block block, Sums before) {
            this.block = block;
            this.before = before;
        }

        LinkedBlock run() throws IOException {
            int inputs = block.inputs();
            int outputs = block.outputs();
            view.resize(block.transactions, inputs, outputs);
            view.height = block.height;
            view.first = 0;
            view.scriptsBefore = (int) before.scripts();
            view.firstInput[block.transactions] = inputs;
            view.firstOutput[block.transactions] = outputs;
            linked.hash = block.hash;
            linked.header = Arrays.copyOf(block.bytes, 80);
            linked.unspendable = new boolean[outputs];
            linked.data = new byte[outputs][];
            for (int t = 0; t < block.transactions; t++) {
                linked.txids.add(block.txid(t));
            }
            askForCoins();
            undo = trustedUndo();
            askForScripts();
            for (int t = 0; t < block.transactions; t++) {
                link(t);
            }
            checkSums();
            return linked;
        }

        private void askForCoins() throws DatabaseException {
            Set<String> names = new LinkedHashSet<>();
            Set<Hash256> own = new HashSet<>(linked.txids);
            for (int i = 0; i < block.inputs(); i++) {
                OutPoint name = name(i);
                if (!coins.containsKey(name) && !own.contains(name.txid())) {
                    names.add(name.toString());
                }
            }
            ask(Cypher.COINS, "names", names);
            ask(Cypher.NAMESAKES, "txids", texts(own));
            if (from > 0) {
                askForTxids(names);
            }
        }

        private void ask(String cypher, String parameter, Set<String> values) throws DatabaseException {
            if (values.isEmpty() || before.blocks() == 0) {
                return;
            }
            connection
                    .read(cypher, Map.of(parameter, List.copyOf(values)), record -> record)
                    .forEach(this::find);
        }

        /// Of two with one name, the later counts.
        private void find(Record record) {
            OutPoint name = OutPoint.parse(record.get(0).asString());
            Coin coin = new Coin(
                    Coordinates.parseOutput(record.get(1).asString()),
                    record.get(2).asLong(TransactionGraph.UNKNOWN),
                    record.get(4).asInt(BlockView.NO_SCRIPT),
                    record.get(3).asBoolean(false),
                    record.get(5).asBoolean());
            found.merge(name, coin, (a, b) -> a.id() > b.id() ? a : b);
        }

        /// Which of the prevouts that were not found are of transactions of the range, and so do not exist.
        private void askForTxids(Set<String> names) throws DatabaseException {
            Set<Hash256> missing = new HashSet<>();
            for (String name : names) {
                OutPoint outPoint = OutPoint.parse(name);
                if (!found.containsKey(outPoint)) {
                    missing.add(outPoint.txid());
                }
            }
            if (!missing.isEmpty() && before.blocks() > 0) {
                connection
                        .read(
                                Cypher.KNOWN_TXIDS,
                                Map.of("txids", List.copyOf(texts(missing))),
                                record -> record.get(0).asString())
                        .forEach(txid -> inRange.add(Hash256.parse(txid)));
            }
        }

        private Set<String> texts(Set<Hash256> hashes) {
            Set<String> texts = new LinkedHashSet<>();
            hashes.forEach(hash -> texts.add(hash.toString()));
            return texts;
        }

        private OutPoint name(int input) {
            return new OutPoint(Hash256.at(block.bytes, block.prevout[input]), block.prevoutVout(input));
        }

        private Optional<Coin> coin(OutPoint name) {
            Coin coin = changed.get(name);
            coin = coin == null ? coins.get(name) : coin;
            return Optional.ofNullable(coin == null ? found.get(name) : coin);
        }

        /// Undo data that agrees with all that is known of what the block spends.
        private @Nullable SpentOutputs trustedUndo() {
            SpentOutputs spent = block.spent;
            if (spent == null) {
                return null;
            }
            Map<OutPoint, Long> own = new HashMap<>();
            for (int t = 0; t < block.transactions; t++) {
                for (int i = block.firstInput[t]; i < block.firstInput[t + 1]; i++) {
                    OutPoint name = name(i);
                    Long value = own.get(name);
                    value = value == null ? coin(name).map(Coin::valueSats).orElse(null) : value;
                    boolean agrees = value == null
                            ? Integer.compareUnsigned(spent.height[i], from) < 0
                            : value == spent.value[i];
                    if (!agrees) {
                        return null;
                    }
                }
                for (int o = block.firstOutput[t]; o < block.firstOutput[t + 1]; o++) {
                    own.put(new OutPoint(linked.txids.get(t), o - block.firstOutput[t]), block.value[o]);
                }
            }
            return spent;
        }

        private void askForScripts() throws DatabaseException {
            Set<String> hashes = new LinkedHashSet<>();
            for (int o = 0; o < block.outputs(); o++) {
                byte[] script = script(o);
                if (!ScriptKind.isOpReturn(script, 0, script.length)) {
                    hashes.add(BlockRows.hash(script));
                }
            }
            SpentOutputs spent = undo;
            if (spent != null) {
                for (int i = 0; i < block.inputs(); i++) {
                    hashes.add(BlockRows.hash(spentScript(spent, i)));
                }
            }
            hashes.removeAll(scripts.keySet());
            if (!hashes.isEmpty() && before.blocks() > 0) {
                connection
                        .read(Cypher.SCRIPT_NUMBERS, Map.of("hashes", List.copyOf(hashes)), record -> record)
                        .forEach(record -> known.put(
                                record.get(0).asString(), record.get(1).asInt()));
            }
        }

        private byte[] script(int output) {
            int start = block.script[output];
            return Arrays.copyOfRange(block.bytes, start, start + block.scriptLength[output]);
        }

        private byte[] spentScript(SpentOutputs spent, int input) {
            return Arrays.copyOfRange(spent.scripts, spent.scriptStart[input], spent.scriptStart[input + 1]);
        }

        private int number(byte[] script) {
            String hash = BlockRows.hash(script);
            for (Map<String, Integer> numbers : List.of(numbered, scripts, known)) {
                Integer number = numbers.get(hash);
                if (number != null) {
                    return number;
                }
            }
            int number = view.scriptsBefore + linked.scripts.size();
            numbered.put(hash, number);
            linked.scripts.add(script);
            return number;
        }

        private void link(int t) throws InvalidBlockException {
            view.firstInput[t] = block.firstInput[t];
            view.firstOutput[t] = block.firstOutput[t];
            view.setFingerprint(t, block.version(t), block.lockTime(t), block.lowestSequence(t), block.weight(t));
            for (int i = block.firstInput[t]; i < block.firstInput[t + 1]; i++) {
                spend(t, i);
            }
            for (int o = block.firstOutput[t]; o < block.firstOutput[t + 1]; o++) {
                create(t, o);
            }
        }

        private void spend(int t, int input) throws InvalidBlockException {
            OutPoint name = name(input);
            Optional<Coin> coin = coin(name);
            if (coin.isEmpty()) {
                boolean ofRange = from == 0
                        || inRange.contains(name.txid())
                        || txids.contains(name.txid())
                        || linked.txids.subList(0, t).contains(name.txid());
                if (ofRange) {
                    throw refuse("bad-txns-inputs-missingorspent: it spends an output that does not exist, " + name);
                }
                coin = Optional.of(boundary(name, input));
            }
            Coin spent = coin.get();
            if (spent.gone() || spent.unspendable()) {
                throw refuse(
                        "bad-txns-inputs-missingorspent: it spends an output that is spent or can never be, " + name);
            }
            changed.put(name, spent.spent());
            view.prevouts[input] = spent.id();
            view.inputValues[input] = spent.valueSats();
            view.inputScripts[input] = spent.script();
        }

        private Coin boundary(OutPoint name, int input) {
            long id = OutputId.boundary((int) before.boundaries() + linked.boundaries.size());
            SpentOutputs spent = undo;
            if (spent == null) {
                linked.boundaries.add(new Output(
                        id, name, -1, false, TransactionGraph.UNKNOWN, false, OutputId.UNSPENT, Optional.empty()));
                return new Coin(id, TransactionGraph.UNKNOWN, BlockView.NO_SCRIPT, false, false);
            }
            byte[] script = spentScript(spent, input);
            linked.boundaries.add(new Output(
                    id,
                    name,
                    spent.height[input],
                    spent.coinbase[input],
                    spent.value[input],
                    false,
                    OutputId.UNSPENT,
                    Optional.of(script)));
            return new Coin(id, spent.value[input], number(script), false, false);
        }

        private void create(int t, int output) {
            byte[] script = script(output);
            boolean data = ScriptKind.isOpReturn(script, 0, script.length);
            boolean genesis = t == 0 && block.height == 0 && block.hash.equals(network.genesis());
            int vout = output - block.firstOutput[t];
            OutPoint name = new OutPoint(linked.txids.get(t), vout);
            view.values[output] = block.value[output];
            view.outputScripts[output] = data ? BlockView.NO_SCRIPT : number(script);
            linked.unspendable[output] = genesis || ScriptKind.isUnspendable(script, 0, script.length);
            linked.data[output] = data ? script : new byte[0];
            long id = OutputId.of(block.height, t, vout);
            coin(name)
                    .filter(older -> !older.gone() && !older.unspendable())
                    .ifPresent(older -> linked.displaced.add(
                            new LinkedBlock.Displaced(older.id(), older.valueSats(), OutputId.transaction(id))));
            changed.put(
                    name,
                    new Coin(id, block.value[output], view.outputScripts[output], linked.unspendable[output], false));
        }

        private void checkSums() throws InvalidBlockException {
            for (int t = 1; t < block.transactions; t++) {
                long sum = 0;
                boolean resolved = true;
                for (int i = block.firstInput[t]; i < block.firstInput[t + 1]; i++) {
                    resolved &= view.inputValues[i] >= 0;
                    sum += view.inputValues[i];
                    if (view.inputValues[i] > Network.MAX_MONEY || sum > Network.MAX_MONEY) {
                        throw refuse("bad-txns-inputvalues-outofrange: transaction " + linked.txids.get(t));
                    }
                }
                long paid = 0;
                for (int o = block.firstOutput[t]; o < block.firstOutput[t + 1]; o++) {
                    paid += block.value[o];
                }
                if (resolved && sum < paid) {
                    throw refuse("bad-txns-in-belowout: transaction " + linked.txids.get(t)
                            + " pays out more than it spends");
                }
            }
            long unclaimed = new BlockMoney(linked, network).unclaimed();
            if (unclaimed < 0) {
                throw refuse("bad-cb-amount: the coinbase claims " + -unclaimed + " satoshis too many");
            }
        }

        private InvalidBlockException refuse(String reason) {
            String place = String.format(Locale.ROOT, "blk%05d.dat, offset %d", block.file, block.offset);
            return new InvalidBlockException(block.hash, place, reason);
        }
    }
}
