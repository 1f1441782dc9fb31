/// What the programs share before any screen: where the user's files lie, the chain that comes along, and how a ledger
/// is brought up to a blocks folder.
@org.jspecify.annotations.NullMarked
module clayton.workspace {
    requires static org.jspecify;
    requires transitive clayton.chain;
    requires clayton.evidence;
    requires transitive clayton.reader;
    requires clayton.store;

    exports clayton.workspace;
}
