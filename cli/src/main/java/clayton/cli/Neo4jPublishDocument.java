package clayton.cli;

import clayton.store.neo4j.Neo4jPublisher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton neo4j publish`. `nodes` and `relationships` are those that were not there before; `missing` are
/// tags of what is not in the database.
record Neo4jPublishDocument(String schema, String uri, List<Published> published) {
    record Published(String id, @Nullable String policy, long nodes, long relationships, long missing) {
        String words() {
            String what = policy == null ? id : id + ", by " + policy;
            String made = nodes + relationships == 0
                    ? ": was there already"
                    : ": " + nodes + " nodes and " + relationships + " relationships";
            return what + made + (missing == 0 ? "" : "; " + missing + " tags are of nothing in this database");
        }
    }

    static Published of(Neo4jPublisher.Published published, String policy) {
        return new Published(
                published.id(),
                policy.isEmpty() ? null : policy,
                published.nodes(),
                published.relationships(),
                published.missing());
    }
}
