package clayton.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// The plain in-memory graph and sink: the double of every store, and what their results are compared with. It
/// keeps what blocks said and, to rewind, starts over. Starts at the height of the first block it accepts.
public final class MemoryGraph implements TransactionGraph, BlockSink {
    private final Network network;
    private final List<Told> blocks = new ArrayList<>();
    private final TreeMap<Long, Transaction> transactions = new TreeMap<>();
    private final Map<Long, Coin> coins = new HashMap<>();
    private final Map<OutPoint, Coin> unspent = new HashMap<>();
    private final Map<Hash256, List<Long>> byTxid = new HashMap<>();
    private final Map<OutPoint, List<Long>> byOutPoint = new HashMap<>();
    private final Map<String, List<Long>> byScript = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<byte[]> numbered = new ArrayList<>();
    private final TreeMap<Integer, Integer> scriptsAt = new TreeMap<>();
    private final List<StaleBlock> stale = new ArrayList<>();
    private int boundaries;

    public MemoryGraph(Network network) {
        this.network = network;
    }

    /// A graph of these blocks.
    public static MemoryGraph of(Network network, Iterable<Block> blocks) throws IOException {
        MemoryGraph graph = new MemoryGraph(network);
        for (Block block : blocks) {
            graph.accept(block);
        }
        graph.commit();
        return graph;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Told(int height, Hash256 hash, byte[] header, List<ToldTransaction> transactions) {}

    private record ToldTransaction(Hash256 txid, Fingerprint fingerprint, List<Prevout> inputs, List<Paid> outputs) {}

    private record Fingerprint(int version, int lockTime, int lowestSequence, int weight) {
        static Fingerprint of(Block block, int t) {
            return new Fingerprint(block.version(t), block.lockTime(t), block.lowestSequence(t), block.weight(t));
        }
    }

    private record Prevout(OutPoint outPoint, Optional<Spent> spent) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Spent(long valueSats, int height, boolean coinbase, byte[] script) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Paid(long valueSats, byte[] script) {}

    private static final class Coin {
        final long id;
        final OutPoint outPoint;
        final int height;
        final boolean coinbase;
        final long valueSats;
        final boolean unspendable;
        final Optional<byte[]> script;
        long spender = OutputId.UNSPENT;

        Coin(
                long id,
                OutPoint outPoint,
                int height,
                boolean coinbase,
                long valueSats,
                boolean unspendable,
                Optional<byte[]> script) {
            this.id = id;
            this.outPoint = outPoint;
            this.height = height;
            this.coinbase = coinbase;
            this.valueSats = valueSats;
            this.unspendable = unspendable;
            this.script = script;
        }
    }

    private static final class Transaction {
        final long id;
        final Hash256 txid;
        final Fingerprint fingerprint;
        final List<Coin> inputs = new ArrayList<>();
        final List<Coin> outputs = new ArrayList<>();
        boolean unresolved;
        long fee;
        long feesBefore;
        long subsidy;
        long blockFees;

        Transaction(long id, ToldTransaction told) {
            this.id = id;
            this.txid = told.txid();
            this.fingerprint = told.fingerprint();
        }

        long outputSats() {
            return outputs.stream().mapToLong(coin -> coin.valueSats).sum();
        }
    }

    @Override
    public OptionalInt tip() {
        return blocks.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(blocks.getLast().height());
    }

    @Override
    public Optional<Hash256> hashAt(int height) {
        return blocks.stream()
                .filter(block -> block.height() == height)
                .map(Told::hash)
                .findFirst();
    }

    @Override
    public void accept(Block block) throws IOException {
        if (tip().isPresent() && tip().getAsInt() + 1 != block.height) {
            throw new IllegalArgumentException("block " + block.height + " does not follow " + tip().getAsInt());
        }
        Told told = told(block);
        try {
            link(told);
        } catch (InvalidBlockException e) {
            replay(List.copyOf(blocks));
            throw e;
        }
        blocks.add(told);
    }

    @Override
    public void rewind(int height) throws IOException {
        replay(blocks.stream().filter(block -> block.height() <= height).toList());
    }

    @Override
    public void stale(List<StaleBlock> named) {
        stale.clear();
        stale.addAll(named);
    }

    public List<StaleBlock> stale() {
        return List.copyOf(stale);
    }

    @Override
    public void commit() {}

    private void replay(List<Told> kept) throws IOException {
        blocks.clear();
        transactions.clear();
        coins.clear();
        unspent.clear();
        byTxid.clear();
        byOutPoint.clear();
        byScript.clear();
        numbers.clear();
        numbered.clear();
        scriptsAt.clear();
        boundaries = 0;
        for (Told block : kept) {
            link(block);
            blocks.add(block);
        }
    }

    private static Told told(Block block) {
        List<ToldTransaction> list = new ArrayList<>();
        for (int t = 0; t < block.transactions; t++) {
            List<Prevout> inputs = new ArrayList<>();
            for (int i = block.firstInput[t]; i < block.firstInput[t + 1]; i++) {
                Hash256 txid = Hash256.at(block.bytes, block.prevout[i]);
                inputs.add(new Prevout(new OutPoint(txid, block.prevoutVout(i)), spent(block, i)));
            }
            List<Paid> outputs = new ArrayList<>();
            for (int o = block.firstOutput[t]; o < block.firstOutput[t + 1]; o++) {
                int from = block.script[o];
                outputs.add(
                        new Paid(block.value[o], Arrays.copyOfRange(block.bytes, from, from + block.scriptLength[o])));
            }
            list.add(new ToldTransaction(block.txid(t), Fingerprint.of(block, t), inputs, outputs));
        }
        return new Told(block.height, block.hash, Arrays.copyOf(block.bytes, 80), list);
    }

    private static Optional<Spent> spent(Block block, int input) {
        SpentOutputs spent = block.spent;
        if (spent == null) {
            return Optional.empty();
        }
        byte[] script = Arrays.copyOfRange(spent.scripts, spent.scriptStart[input], spent.scriptStart[input + 1]);
        return Optional.of(new Spent(spent.value[input], spent.height[input], spent.coinbase[input], script));
    }

    private void link(Told block) throws InvalidBlockException {
        int from = blocks.isEmpty() ? block.height() : blocks.getFirst().height();
        long fees = 0;
        boolean unresolved = false;
        for (int index = 0; index < block.transactions().size(); index++) {
            ToldTransaction told = block.transactions().get(index);
            Transaction transaction = new Transaction(OutputId.of(block.height(), index, OutputId.TRANSACTION), told);
            for (Prevout prevout : told.inputs()) {
                spend(transaction, prevout, from, block);
            }
            for (Paid paid : told.outputs()) {
                create(transaction, paid, block.height(), index);
            }
            if (index > 0) {
                transaction.feesBefore = fees;
                transaction.unresolved = transaction.inputs.stream().anyMatch(coin -> coin.valueSats == UNKNOWN);
                transaction.fee = transaction.unresolved
                        ? 0
                        : transaction.inputs.stream()
                                        .mapToLong(coin -> coin.valueSats)
                                        .sum()
                                - transaction.outputSats();
                check(transaction.fee >= 0, block, "bad-txns-in-belowout");
                fees += transaction.fee;
                unresolved |= transaction.unresolved;
            }
            transactions.put(transaction.id, transaction);
            byTxid.computeIfAbsent(told.txid(), txid -> new ArrayList<>()).add(transaction.id);
        }
        reward(block, fees, unresolved);
        scriptsAt.put(block.height(), numbered.size());
    }

    private void reward(Told block, long fees, boolean unresolved) throws InvalidBlockException {
        Transaction coinbase = transaction(OutputId.of(block.height(), 0, OutputId.TRANSACTION));
        coinbase.subsidy = network.subsidy(block.height());
        coinbase.blockFees = fees;
        coinbase.unresolved = unresolved;
        long unclaimed = coinbase.subsidy + fees - coinbase.outputSats();
        check(unresolved || unclaimed >= 0, block, "bad-cb-amount");
        coinbase.fee = unresolved ? 0 : unclaimed;
    }

    private void spend(Transaction transaction, Prevout prevout, int from, Told block) throws InvalidBlockException {
        Coin coin = unspent.remove(prevout.outPoint());
        if (coin == null) {
            boolean beforeRange = from > 0 && !byOutPoint.containsKey(prevout.outPoint());
            check(beforeRange, block, "bad-txns-inputs-missingorspent");
            coin = boundary(prevout);
        }
        coin.spender = OutputId.withVout(transaction.id, transaction.inputs.size());
        transaction.inputs.add(coin);
    }

    private Coin boundary(Prevout prevout) {
        long id = OutputId.boundary(boundaries++);
        Optional<Spent> spent = prevout.spent();
        Coin coin = new Coin(
                id,
                prevout.outPoint(),
                spent.map(Spent::height).orElse(-1),
                spent.map(Spent::coinbase).orElse(false),
                spent.map(Spent::valueSats).orElse(UNKNOWN),
                false,
                spent.map(Spent::script));
        index(coin);
        return coin;
    }

    private void create(Transaction transaction, Paid paid, int height, int index) {
        OutPoint outPoint = new OutPoint(transaction.txid, transaction.outputs.size());
        byte[] script = paid.script();
        boolean opReturn = ScriptKind.isOpReturn(script, 0, script.length);
        Coin coin = new Coin(
                OutputId.withVout(transaction.id, transaction.outputs.size()),
                outPoint,
                height,
                index == 0,
                paid.valueSats(),
                height == 0 && index == 0 || ScriptKind.isUnspendable(script, 0, script.length),
                opReturn ? Optional.empty() : Optional.of(script));
        transaction.outputs.add(coin);
        index(coin);
        if (!coin.unspendable) {
            Coin displaced = unspent.put(outPoint, coin);
            if (displaced != null) {
                displaced.spender = transaction.id;
            }
        }
    }

    private void index(Coin coin) {
        coins.put(coin.id, coin);
        byOutPoint.computeIfAbsent(coin.outPoint, name -> new ArrayList<>()).add(coin.id);
        coin.script.ifPresent(script -> {
            String hex = HexFormat.of().formatHex(script);
            byScript.computeIfAbsent(hex, any -> new ArrayList<>()).add(coin.id);
            if (numbers.putIfAbsent(hex, numbered.size()) == null) {
                numbered.add(script);
            }
        });
    }

    private static void check(boolean holds, Told block, String reason) throws InvalidBlockException {
        if (!holds) {
            throw new InvalidBlockException(block.hash(), "height " + block.height(), reason);
        }
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public int from() {
        return blocks.getFirst().height();
    }

    @Override
    public int to() {
        return blocks.getLast().height();
    }

    @Override
    public void read(long id, TransactionView view) {
        Transaction transaction = transaction(id);
        view.resize(transaction.inputs.size(), transaction.outputs.size());
        view.id = transaction.id;
        for (int i = 0; i < view.inputs; i++) {
            view.prevouts[i] = transaction.inputs.get(i).id;
            view.inputValues[i] = transaction.inputs.get(i).valueSats;
        }
        for (int i = 0; i < view.outputs; i++) {
            Coin coin = transaction.outputs.get(i);
            view.values[i] = coin.valueSats;
            view.spenders[i] = coin.spender;
            view.unspendable[i] = coin.unspendable;
        }
        view.unresolved = transaction.unresolved;
        view.fee = transaction.fee;
        view.feesBefore = transaction.feesBefore;
        view.subsidy = transaction.subsidy;
        view.blockFees = transaction.blockFees;
    }

    @Override
    public void read(long first, int count, BlockView view) {
        int height = OutputId.height(first);
        int index = OutputId.index(first);
        if (count < 1 || index + count > transactionsIn(height)) {
            throw new IllegalArgumentException("block " + height + " has no " + count + " transactions from " + index);
        }
        List<Transaction> read = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            read.add(transaction(OutputId.of(height, index + t, OutputId.TRANSACTION)));
        }
        int inputs = read.stream().mapToInt(tx -> tx.inputs.size()).sum();
        int outputs = read.stream().mapToInt(tx -> tx.outputs.size()).sum();
        view.resize(count, inputs, outputs);
        view.height = height;
        view.first = index;
        view.scriptsBefore = height == from() ? 0 : scripts(height - 1);
        view.firstInput[count] = inputs;
        view.firstOutput[count] = outputs;
        int input = 0;
        int output = 0;
        for (int t = 0; t < count; t++) {
            Fingerprint fingerprint = read.get(t).fingerprint;
            view.setFingerprint(
                    t,
                    fingerprint.version(),
                    fingerprint.lockTime(),
                    fingerprint.lowestSequence(),
                    fingerprint.weight());
            view.firstInput[t] = input;
            view.firstOutput[t] = output;
            for (Coin coin : read.get(t).inputs) {
                view.prevouts[input] = coin.id;
                view.inputValues[input] = coin.valueSats;
                view.inputScripts[input++] = number(coin);
            }
            for (Coin coin : read.get(t).outputs) {
                view.values[output] = coin.valueSats;
                view.outputScripts[output++] = number(coin);
            }
        }
    }

    private int number(Coin coin) {
        return coin.script.map(script -> scriptNumber(script).orElseThrow()).orElse(BlockView.NO_SCRIPT);
    }

    @Override
    public int scripts(int height) {
        block(height);
        return scriptsAt.floorEntry(height).getValue();
    }

    @Override
    public OptionalInt scriptNumber(byte[] script) {
        Integer number = numbers.get(HexFormat.of().formatHex(script));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public byte[] script(int number) {
        if (number < 0 || number >= numbered.size()) {
            throw new IllegalArgumentException("there is no script " + number);
        }
        return numbered.get(number).clone();
    }

    private Transaction transaction(long id) {
        Transaction transaction = OutputId.isBoundary(id) ? null : transactions.get(OutputId.transaction(id));
        if (transaction == null) {
            throw new IllegalArgumentException("transaction of " + id + " is not loaded");
        }
        return transaction;
    }

    @Override
    public int transactionsIn(int height) {
        return block(height).transactions().size();
    }

    @Override
    public long[] transactions(Hash256 txid) {
        return longs(byTxid.getOrDefault(txid, List.of()));
    }

    @Override
    public long[] outputs(OutPoint outPoint) {
        return longs(byOutPoint.getOrDefault(outPoint, List.of()));
    }

    @Override
    public Output output(long id) {
        Coin coin = coins.get(id);
        if (coin == null) {
            throw new IllegalArgumentException("output " + id + " is not loaded");
        }
        return new Output(
                coin.id,
                coin.outPoint,
                coin.height,
                coin.coinbase,
                coin.valueSats,
                coin.unspendable,
                coin.spender,
                coin.script);
    }

    @Override
    public LongStream outputs(byte[] script) {
        return byScript.getOrDefault(HexFormat.of().formatHex(script), List.of()).stream()
                .mapToLong(Long::longValue);
    }

    @Override
    public Hash256 txid(long transaction) {
        return transaction(transaction).txid;
    }

    @Override
    public byte[] header(int height) {
        return block(height).header().clone();
    }

    @Override
    public Hash256 blockHash(int height) {
        return block(height).hash();
    }

    private Told block(int height) {
        return blocks.stream()
                .filter(block -> block.height() == height)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("block " + height + " is not loaded"));
    }

    private static long[] longs(List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {}
}
