/// What the programs share before any screen: where the user's files lie, the chain that comes along, how a ledger
/// is brought up to a blocks folder, which build this is, and the error rates that were measured of it.
@org.jspecify.annotations.NullMarked
module clayton.workspace {
    requires static org.jspecify;
    requires transitive clayton.chain;
    requires transitive clayton.evidence;
    requires transitive clayton.reader;
    requires clayton.store;

    exports clayton.workspace;

    opens clayton.workspace to
            com.fasterxml.jackson.databind;
}
