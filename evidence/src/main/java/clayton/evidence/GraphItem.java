package clayton.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node or an edge of an exported graph: its id, the nodes an edge joins, and the values of its kind's
/// attributes in their order (texts, longs and booleans; null for what it has not).
record GraphItem(String id, String source, String target, List<@Nullable Object> values) {
    static GraphItem node(String id, List<@Nullable Object> values) {
        return new GraphItem(id, "", "", values);
    }

    static GraphItem edge(String source, String target, List<@Nullable Object> values) {
        return new GraphItem(source + ">" + target, source, target, values);
    }

    /// What every node or edge of a graph may have.
    record Attribute(String name, Kind kind) {
        enum Kind {
            TEXT,
            SATOSHIS,
            NUMBER,
            FLAG,
            /// ISO 8601, UTC.
            TIME
        }
    }
}
