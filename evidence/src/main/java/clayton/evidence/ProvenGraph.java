package clayton.evidence;

import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.reader.HeaderChain;
import clayton.reader.RawTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// The part of a chain that a bundle proves, as a graph to trace over: transactions at their place, with the
/// values of what they spend. What is not in it was not proven; whoever asks for it gets a
/// [BrokenFactException]. Of a block that is not whole the fees are not known: its coinbase is as one of
/// unknown stream, unless only the subsidy in front of the fees counts.
final class ProvenGraph implements TransactionGraph {
    /// Fees that no block can hold, so no satoshi lies at a place that counts from them.
    private static final long NOT_KNOWN = Long.MAX_VALUE / 2;

    /// Above every coordinate that a block can have.
    private static final long ELSEWHERE = OutputId.of(OutputId.MAX_HEIGHT, 0, 0);

    private final HeaderChain chain;
    private final Network network;
    private final NavigableMap<Long, RawTransaction> placed = new TreeMap<>();
    private final Map<Hash256, List<Long>> byTxid = new HashMap<>();
    private final SortedMap<Integer, Integer> wholeBlocks = new TreeMap<>();
    private final Map<Hash256, RawTransaction> previous = new HashMap<>();
    private final List<Boundary> boundary = new ArrayList<>();
    private final Map<OutPoint, Long> boundaryIds = new HashMap<>();
    private final Map<Long, Long> spenders = new HashMap<>();
    private final Map<Long, Long> feesBefore = new HashMap<>();
    private final Set<Integer> unresolvedBlocks = new HashSet<>();
    private boolean subsidyIsEnough;

    /// An output from before the range; value and script may not be known.
    record Boundary(OutPoint outPoint, int height, long valueSats, Optional<byte[]> script) {}

    ProvenGraph(Network network, HeaderChain chain) {
        this.network = network;
        this.chain = chain;
    }

    void place(long transaction, RawTransaction raw) {
        placed.put(transaction, raw);
        byTxid.computeIfAbsent(raw.txid(), txid -> new ArrayList<>()).add(transaction);
    }

    void wholeBlock(int height, int transactions) {
        wholeBlocks.put(height, transactions);
    }

    void previous(RawTransaction raw) {
        previous.put(raw.txid(), raw);
    }

    void boundary(Boundary output) {
        boundaryIds.put(output.outPoint, OutputId.boundary(boundary.size()));
        boundary.add(output);
    }

    /// Whether what is traced next asks of a coinbase only places in the subsidy that stand in front of all fees.
    void subsidyIsEnough(boolean enough) {
        subsidyIsEnough = enough;
    }

    /// Throws [BrokenFactException] if fees of this block are not there.
    void requireWhole(int height) {
        if (!wholeBlocks.containsKey(height)) {
            throw new BrokenFactException("the traces need all fees of block " + height);
        }
    }

    int placed() {
        return placed.size();
    }

    /// Joins what was given: who spends what, and what every transaction pays. Throws [BrokenFactException] where
    /// that cannot be.
    void join() {
        byTxid.values().forEach(ids -> ids.sort(null));
        placed.forEach(this::spend);
        byTxid.values().stream().filter(ids -> ids.size() > 1).forEach(this::displace);
        TransactionView view = new TransactionView();
        for (long transaction : placed.keySet()) {
            if (!OutputId.isCoinbase(transaction)) {
                read(transaction, view);
            }
        }
        wholeBlocks.forEach(this::sumFees);
        for (long transaction : placed.keySet()) {
            if (OutputId.isCoinbase(transaction)) {
                read(transaction, view);
            }
        }
    }

    private void spend(long transaction, RawTransaction raw) {
        if (raw.isCoinbase() != OutputId.isCoinbase(transaction)) {
            throw new BrokenFactException("transaction " + raw.txid() + " is a coinbase or none, against its place");
        }
        for (int input = 0; input < raw.inputs() && !raw.isCoinbase(); input++) {
            long spent = prevout(transaction, raw.prevout(input));
            boolean known = spent != ELSEWHERE;
            if (known && spenders.putIfAbsent(spent, OutputId.withVout(transaction, input)) != null) {
                throw new BrokenFactException("output " + raw.prevout(input) + " is spent twice");
            }
        }
    }

