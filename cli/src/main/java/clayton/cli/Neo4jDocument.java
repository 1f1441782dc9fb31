package clayton.cli;

import clayton.store.LedgerInfo;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton neo4j status`. `bytes` are those of the local server's data on disk.
record Neo4jDocument(
        String schema,
        boolean running,
        @Nullable String uri,
        @Nullable String version,
        long bytes,
        @Nullable Loaded loaded) {
    /// The range that it holds.
    record Loaded(String network, int from, int to, String tip, long transactions, long outputs) {
        String words() {
            return network + " heights " + from + " to " + to + ", " + transactions + " transactions, " + outputs
                    + " outputs";
        }
    }

    static Neo4jDocument stopped(long bytes) {
        return new Neo4jDocument("clayton.neo4j/1", false, null, null, bytes, null);
    }

    static Neo4jDocument running(String uri, String version, long bytes, @Nullable LedgerInfo info) {
        return new Neo4jDocument("clayton.neo4j/1", true, uri, version, bytes, info == null ? null : loaded(info));
    }

    private static Loaded loaded(LedgerInfo info) {
        return new Loaded(
                info.network().name(),
                info.from(),
                info.to(),
                info.tip().toString(),
                info.transactions(),
                info.outputs());
    }
}
