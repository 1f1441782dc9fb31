package clayton.store.neo4j;

import clayton.chain.Network;
import clayton.chain.Output;
import clayton.chain.Progress;
import clayton.store.StoredGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/// Fills the empty local Neo4j with a range in one go: CSV files for Neo4j's own importer, which builds the store of a
/// stopped server without transactions, several times as fast as any other way. The node that makes the range count is
/// written last, so whatever breaks off on the way leaves a database that is empty to every reader, and is filled
/// again from the beginning.
public final class BulkLoad {
    private final LocalNeo4j local;
    private final StoredGraph source;
    private final int from;
    private final int to;
    private final Network network;

    private BulkLoad(LocalNeo4j local, StoredGraph source, int from, int to) {
        this.local = local;
        this.source = source;
        this.from = from;
        this.to = to;
        this.network = source.network();
    }

    /// How many nodes and relationships were made, and how many seconds the files, the importer, and a restart with
    /// indexes took.
    public record Report(long entities, double filesSeconds, double importSeconds, double indexSeconds) {}

    /// Loads heights `from` to `to` of another graph; `data` finds the scripts that the graph does not number, and
    /// `addresses` says how people write a script. Throws `IllegalArgumentException` if the database is not empty,
    /// `CancellationException` if `progress` says stop.
    public static Report run(
            LocalNeo4j local,
            StoredGraph source,
            int from,
            int to,
            Function<Output, Optional<byte[]>> data,
            Function<byte[], Optional<String>> addresses,
            Progress progress)
            throws IOException {
        requireEmpty(local);
        return new BulkLoad(local, source, from, to).run(data, addresses, progress);
    }

    private static void requireEmpty(LocalNeo4j local) throws IOException {
        try (Neo4jConnection connection = Neo4jConnection.open(local.address())) {
            if (ChainState.read(connection).filter(state -> !state.isEmpty()).isPresent()) {
                throw new IllegalArgumentException("the local Neo4j is not empty, and --bulk fills an empty one: leave"
                        + " --bulk out, or run clayton neo4j reset first");
            }
            long others = connection
                    .read(Cypher.OTHERS, Map.of(), row -> row.get(0).asLong())
                    .getFirst();
            if (others > 0) {
                throw new IllegalArgumentException("the local Neo4j holds " + others + " nodes that were published or"
                        + " are somebody's own, and --bulk replaces everything: leave --bulk out, or run clayton neo4j"
                        + " reset first");
            }
        }
    }

    private Report run(
            Function<Output, Optional<byte[]>> data, Function<byte[], Optional<String>> addresses, Progress progress)
            throws IOException {
        Path folder = Files.createTempDirectory(local.folder(), "csv");
        try {
            long begun = System.nanoTime();
            CsvFiles files = write(folder, data, new BlockRows(network, addresses), progress);
            long written = System.nanoTime();
            progress.goOn("importing, nodes and relationships", 0, files.entities());
            double imported = local.importFiles(files.options(), progress);
            finish(progress);
            return new Report(
                    files.entities(),
                    (written - begun) / 1e9,
                    imported,
                    (System.nanoTime() - written) / 1e9 - imported);
        } finally {
            ServerJars.delete(folder);
        }
    }

    /// Answers the files, complete and closed.
    private CsvFiles write(Path folder, Function<Output, Optional<byte[]>> data, BlockRows rows, Progress progress)
            throws IOException {
        GraphBlocks blocks = new GraphBlocks(source, from, data);
        Sums sums = Sums.NONE;
        try (CsvFiles files = new CsvFiles(folder, from)) {
            while (blocks.next() <= to) {
                if (!progress.goOn("writing files, blocks", blocks.next() - from, to - from + 1L)) {
                    throw new CancellationException("stopped before the import; nothing was loaded");
                }
                LinkedBlock block = blocks.read();
                sums = sums.plus(block, network);
                rows.clear();
                rows.add(block, sums);
                files.write(block, rows);
            }
            return files;
        }
    }

    /// Makes constraints and indexes, then the node that says what is loaded.
    private void finish(Progress progress) throws IOException {
        progress.goOn("making indexes", 0, 0);
        List<String> stale = ChainState.texts(source.info().stale().stream()
                .filter(block -> block.height() >= from && block.height() <= to)
                .toList());
        Map<String, Object> chain =
                Map.of("network", network.name(), "magic", network.magic(), "from", from, "to", to, "stale", stale);
        try (Neo4jConnection connection = Neo4jConnection.open(local.address())) {
            Schema.ensure(connection);
            connection.write(
                    transaction -> transaction.run(Cypher.WHOLE_CHAIN, chain).consume());
        }
    }
}
