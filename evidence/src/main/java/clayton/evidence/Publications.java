package clayton.evidence;

import clayton.chain.Network;
import clayton.chain.Tags;
import clayton.chain.TransactionGraph;
import clayton.clustering.Clusters;
import clayton.clustering.Heuristic;
import clayton.reader.Addresses;
import clayton.store.neo4j.Publication;
import clayton.taint.Ancestor;
import clayton.taint.BackwardTrace;
import clayton.taint.Buckets;
import clayton.taint.ForwardTrace;
import clayton.taint.Holding;
import clayton.taint.Origin;
import clayton.taint.Policy;
import clayton.taint.Run;
import clayton.taint.StopRule;
import clayton.taint.Trace;
import clayton.taint.TraceHead;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Turns results into what can be published beside the chain in a Neo4j. A result's id is made of its content, so the
/// same result is published once, and another one never under its name.
public final class Publications {
    /// The id of the tags that were published for themselves.
    public static final String TAGS = "tags";

    private static final int DIGITS = 16;

    private Publications() {}

    /// The trace's id begins the SHA-256 of its document, as `clayton trace --json` writes it without tags.
    public static Publication.Tracing of(Traced traced, OutputNames names) throws IOException {
        Trace trace = traced.trace();
        CountingDigest written = new CountingDigest();
        try (Writer out = written.writer()) {
            Json.write(TraceDocument.of(traced, names), out);
        }
        TraceHead head = trace.head();
        return new Publication.Tracing(
                "trace-" + written.hex().substring(0, DIGITS),
                head.network().name(),
                head.from(),
                head.tip(),
                head.tipHash(),
                Direction.of(trace).toString(),
                head.settings().policy().name(),
                head.settings().coinbaseOrder().toString(),
                head.settings().fees().toString(),
                head.until(),
                head.settings().stops().stream().map(StopRule::name).toList(),
                traced.notes(),
                ends(trace),
                head.seeds().stream()
                        .map(seed ->
                                new Publication.Seeded(seed.id(), seed.label(), seed.offsetSats(), seed.lengthSats()))
                        .toList(),
                taints(trace),
                origins(trace));
    }

    private static List<Publication.Ends> ends(Trace trace) {
        List<Publication.Ends> ends = new ArrayList<>();
        switch (trace) {
            case ForwardTrace forward -> forward.buckets().forEach((label, buckets) -> ends.add(ends(label, buckets)));
            case BackwardTrace backward ->
                backward.askedSats()
                        .forEach((label, sats) -> ends.add(new Publication.Ends(label, sats, 0, 0, 0, 0, 0, 0, 0)));
        }
        return ends;
    }

    private static Publication.Ends ends(String label, Buckets buckets) {
        return new Publication.Ends(
                label,
                buckets.seededSats(),
                buckets.grownSats(),
                buckets.unspentSats(),
                buckets.burnedSats(),
                buckets.destroyedSats(),
                buckets.feesSats(),
                buckets.stoppedSats(),
                buckets.beyondSats());
    }

    private static Publication.Rows<Publication.Taint> taints(Trace trace) {
        boolean placed = trace.settings().policy() instanceof Policy.Places;
        return taker -> {
            switch (trace) {
                case ForwardTrace forward -> {
                    for (int number : forward.inChainOrder()) {
                        Holding output = forward.holding(number);
                        if (output.isOutput()) {
                            take(
                                    taker,
                                    output.id(),
                                    output.labels(),
                                    placed ? output.runs() : null,
                                    output.mixed(),
                                    output.state().toString(),
                                    output.reason().orElse(null));
                        }
                    }
                }
                case BackwardTrace backward -> {
                    for (int number : backward.inChainOrder()) {
                        Ancestor output = backward.ancestor(number);
                        List<Run> runs = placed ? output.runs() : null;
                        take(taker, output.id(), output.labels(), runs, output.mixed(), null, null);
                    }
                }
            }
        };
    }

    private static Publication.Rows<Publication.Origin> origins(Trace trace) {
        boolean placed = trace.settings().policy() instanceof Policy.Places;
        return taker -> {
            for (Origin origin : trace instanceof BackwardTrace backward ? backward.origins() : List.<Origin>of()) {
                for (Map.Entry<String, Long> part : origin.labels().entrySet()) {
                    taker.take(new Publication.Origin(
                            origin.kind().toString(),
                            origin.outPoint().txid(),
                            origin.outPoint().vout(),
                            origin.height(),
                            part.getKey(),
                            part.getValue(),
                            placed ? ranges(part.getKey(), origin.runs()) : null,
                            origin.mixed().contains(part.getKey())));
                }
            }
        };
    }

