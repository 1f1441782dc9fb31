package clayton.store.neo4j;

/// Every statement that Clayton sends to Neo4j. Values reach them as parameters only; labels, types and property names
/// stand here and nowhere else.
final class Cypher {
    static final String PING = "RETURN 1";

    private Cypher() {}
}