    /// The last output of that name before the spender.
    private long prevout(long spender, OutPoint outPoint) {
        List<Long> makers = byTxid.getOrDefault(outPoint.txid(), List.of());
        for (int i = makers.size() - 1; i >= 0; i--) {
            if (makers.get(i) < spender) {
                requireOutput(raw(makers.get(i)), outPoint);
                return OutputId.withVout(makers.get(i), outPoint.vout());
            }
        }
        return boundaryIds.getOrDefault(outPoint, ELSEWHERE);
    }

    private static void requireOutput(RawTransaction raw, OutPoint outPoint) {
        if (Integer.compareUnsigned(outPoint.vout(), raw.outputs()) >= 0) {
            throw new BrokenFactException("output " + outPoint + " is spent, but there is none");
        }
    }

    /// What was not spent when a later transaction took its name is lost (BIP 30).
    private void displace(List<Long> namesakes) {
        for (int i = 0; i + 1 < namesakes.size(); i++) {
            long earlier = namesakes.get(i);
            for (int vout = 0; vout < raw(earlier).outputs(); vout++) {
                spenders.putIfAbsent(OutputId.withVout(earlier, vout), namesakes.get(i + 1));
            }
        }
    }

    private long value(OutPoint outPoint, long id) {
        RawTransaction maker = OutputId.isBoundary(id) || id == ELSEWHERE
                ? previous.get(outPoint.txid())
                : raw(OutputId.transaction(id));
        if (maker != null) {
            requireOutput(maker, outPoint);
            return maker.valueSats(outPoint.vout());
        }
        if (!OutputId.isBoundary(id)) {
            throw new BrokenFactException("the value of " + outPoint + " is not proven: its transaction is not there");
        }
        return boundary.get(OutputId.boundaryNumber(id)).valueSats;
    }

    private void sumFees(int height, int transactions) {
        TransactionView view = new TransactionView();
        long sum = 0;
        for (int index = 1; index < transactions; index++) {
            long transaction = OutputId.of(height, index, OutputId.TRANSACTION);
            read(transaction, view);
            feesBefore.put(transaction, sum);
            sum = Math.addExact(sum, view.fee);
            if (view.unresolved) {
                unresolvedBlocks.add(height);
            }
        }
        feesBefore.put(OutputId.of(height, 0, OutputId.TRANSACTION), sum);
    }

    @Override
    public void read(long transaction, TransactionView view) {
        long id = OutputId.transaction(transaction);
        RawTransaction raw = raw(id);
        boolean isCoinbase = OutputId.isCoinbase(id);
        view.id = id;
        view.resize(isCoinbase ? 0 : raw.inputs(), raw.outputs());
        view.subsidy = 0;
        view.blockFees = 0;
        view.unresolved = false;
        view.feesBefore = isCoinbase ? 0 : feesBefore.getOrDefault(id, NOT_KNOWN);
        long paid = 0;
        for (int vout = 0; vout < view.outputs; vout++) {
            view.values[vout] = raw.valueSats(vout);
            view.unspendable[vout] = isUnspendable(id, raw, vout);
            view.spenders[vout] = view.unspendable[vout]
                    ? OutputId.UNSPENT
                    : spenders.getOrDefault(OutputId.withVout(id, vout), OutputId.UNSPENT);
            paid += view.values[vout];
        }
        long in = isCoinbase ? reward(view, paid) : inputs(raw, view);
        view.fee = view.unresolved ? 0 : in - paid;
        if (view.fee < 0) {
            throw new BrokenFactException("transaction " + raw.txid() + " pays out more than it takes in");
        }
    }

    private RawTransaction raw(long id) {
        RawTransaction raw = placed.get(id);
        if (raw == null) {
            throw new BrokenFactException(
                    id > ELSEWHERE
                            ? "the traces come to a transaction that is not placed in a block"
                            : "the traces need transaction " + OutputId.height(id) + "x" + OutputId.index(id)
                                    + ", which is not there");
        }
        return raw;
    }

