package clayton.cli;

import clayton.chain.Tags;
import clayton.clustering.Clusters;
import clayton.evidence.ScriptNames;
import clayton.evidence.TraceDocument;
import clayton.workspace.Measured;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of `clayton cluster show`.
record ClusterDocument(
        String schema,
        int id,
        int size,
        List<String> addresses,
        List<String> heuristics,
        String coinjoin,
        int until,
        List<Measured.Figure> measured,
        @Nullable List<TraceDocument.Tagged> tags) {
    /// `members` are the cluster's scripts, the oldest first.
    static ClusterDocument of(Clusters clusters, int[] members, ScriptNames names, Tags tags) throws IOException {
        List<String> addresses = names.of(members);
        return new ClusterDocument(
                "clayton.cluster/1",
                members[0],
                members.length,
                addresses,
                ClusterOptions.names(clusters.settings()),
                ClusterOptions.handling(clusters.settings()),
                clusters.until(),
                Measured.of(clusters.settings()),
                tags.isEmpty() ? null : tagged(addresses, tags));
    }

    private static List<TraceDocument.Tagged> tagged(List<String> addresses, Tags tags) {
        return addresses.stream()
                .flatMap(address -> tags.of(address).stream())
                .map(TraceDocument.Tagged::of)
                .toList();
    }
}
