package clayton.cli;

import clayton.store.LedgerInfo;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton neo4j load` and `clayton neo4j remove`: what the Neo4j holds afterwards. All but the address is
/// absent if that is nothing.
record Neo4jLoadDocument(
        String schema,
        String uri,
        @Nullable String network,
        @Nullable Integer from,
        @Nullable Integer to,
        @Nullable String tip,
        @Nullable Long transactions,
        @Nullable Long outputs) {
    static Neo4jLoadDocument of(String uri, @Nullable LedgerInfo info) {
        return info == null
                ? new Neo4jLoadDocument("clayton.neo4j-load/1", uri, null, null, null, null, null, null)
                : new Neo4jLoadDocument(
                        "clayton.neo4j-load/1",
                        uri,
                        info.network().name(),
                        info.from(),
                        info.to(),
                        info.tip().toString(),
                        info.transactions(),
                        info.outputs());
    }

    void print(Terminal terminal) {
        terminal.field("Neo4j", uri);
        if (network == null) {
            terminal.field("heights", "none");
        } else {
            terminal.field("network", network);
            terminal.field("heights", from + " to " + to);
            terminal.field("tip", String.valueOf(tip));
            terminal.field("transactions", String.valueOf(transactions));
            terminal.field("outputs", String.valueOf(outputs));
        }
    }
}
