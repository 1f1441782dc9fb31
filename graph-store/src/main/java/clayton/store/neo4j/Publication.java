package clayton.store.neo4j;

import clayton.chain.Hash256;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result that can be written into a Neo4j beside the chain it rests on. What it says of the chain's nodes is handed
/// over row by row and need not be held. `id` tells it from every other publication in the database.
public sealed interface Publication {
    String id();

    /// A result in rows, which may be gone over several times.
    interface Rows<R> {
        void forEach(Taker<R> taker) throws IOException;

        static <R> Rows<R> of(List<R> rows) {
            return taker -> {
                for (R row : rows) {
                    taker.take(row);
                }
            };
        }
    }

    /// Takes the rows of a result.
    interface Taker<R> {
        void take(R row) throws IOException;
    }

    /// Clusters of at least two scripts, and the link that caused each of their merges. A database holds one
    /// clustering at a time. `measured` says how often each heuristic is wrong.
    record Clustering(
            String id,
            List<String> heuristics,
            String coinjoin,
            int until,
            Hash256 tipHash,
            List<String> measured,
            Rows<Member> members,
            Rows<Merge> merges)
            implements Publication {}

    /// Script number `script` belongs to the cluster that is named by its oldest script and has `scripts` of them.
    record Member(int cluster, int scripts, int script) {}

    /// Two scripts (by number) were taken to be of one owner because of the transaction with this coordinate.
    record Merge(int script, int other, long transaction, String heuristic) {}

    /// Attributions.
    record Tagging(String id, Rows<Attribution> tags) implements Publication {}

    /// What somebody says of a script (`kind` address; `script` is its bytes), a transaction (`tx`) or an output
    /// (`output`), which `subject` names. Texts are a stranger's, and stay as they are.
    record Attribution(
            String kind,
            String subject,
            byte @Nullable [] script,
            String label,
            String source,
            String confidence,
            @Nullable String category,
            @Nullable String abuse,
            @Nullable String actor,
            @Nullable String context) {}

    /// One trace by one policy, with its conventions, and where each label's satoshis ended.
    record Tracing(
            String id,
            String network,
            int from,
            int tip,
            Hash256 tipHash,
            String direction,
            String policy,
            String coinbaseOrder,
            String fees,
            int until,
            List<String> stopAt,
            List<String> notes,
            List<Ends> ends,
            List<Seeded> seeds,
            Rows<Taint> taints,
            Rows<Origin> origins)
            implements Publication {}

    /// Where one label's satoshis ended: seeded + grown is always the sum of the other six.
    record Ends(
            String label,
            long seededSats,
            long grownSats,
            long unspentSats,
            long burnedSats,
            long destroyedSats,
            long feesSats,
            long stoppedSats,
            long beyondSats) {}

    /// What a trace began with, of the output with this coordinate.
    record Seeded(long output, String label, long offsetSats, long lengthSats) {}

    /// What one output holds of one label. `runs` are offsets and lengths in turn, absent where the policy places
    /// nothing; `state` and `reason` say what became of it, forward only.
    record Taint(
            long output,
            String label,
            long sats,
            @Nullable List<Long> runs,
            boolean mixed,
            @Nullable String state,
            @Nullable String reason) {}

    /// Where satoshis of one label came from, backward only: of `kind` minted or fee from the transaction `txid` (the
    /// coinbase, or the one that paid it) at a height, of another kind from its output `vout`.
    record Origin(
            String kind,
            Hash256 txid,
            int vout,
            int height,
            String label,
            long sats,
            @Nullable List<Long> runs,
            boolean mixed) {
        boolean isOutput() {
            return !kind.equals("minted") && !kind.equals("fee");
        }
    }

    /// A case, its notes, its own tags, and those of its traces that are published.
    record Investigation(String id, String title, List<String> notes, List<Held> traces, Rows<Attribution> tags)
            implements Publication {}

    /// The publication of a trace, and its name in the case.
    record Held(String trace, String name) {}
}