    private static boolean isUnspendable(long id, RawTransaction raw, int vout) {
        byte[] script = raw.script(vout);
        return OutputId.height(id) == 0 || ScriptKind.isUnspendable(script, 0, script.length);
    }

    private long inputs(RawTransaction raw, TransactionView view) {
        long sum = 0;
        for (int input = 0; input < view.inputs; input++) {
            OutPoint outPoint = raw.prevout(input);
            view.prevouts[input] = prevout(view.id, outPoint);
            view.inputValues[input] = value(outPoint, view.prevouts[input]);
            view.unresolved |= view.inputValues[input] == UNKNOWN;
            sum = Math.addExact(sum, view.inputValues[input]);
        }
        return sum;
    }

    private long reward(TransactionView view, long paid) {
        int height = OutputId.height(view.id);
        view.subsidy = network.subsidy(height);
        if (wholeBlocks.containsKey(height)) {
            view.blockFees = feesBefore.getOrDefault(view.id, 0L);
            view.unresolved = unresolvedBlocks.contains(height);
        } else {
            view.blockFees = Math.max(0, paid - view.subsidy);
            view.unresolved = !subsidyIsEnough;
        }
        return Math.addExact(view.subsidy, view.blockFees);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public int from() {
        return chain.from();
    }

    @Override
    public int to() {
        return chain.to();
    }

    /// Of a block that is not whole, up to the last that is there.
    @Override
    public int transactionsIn(int height) {
        Integer count = wholeBlocks.get(height);
        return count == null ? OutputId.index(placed.lowerKey(OutputId.of(height + 1, 0, 0))) + 1 : count;
    }

    @Override
    public long[] transactions(Hash256 txid) {
        return byTxid.getOrDefault(txid, List.of()).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public long[] outputs(OutPoint outPoint) {
        LongStream.Builder found = LongStream.builder();
        if (boundaryIds.containsKey(outPoint)) {
            found.add(boundaryIds.get(outPoint));
        }
        Arrays.stream(transactions(outPoint.txid()))
                .filter(id -> Integer.compareUnsigned(outPoint.vout(), raw(id).outputs()) < 0)
                .forEach(id -> found.add(OutputId.withVout(id, outPoint.vout())));
        return found.build().toArray();
    }

    @Override
    public Output output(long id) {
        if (OutputId.isBoundary(id)) {
            Boundary output = boundary.get(OutputId.boundaryNumber(id));
            return new Output(
                    id,
                    output.outPoint,
                    output.height,
                    false,
                    output.valueSats,
                    false,
                    spenders.getOrDefault(id, OutputId.UNSPENT),
                    output.script);
        }
        long transaction = OutputId.transaction(id);
        RawTransaction raw = raw(transaction);
        int vout = OutputId.vout(id);
        boolean unspendable = isUnspendable(id, raw, vout);
        return new Output(
                id,
                new OutPoint(raw.txid(), vout),
                OutputId.height(id),
                OutputId.isCoinbase(id),
                raw.valueSats(vout),
                unspendable,
                unspendable ? OutputId.UNSPENT : spenders.getOrDefault(id, OutputId.UNSPENT),
                Optional.of(raw.script(vout)));
    }

    @Override
    public Hash256 txid(long transaction) {
        return raw(OutputId.transaction(transaction)).txid();
    }

    @Override
    public byte[] header(int height) {
        return chain.header(height);
    }

    @Override
    public Hash256 blockHash(int height) {
        return chain.hash(height);
    }

    @Override
    public void read(long first, int count, BlockView view) {
        throw notProven();
    }

    @Override
    public LongStream outputs(byte[] script) {
        throw notProven();
    }

    @Override
    public int scripts(int height) {
        throw notProven();
    }

    @Override
    public OptionalInt scriptNumber(byte[] script) {
        throw notProven();
    }

    @Override
    public byte[] script(int number) {
        throw notProven();
    }

    private static UnsupportedOperationException notProven() {
        return new UnsupportedOperationException("a bundle holds some transactions, and not all of any script");
    }

    @Override
    public void close() {}
}
