/// Where a loaded block range lives: the ledger, a folder of memory-mapped columns, or a Neo4j; both are read as a
/// `TransactionGraph` and written as a `BlockSink`.
@org.jspecify.annotations.NullMarked
module clayton.store {
    requires static org.jspecify;
    requires transitive clayton.chain;
    requires org.neo4j.driver;

    exports clayton.store;
    exports clayton.store.neo4j;
}
