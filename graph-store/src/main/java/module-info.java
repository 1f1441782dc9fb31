/// Where a loaded block range lives: the ledger, a folder of memory-mapped columns, read as a `TransactionGraph`
/// and written as a `BlockSink`.
@org.jspecify.annotations.NullMarked
module clayton.store {
    requires static org.jspecify;
    requires transitive clayton.chain;

    exports clayton.store;
}
