package clayton.store.neo4j;

import clayton.chain.Block;
import clayton.chain.BlockSink;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Network;
import clayton.chain.Output;
import clayton.chain.Progress;
import clayton.chain.StaleBlock;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.neo4j.driver.TransactionContext;

/// Loads blocks into a Neo4j: the only loader its database has at a time.
///
/// What was accepted is written at a commit, in one transaction that also moves the end of the range, and does nothing
/// unless the end stands where this loader left it. So a batch is written once or not at all, whatever fails and
/// however often it is tried, and a load goes on from the range's end. A transaction that stays open keeps a second
/// loader away; if the connection is lost and another one takes over, this one can no longer write.
public final class Neo4jWriter implements BlockSink, AutoCloseable {
    /// Nodes and relationships of one transaction, nearly: more take no less time each, but memory of the server.
    private static final int BATCH = 40_000;

    private final Neo4jConnection connection;
    private final Network network;
    private final int from;
    private final LoaderLock lock;
    private final BlockLinking linking;
    private final BlockRows rows;

    /// The committed blocks, of which the last few are remembered, and those that wait for the next commit.
    private final BlockNodes committed;

    private final List<BlockNode> waiting = new ArrayList<>();
    private int committedTo;
    private List<StaleBlock> stale;

    private Neo4jWriter(
            Neo4jConnection connection,
            Network network,
            int from,
            LoaderLock lock,
            ChainState state,
            Function<byte[], Optional<String>> addresses) {
        this.connection = connection;
        this.network = network;
        this.from = from;
        this.lock = lock;
        this.linking = new BlockLinking(connection, network, from);
        this.rows = new BlockRows(network, addresses);
        this.committed = new BlockNodes(connection);
        this.committedTo = state.to();
        this.stale = state.stale();
    }

