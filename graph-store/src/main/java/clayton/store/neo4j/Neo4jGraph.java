package clayton.store.neo4j;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.OutPoint;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import clayton.store.LedgerInfo;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.neo4j.driver.Record;

/// The range that a Neo4j holds, as its last commit had it when this was opened, even while a loader adds to it (until
/// that loader rewinds).
///
/// A round trip costs as much as thousands of reads from memory, so transactions are read by the thousand, as they are
/// announced, with all that can be asked of them, and remembered until there are too many: a trace makes as many round
/// trips as its frontier has batches. Several threads may read it; they take turns.
public final class Neo4jGraph implements StoredGraph {
    private static final int BATCH = 2000;

    /// Inputs and outputs of the transactions that are remembered; each takes some hundred bytes.
    private static final int REMEMBERED = 2_000_000;

    /// So many transactions take less time to read than the round trip.
    private static final int FEW = 64;

    private static final long NOTHING = -1;

    private static final int SCRIPTS = 512;
    private static final int REMEMBERED_SCRIPTS = 200_000;

    private final Neo4jConnection connection;
    private final ChainState state;
    private final BlockNodes blocks;
    private final LinkedHashMap<Long, ReadTransaction> transactions = new LinkedHashMap<>(16, 0.75f, true);
    private int remembered;
    private long lastAsked = NOTHING;
    private final Map<Long, Output> boundaries = new LinkedHashMap<>();
    private final LinkedHashMap<Integer, byte[]> scripts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
            return size() > REMEMBERED_SCRIPTS;
        }
    };

    private Neo4jGraph(Neo4jConnection connection, ChainState state) {
        this.connection = connection;
        this.state = state;
        this.blocks = new BlockNodes(connection);
    }

    /// Opens what the database holds; the connection is closed with it. Throws [DatabaseException] if that is nothing,
    /// or the schema is not whole.
    public static Neo4jGraph open(Neo4jConnection connection) throws IOException {
        Optional<ChainState> state = ChainState.read(connection);
        if (state.isEmpty() || state.get().isEmpty()) {
            throw new DatabaseException("nothing is loaded in the database at "
                    + connection.address().uri() + " yet: run clayton neo4j load");
        }
        Schema.check(connection);
        return new Neo4jGraph(connection, state.get());
    }

    /// What the database holds, if it holds anything.
    public static Optional<LedgerInfo> info(Neo4jConnection connection) throws IOException {
        Optional<ChainState> state = ChainState.read(connection).filter(any -> !any.isEmpty());
        return state.isEmpty() ? Optional.empty() : Optional.of(new Neo4jGraph(connection, state.get()).info());
    }

    public Neo4jConnection connection() {
        return connection;
    }

    @Override
    public synchronized LedgerInfo info() throws IOException {
        BlockNode tip = blocks.at(to());
        Sums sums = tip.sums();
        return new LedgerInfo(
                network(),
                from(),
                to(),
                tip.hash(),
                (int) sums.blocks(),
                state.stale(),
                sums.transactions(),
                sums.inputs() + sums.blocks(),
                sums.outputs(),
                sums.fees(),
                sums.unclaimed(),
                sums.utxos(),
                sums.utxoSats(),
                sums.boundaries() - sums.unresolved(),
                sums.unresolved(),
                sums.scripts());
    }

    /// Holds a line for each unspent output in memory.
    @Override
    public synchronized String utxoSha256(Progress progress) throws IOException {
        return UnspentDigest.of(connection, progress);
    }

    @Override
    public Network network() {
        return state.network();
    }

    @Override
    public int from() {
        return state.from();
    }

    @Override
    public int to() {
        return state.to();
    }

    @Override
    public int prefetchSize() {
        return BATCH;
    }

    /// A few transactions are fetched with some of those that lie behind them in the direction in which the caller
    /// goes: to ask for them later would take a round trip, which costs as much.
    @Override
    public synchronized void prefetch(long[] coordinates, int count) throws IOException {
        List<Long> missing = missing(coordinates, count);
        if (missing.isEmpty()) {
            return;
        }
        long first = missing.getFirst();
        if (missing.size() <= FEW && lastAsked != NOTHING) {
            String cypher = first > lastAsked ? Cypher.TRANSACTIONS_AND_NEXT : Cypher.TRANSACTIONS_AND_PREVIOUS;
            fetch(cypher, missing);
            missing = missing(coordinates, count);
        }
        lastAsked = first;
        for (int i = 0; i < missing.size(); i += BATCH) {
            fetch(Cypher.TRANSACTIONS, missing.subList(i, Math.min(missing.size(), i + BATCH)));
        }
    }

    private List<Long> missing(long[] coordinates, int count) {
        return LongStream.of(coordinates)
                .limit(count)
                .filter(this::isInRange)
                .map(OutputId::transaction)
                .distinct()
                .filter(id -> !transactions.containsKey(id))
                .boxed()
                .toList();
    }

    private boolean isInRange(long id) {
        return !OutputId.isBoundary(id) && OutputId.height(id) >= from() && OutputId.height(id) <= to();
    }

    private void fetch(String cypher, List<Long> ids) throws IOException {
        int to = to();
        List<String> texts = ids.stream().map(Coordinates::transaction).toList();
        connection
                .read(cypher, Map.of("ids", texts, "limit", BATCH), row -> new ReadTransaction(row, to))
                .forEach(this::remember);
    }

    private void remember(ReadTransaction transaction) {
        if (transactions.put(transaction.id, transaction) == null) {
            remembered += weight(transaction);
        }
        transaction.scripts((number, script) -> {
            if (number != BlockView.NO_SCRIPT) {
                scripts.put(number, script);
            }
        });
        var eldest = transactions.values().iterator();
        while (remembered > REMEMBERED && transactions.size() > 2 * BATCH) {
            remembered -= weight(eldest.next());
            eldest.remove();
        }
    }

    private static int weight(ReadTransaction transaction) {
        return 3 + transaction.inputs() + transaction.outputs();
    }

    private ReadTransaction transaction(long id) throws IOException {
        prefetch(new long[] {id}, 1);
        ReadTransaction found = transactions.get(OutputId.transaction(id));
        if (OutputId.isBoundary(id) || found == null) {
            throw new IllegalArgumentException("transaction " + (OutputId.isBoundary(id) ? id : OutputId.text(id))
                    + " is not in this database, which holds heights " + from() + " to " + to());
        }
        return found;
    }

    @Override
    public synchronized void read(long transaction, TransactionView view) throws IOException {
        transaction(transaction).fill(view, network().subsidy(OutputId.height(transaction)));
    }

    @Override
    public synchronized void read(long first, int count, BlockView view) throws IOException {
        int height = OutputId.height(first);
        int index = OutputId.index(first);
        if (count < 1 || OutputId.isBoundary(first) || index + count > transactionsIn(height)) {
            throw new IllegalArgumentException(
                    "there are no " + count + " transactions from " + first + " on in this database");
        }
        long[] ids = ids(height, index, count);
        prefetch(ids, count);
        List<ReadTransaction> read = new ArrayList<>(count);
        for (long id : ids) {
            read.add(transaction(id));
        }
        int inputs = read.stream().mapToInt(ReadTransaction::inputs).sum();
        int outputs = read.stream().mapToInt(ReadTransaction::outputs).sum();
        view.resize(count, inputs, outputs);
        view.height = height;
        view.first = index;
        view.scriptsBefore = height == from() ? 0 : scripts(height - 1);
        for (int t = 0; t < count; t++) {
            view.firstInput[t] =
                    t == 0 ? 0 : view.firstInput[t - 1] + read.get(t - 1).inputs();
            view.firstOutput[t] =
                    t == 0 ? 0 : view.firstOutput[t - 1] + read.get(t - 1).outputs();
            read.get(t).fill(view, t);
        }
        view.firstInput[count] = inputs;
        view.firstOutput[count] = outputs;
    }

    private static long[] ids(int height, int index, int count) {
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = OutputId.of(height, index + i, OutputId.TRANSACTION);
        }
        return ids;
    }

    /// Reads ahead as many blocks as make a batch.
    @Override
    public BlockSweep sweep() {
        return this::sweepTo;
    }

    private synchronized void sweepTo(int height, BlockView view) throws IOException {
        if (!transactions.containsKey(OutputId.of(height, 0, OutputId.TRANSACTION))) {
            readAhead(height);
        }
        read(OutputId.of(height, 0, OutputId.TRANSACTION), transactionsIn(height), view);
    }

    private void readAhead(int height) throws IOException {
        long[] ahead = new long[0];
        for (int next = height; next <= to() && ahead.length < BATCH; next++) {
            long[] more = ids(next, 0, transactionsIn(next));
            int known = ahead.length;
            ahead = Arrays.copyOf(ahead, known + more.length);
            System.arraycopy(more, 0, ahead, known, more.length);
        }
        prefetch(ahead, ahead.length);
    }

    @Override
    public synchronized int transactionsIn(int height) throws IOException {
        return block(height).transactions();
    }

    private BlockNode block(int height) throws IOException {
        if (height < from() || height > to()) {
            throw new IllegalArgumentException(
                    "block " + height + " is not in this database, which holds heights " + from() + " to " + to());
        }
        return blocks.at(height);
    }

    @Override
    public synchronized long[] transactions(Hash256 txid) throws IOException {
        return connection
                .read(Cypher.TRANSACTIONS_NAMED, Map.of("txid", txid.toString()), Neo4jGraph::transactionId)
                .stream()
                .mapToLong(Long::longValue)
                .filter(this::isInRange)
                .sorted()
                .toArray();
    }

    private static long transactionId(Record row) {
        return Coordinates.parseTransaction(row.get(0).asString());
    }

    @Override
    public synchronized long[] outputs(OutPoint outPoint) throws IOException {
        return connection
                .read(
                        Cypher.OUTPUTS_NAMED,
                        Map.of("outpoint", outPoint.toString()),
                        row -> Coordinates.parseOutput(row.get(0).asString()))
                .stream()
                .mapToLong(Long::longValue)
                .filter(this::isLoaded)
                .sorted()
                .toArray();
    }

    private boolean isLoaded(long output) {
        return OutputId.isBoundary(output) || isInRange(output);
    }

    @Override
    public synchronized Output output(long id) throws IOException {
        if (OutputId.isBoundary(id)) {
            return boundary(id);
        }
        ReadTransaction transaction = transaction(id);
        if (!transaction.hasOutput(OutputId.vout(id))) {
            throw new IllegalArgumentException("output " + OutputId.text(id) + " is not in this database");
        }
        return transaction.output(OutputId.vout(id));
    }

    private Output boundary(long id) throws IOException {
        Output known = boundaries.get(id);
        if (known == null) {
            fetchBoundaries(id);
            known = boundaries.get(id);
        }
        if (known == null || OutputId.height(known.spender()) > to()) {
            throw new IllegalArgumentException(
                    "there is no boundary output " + OutputId.boundaryNumber(id) + " in this database");
        }
        return known;
    }

    /// Those that follow are often asked for next.
    private void fetchBoundaries(long first) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SCRIPTS; i++) {
            ids.add(Coordinates.output(first - i));
        }
        connection
                .read(Cypher.BOUNDARIES, Map.of("ids", ids), Neo4jGraph::boundaryOutput)
                .forEach(output -> boundaries.put(output.id(), output));
    }

    private static Output boundaryOutput(Record row) {
        return new Output(
                Coordinates.parseOutput(row.get(0).asString()),
                OutPoint.parse(row.get(1).asString()),
                row.get(2).asInt(-1),
                row.get(3).asBoolean(false),
                row.get(4).asLong(TransactionGraph.UNKNOWN),
                false,
                OutputId.withVout(
                        Coordinates.parseTransaction(row.get(5).asString()),
                        row.get(6).asInt()),
                row.get(7).isNull()
                        ? Optional.empty()
                        : Optional.of(HexFormat.of().parseHex(row.get(7).asString())));
    }

    @Override
    public synchronized LongStream outputs(byte[] script) throws IOException {
        record Place(long id, long since) {}
        Comparator<Place> order = Comparator.comparingLong(Place::since)
                .thenComparing(place -> !OutputId.isBoundary(place.id))
                .thenComparingLong(place -> OutputId.isBoundary(place.id) ? -place.id : place.id);
        return connection
                .read(Cypher.OUTPUTS_LOCKED, Map.of("hash", BlockRows.hash(script)), row -> {
                    long id = Coordinates.parseOutput(row.get(0).asString());
                    long since = OutputId.isBoundary(id)
                            ? Coordinates.parseTransaction(row.get(1).asString())
                            : OutputId.transaction(id);
                    return new Place(id, since);
                })
                .stream()
                .filter(place -> OutputId.height(place.since()) <= to())
                .sorted(order)
                .mapToLong(Place::id);
    }

    @Override
    public synchronized int scripts(int height) throws IOException {
        return (int) block(height).sums().scripts();
    }

    @Override
    public synchronized OptionalInt scriptNumber(byte[] script) throws IOException {
        int count = scripts(to());
        return connection
                .read(
                        Cypher.SCRIPT_NUMBER,
                        Map.of("hash", BlockRows.hash(script)),
                        row -> row.get(0).asInt())
                .stream()
                .mapToInt(Integer::intValue)
                .filter(number -> number < count)
                .findFirst();
    }

    @Override
    public synchronized byte[] script(int number) throws IOException {
        int count = scripts(to());
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "there is no script " + number + " in this database, which holds " + count);
        }
        byte[] script = scripts.get(number);
        if (script == null) {
            connection
                    .read(Cypher.SCRIPTS, Map.of("from", number - number % SCRIPTS, "count", SCRIPTS), row -> row)
                    .forEach(this::rememberScript);
            script = scripts.get(number);
        }
        if (script == null) {
            throw new DatabaseException(
                    "the database at " + connection.address().uri() + " lacks script " + number
                            + " of those it says it holds: remove the range and load it again");
        }
        return script.clone();
    }

    private void rememberScript(Record row) {
        scripts.put(row.get(0).asInt(), HexFormat.of().parseHex(row.get(1).asString()));
    }

    /// The script of an output that carries data and so has no number (OP_RETURN), if it was known when it was loaded.
    public synchronized Optional<byte[]> data(long output) throws IOException {
        return transaction(output).data(OutputId.vout(output));
    }

    @Override
    public synchronized Hash256 txid(long transaction) throws IOException {
        return transaction(transaction).txid;
    }

    @Override
    public synchronized byte[] header(int height) throws IOException {
        return block(height).header().clone();
    }

    @Override
    public synchronized Hash256 blockHash(int height) throws IOException {
        return block(height).hash();
    }

    @Override
    public void close() {
        connection.close();
    }
}
