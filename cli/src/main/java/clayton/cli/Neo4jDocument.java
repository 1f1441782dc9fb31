package clayton.cli;

import org.jspecify.annotations.Nullable;

/// The JSON of `clayton neo4j status`. `bytes` are those of the local server's data on disk.
record Neo4jDocument(
        String schema,
        boolean running,
        @Nullable String uri,
        @Nullable String version,
        long bytes) {
    static Neo4jDocument stopped(long bytes) {
        return new Neo4jDocument("clayton.neo4j/1", false, null, null, bytes);
    }

    static Neo4jDocument running(String uri, String version, long bytes) {
        return new Neo4jDocument("clayton.neo4j/1", true, uri, version, bytes);
    }
}