    /// Opens a database for loading a range that begins at `from`; makes the schema if it is missing. `addresses` says
    /// how people write a script, if it has an address. Throws `IllegalArgumentException` if the database holds
    /// another range or network, [DatabaseException] if another loader is at work.
    public static Neo4jWriter open(
            Neo4jConnection connection, Network network, int from, Function<byte[], Optional<String>> addresses)
            throws IOException {
        Schema.ensure(connection);
        LoaderLock lock = LoaderLock.take(connection);
        try {
            ChainState state = begin(connection, network, from, lock.token());
            return new Neo4jWriter(connection, network, from, lock, state, addresses);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static ChainState begin(Neo4jConnection connection, Network network, int from, String token)
            throws IOException {
        Optional<ChainState> there = ChainState.read(connection);
        if (there.isEmpty()
                && !connection
                        .read(Cypher.IS_EMPTY, Map.of(), record -> record.get(0).asBoolean())
                        .getFirst()) {
            throw new IllegalArgumentException(
                    "the database at " + connection.address().uri()
                            + " holds blocks that no load accounts for: empty it, or name another with NEO4J_DATABASE");
        }
        if (there.isPresent() && !there.get().isEmpty()) {
            check(connection, there.get(), network, from);
        } else if (there.isPresent()) {
            connection.write(transaction -> transaction.run(Cypher.DROP_CHAIN).consume());
        }
        Map<String, Object> parameters =
                Map.of("network", network.name(), "magic", network.magic(), "from", from, "loader", token);
        ChainState begun = ChainState.of(
                connection,
                connection.write(transaction ->
                        transaction.run(Cypher.BEGIN_CHAIN, parameters).single().get(0)));
        return begun;
    }

    private static void check(Neo4jConnection connection, ChainState there, Network network, int from) {
        String place = "the database at " + connection.address().uri();
        if (!there.network().equals(network)) {
            throw new IllegalArgumentException(
                    place + " holds " + there.network().name() + " blocks, these are of " + network.name()
                            + ": remove them first, or name another database with NEO4J_DATABASE");
        }
        if (there.from() != from) {
            throw new IllegalArgumentException(place + " begins at height " + there.from() + ", not " + from
                    + ": give --from " + there.from() + ", or remove first what is there");
        }
    }

    @Override
    public OptionalInt tip() {
        int tip = committedTo + waiting.size();
        return tip < from ? OptionalInt.empty() : OptionalInt.of(tip);
    }

    @Override
    public Optional<Hash256> hashAt(int height) {
        if (height < from || tip().isEmpty() || height > tip().getAsInt()) {
            return Optional.empty();
        }
        try {
            return Optional.of(node(height).hash());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private BlockNode node(int height) throws IOException {
        return height > committedTo ? waiting.get(height - committedTo - 1) : committed.at(height);
    }

    private Sums sums() throws IOException {
        return tip().isEmpty() ? Sums.NONE : node(tip().getAsInt()).sums();
    }

    @Override
    public void accept(Block block) throws IOException {
        checkFollows(block);
        accept(linking.link(block, sums()));
    }

    private void checkFollows(Block block) throws IOException {
        int expected = tip().orElse(from - 1) + 1;
        if (block.height != expected) {
            throw new IllegalArgumentException(
                    "block " + block.height + " was given where " + expected + " comes next");
        }
        Optional<Hash256> parent = hashAt(expected - 1);
        if (parent.isPresent() && !parent.get().equals(Hash256.at(block.bytes, Integer.BYTES))) {
            throw new InvalidBlockException(
                    block.hash, "height " + block.height, "its parent is not the block before it, " + parent.get());
        }
    }

    private void accept(LinkedBlock block) throws IOException {
        Sums sums = sums().plus(block, network);
        rows.add(block, sums);
        waiting.add(new BlockNode(block.view.height, block.hash, block.header, block.view.transactions, sums));
    }

    @Override
    public void stale(List<StaleBlock> blocks) {
        stale = List.copyOf(blocks);
    }

    @Override
    public void commit() throws IOException {
        lock.check();
        int after = committedTo + waiting.size();
        boolean written = connection.write(transaction -> {
            if (!advance(transaction, committedTo, after)) {
                return after > committedTo && isAt(transaction, after);
            }
            add(transaction, Cypher.ADD_BLOCKS, rows.blocks);
            add(transaction, Cypher.ADD_SCRIPTS, rows.scripts);
            add(transaction, Cypher.ADD_BOUNDARIES, rows.boundaries);
            add(transaction, Cypher.ADD_TRANSACTIONS, rows.transactions);
            add(transaction, Cypher.ADD_SPENDS, rows.spends);
            add(transaction, Cypher.ADD_DISPLACED, rows.displaced);
            return true;
        });
        requireOurs(written);
        committedTo = after;
        waiting.clear();
        rows.clear();
        linking.forget();
    }

    /// Whether a commit whose answer was lost has come to pass after all.
    private boolean isAt(TransactionContext transaction, int after) {
        return transaction
                .run(Cypher.IS_AT, Map.of("loader", lock.token(), "to", after))
                .hasNext();
    }

    private boolean advance(TransactionContext transaction, int before, int after) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("loader", lock.token());
        parameters.put("before", before);
        parameters.put("after", after);
        parameters.put("stale", ChainState.texts(stale));
        return transaction.run(Cypher.ADVANCE, parameters).hasNext();
    }

    private static void add(TransactionContext transaction, String cypher, List<Object> rows) {
        if (!rows.isEmpty()) {
            transaction.run(cypher, Map.of("rows", rows)).consume();
        }
    }

    private void requireOurs(boolean written) throws DatabaseException {
        if (!written) {
            throw new DatabaseException("another load has taken the database at "
                    + connection.address().uri() + " over: wait for it to end, then run this one again");
        }
    }

    @Override
    public void rewind(int height) throws IOException {
        commit();
        int target = Math.max(height, from - 1);
        while (committedTo > target) {
            removeDownTo(Math.max(target, batchBelow(target)));
        }
        committed.forget();
    }

    /// How far down one transaction should go.
    private int batchBelow(int target) throws IOException {
        int height = committedTo;
        long top = entities(committed.at(height).sums());
        while (height > target + 1 && top - entities(committed.at(height - 1).sums()) < BATCH) {
            height--;
        }
        return height - 1;
    }

    private static long entities(Sums sums) {
        return 2 * sums.transactions() + 3 * sums.outputs() + sums.inputs() + sums.scripts();
    }

    private void removeDownTo(int height) throws IOException {
        Sums left = height < from ? Sums.NONE : committed.at(height).sums();
        boolean removed = connection.write(transaction -> {
            if (!advance(transaction, committedTo, height)) {
                return isAt(transaction, height);
            }
            transaction.run(Cypher.REMOVE_BLOCKS, Map.of("height", height)).consume();
            transaction
                    .run(Cypher.REMOVE_BOUNDARIES, Map.of("boundaries", left.boundaries()))
                    .consume();
            transaction
                    .run(Cypher.REMOVE_SCRIPTS, Map.of("scripts", left.scripts()))
                    .consume();
            return true;
        });
        requireOurs(removed);
        committedTo = height;
    }

    /// Brings the range to height `to` of another graph of the same chain, after removing what is not on it; goes on
    /// from what is there. `data` finds the scripts that the graph does not number (OP_RETURN). Answers whether it got
    /// there, or `progress` said stop.
    public boolean copy(StoredGraph source, int to, Function<Output, Optional<byte[]>> data, Progress progress)
            throws IOException {
        rewind(lastShared(source));
        GraphBlocks blocks = new GraphBlocks(source, from, data);
        while (blocks.next() <= to) {
            if (!progress.goOn("loading blocks", blocks.next() - from, to - from + 1L)) {
                commit();
                return false;
            }
            if (blocks.next() <= tip().orElse(from - 1)) {
                blocks.skip();
            } else {
                accept(blocks.read());
                if (rows.size() >= BATCH) {
                    commit();
                }
            }
        }
        commit();
        return true;
    }

    private int lastShared(StoredGraph source) throws IOException {
        int height = Math.min(tip().orElse(from - 1), source.to());
        while (height >= from && !node(height).hash().equals(source.blockHash(height))) {
            height--;
        }
        return tip().isPresent() && height == source.to() ? tip().getAsInt() : height;
    }

    /// Ends the load. What was accepted since the last commit is forgotten.
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