    private static void take(
            Publication.Taker<Publication.Taint> taker,
            long output,
            Map<String, Long> labels,
            @Nullable List<Run> runs,
            SortedSet<String> mixed,
            @Nullable String state,
            @Nullable String reason)
            throws IOException {
        for (Map.Entry<String, Long> held : labels.entrySet()) {
            String label = held.getKey();
            taker.take(new Publication.Taint(
                    output,
                    label,
                    held.getValue(),
                    runs == null ? null : ranges(label, runs),
                    mixed.contains(label),
                    state,
                    reason));
        }
    }

    private static List<Long> ranges(String label, List<Run> runs) {
        return runs.stream()
                .filter(run -> run.labels().contains(label))
                .flatMap(run -> java.util.stream.Stream.of(run.offsetSats(), run.lengthSats()))
                .toList();
    }

    /// Clusters of at least two scripts; `measured` says in words how often their heuristics are wrong.
    public static Publication.Clustering of(Clusters clusters, TransactionGraph graph, List<String> measured)
            throws IOException {
        List<String> heuristics =
                clusters.settings().heuristics().stream().map(Heuristic::name).toList();
        String coinjoin = clusters.settings().skipCoinJoins() ? "skip" : "merge";
        String tipHash = graph.blockHash(clusters.until()).toString();
        CountingDigest digest = new CountingDigest();
        try (Writer out = digest.writer()) {
            out.write(heuristics + " " + coinjoin + " " + tipHash + "\n");
            merges(clusters).forEach(merge -> out.write(merge + "\n"));
        }
        return new Publication.Clustering(
                "clusters-" + digest.hex().substring(0, DIGITS),
                heuristics,
                coinjoin,
                clusters.until(),
                graph.blockHash(clusters.until()),
                measured,
                taker -> {
                    for (Publication.Member member : members(clusters)) {
                        taker.take(member);
                    }
                },
                merges(clusters));
    }

    private static List<Publication.Member> members(Clusters clusters) {
        List<Publication.Member> members = new ArrayList<>();
        clusters.forEachMember((cluster, scripts, script) -> {
            if (scripts > 1) {
                members.add(new Publication.Member(cluster, scripts, script));
            }
        });
        return members;
    }

    private static Publication.Rows<Publication.Merge> merges(Clusters clusters) {
        return taker -> {
            List<Publication.Merge> merges = new ArrayList<>();
            clusters.links(link -> merges.add(new Publication.Merge(
                    link.from(), link.to(), link.transaction(), link.heuristic().name())));
            for (Publication.Merge merge : merges) {
                taker.take(merge);
            }
        };
    }

    /// Tags that were imported. Addresses of other networks are left out.
    public static Publication.Tagging of(List<AttributionTag> tags, Network network) {
        return new Publication.Tagging(TAGS, attributions(tags, network));
    }

    /// Tags of a plain list.
    public static Publication.Tagging of(Tags tags, Network network) {
        return of(
                tags.addresses().stream()
                        .flatMap(address -> tags.of(address).stream())
                        .map(tag -> AttributionTag.of(
                                AttributionTag.ADDRESS, tag.address(), tag.label(), tag.source(), tag.confidence()))
                        .toList(),
                network);
    }

    private static Publication.Rows<Publication.Attribution> attributions(List<AttributionTag> tags, Network network) {
        Addresses addresses = Addresses.of(network);
        return taker -> {
            for (AttributionTag tag : tags) {
                byte[] script = tag.isOfAddress() ? script(addresses, tag.subject()) : null;
                taker.take(new Publication.Attribution(
                        tag.kind(),
                        tag.subject(),
                        script,
                        tag.label(),
                        tag.source(),
                        tag.confidence(),
                        tag.category(),
                        tag.abuse(),
                        tag.actor(),
                        tag.context()));
            }
        };
    }

    private static byte @Nullable [] script(Addresses addresses, String address) {
        try {
            return addresses.script(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// A case with those of its traces that are published. Its id is made of its title and the time it was begun, so
    /// a case that has grown is published under the same one.
    public static Publication.Investigation of(CaseDocument document, Network network, List<Publication.Held> traces) {
        String begun = document.created() + " " + document.title();
        return new Publication.Investigation(
                "case-"
                        + Hashes.sha256Hex(begun.getBytes(StandardCharsets.UTF_8))
                                .substring(0, DIGITS),
                document.title(),
                document.notes().stream()
                        .map(note -> note.time() + " " + note.subject() + ": " + note.text())
                        .toList(),
                traces,
                attributions(document.tags(), network));
    }
}
