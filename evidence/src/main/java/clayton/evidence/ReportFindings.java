package clayton.evidence;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.clustering.ClusterSettings;
import clayton.clustering.Clusters;
import clayton.clustering.Link;
import clayton.clustering.PeelChain;
import clayton.clustering.PeelChains;
import clayton.clustering.PeelHop;
import clayton.evidence.ReportPart.Heading;
import clayton.evidence.ReportPart.Paragraph;
import clayton.evidence.ReportPart.Table;
import clayton.taint.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/// What heuristics say of a trace's outputs: the clusters of the addresses that hold satoshis at its end, with the
/// transactions that prove them, and the peel chains on the way.
final class ReportFindings {
    private static final int MOST_CLUSTERS = 10;
    private static final int MOST_ADDRESSES = 8;
    private static final int MOST_SEARCHES = 200;
    private static final int MOST_CHAINS = 5;
    private static final int LEAST_HOPS = 4;

    private final Report.Basis basis;
    private final Flow flow;
    private final List<ReportPart> parts;
    private final int until;

    ReportFindings(Report.Basis basis, Flow flow, List<ReportPart> parts) {
        this.basis = basis;
        this.flow = flow;
        this.parts = parts;
        this.until = flow.traced().trace().until();
    }

    void write(Progress progress) throws IOException {
        clusters(progress);
        peelChains(progress);
    }

    /// Addresses of one cluster that are in the trace, and what they hold of it.
    private static final class Held {
        private final Set<String> addresses = new TreeSet<>();
        private final Set<Integer> scripts = new TreeSet<>();
        private long sats;
    }

    private void clusters(Progress progress) throws IOException {
        Clusters clusters = Clusters.of(basis.graph(), ClusterSettings.STANDARD.withUntil(until), progress);
        if (clusters.until() < until) {
            throw new CancellationException("interrupted while addresses were clustered");
        }
        ScriptNames names = new ScriptNames(basis.graph());
        Map<Integer, Held> byCluster = new LinkedHashMap<>();
        flow.outputs(output -> {
            boolean ends = output.state()
                    .map(state -> state == State.UNSPENT || state == State.STOPPED)
                    .orElse(true);
            String address = ends ? basis.names().of(output.id()).orElse("") : "";
            OptionalInt script = address.isEmpty() || address.startsWith("script:sha256:")
                    ? OptionalInt.empty()
                    : names.number(address, clusters.scripts());
            if (script.isPresent() && clusters.size(script.getAsInt()) > 1) {
                Held held = byCluster.computeIfAbsent(clusters.representative(script.getAsInt()), id -> new Held());
                held.addresses.add(address);
                held.scripts.add(script.getAsInt());
                held.sats = Math.addExact(held.sats, FlowPicture.sats(output.labels()));
            }
        });
        List<Map.Entry<Integer, Held>> largest = byCluster.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Integer, Held> entry) -> entry.getValue().sats)
                        .reversed()
                        .thenComparing(
                                entry -> entry.getValue().addresses.iterator().next()))
                .limit(MOST_CLUSTERS)
                .toList();
        parts.add(new Heading(1, "Clusters"));
        parts.add(new Paragraph("Addresses whose outputs were spent together are consistent with one owner"
                + " (multi-input heuristic, CoinJoins left out, up to block " + until + "). "
                + (largest.isEmpty()
                        ? "No address that holds any of the satoshis shares a cluster with another."
                        : byCluster.size() + " clusters of more than one address hold some of them"
                                + (byCluster.size() > largest.size()
                                        ? "; these are the " + largest.size() + " that hold most."
                                        : "."))));
        for (Map.Entry<Integer, Held> entry : largest) {
            cluster(entry.getKey(), entry.getValue(), clusters, names);
        }
    }

    private void cluster(int representative, Held held, Clusters clusters, ScriptNames names) throws IOException {
        int[] members = clusters.members(representative);
        int id = members[0];
        parts.add(new Heading(
                2, "Cluster " + id + ": " + clusters.size(id) + " addresses, " + Amounts.btc(held.sats) + " of them"));
        Set<String> said = new TreeSet<>();
        for (String member : basis.tags().addresses()) {
            if (isIn(representative, member, clusters, names)) {
                basis.tags()
                        .of(member)
                        .forEach(tag -> said.add("A source (" + tag.source() + ", confidence " + tag.confidence()
                                + ") says of " + member + ": " + tag.label() + "."));
            }
        }
        if (!said.isEmpty()) {
            parts.add(new Paragraph(String.join(" ", said)));
        }
        List<List<String>> rows = new ArrayList<>();
        List<Integer> scripts = new ArrayList<>(held.scripts);
        rows.add(List.of(names.of(scripts.getFirst()), "the first of them", ""));
        for (int i = 1; i < Math.min(MOST_ADDRESSES, scripts.size()); i++) {
            List<Link> proof = clusters.proof(scripts.getFirst(), scripts.get(i));
            List<String> txids = new ArrayList<>();
            for (Link link : proof) {
                txids.add(basis.graph().txid(link.transaction()).toString());
            }
            rows.add(List.of(
                    names.of(scripts.get(i)),
                    proof.size() + (proof.size() == 1 ? " transaction links" : " transactions link")
                            + " it to the first",
                    shortened(txids)));
        }
        if (scripts.size() == 1) {
            int other = id == scripts.getFirst() ? members[1] : id;
            List<Link> proof = clusters.proof(scripts.getFirst(), other);
            rows.add(List.of(
                    names.of(other),
                    "not of the trace; linked by",
                    basis.graph().txid(proof.getFirst().transaction()).toString()));
        }
        parts.add(new Table(List.of("Address*", "Proof", "Transactions*"), rows));
        if (scripts.size() > MOST_ADDRESSES) {
            parts.add(new Paragraph("and " + (scripts.size() - MOST_ADDRESSES)
                    + " more addresses of the trace (clayton cluster explain shows the proof of any two)."));
        }
    }

    /// Tags may be of addresses of other networks, and of such as have no output here.
    private static boolean isIn(int representative, String address, Clusters clusters, ScriptNames names)
            throws IOException {
        try {
            OptionalInt script = names.number(address, clusters.scripts());
            return script.isPresent() && clusters.representative(script.getAsInt()) == representative;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(List<String> txids) {
        int most = 3;
        return txids.size() <= most
                ? String.join(" ", txids)
                : String.join(" ", txids.subList(0, most)) + " and " + (txids.size() - most) + " more";
    }

    private void peelChains(Progress progress) throws IOException {
        PeelChains search = new PeelChains(basis.graph(), until);
        List<PeelChain> found = new ArrayList<>();
        Set<Long> known = new HashSet<>();
        int[] searches = {0};
        flow.hops(hop -> {
            if (hop.in().isEmpty() || known.contains(hop.id()) || searches[0] >= MOST_SEARCHES) {
                return;
            }
            searches[0]++;
            Flow.Output in = hop.in().stream()
                    .max(Comparator.comparingLong(Flow.Output::valueSats).thenComparing(Flow.Output::outPoint))
                    .orElseThrow();
            PeelChain chain = search.follow(in.id(), progress);
            for (PeelHop peel : chain.hops()) {
                known.add(OutputId.transaction(peel.transaction()));
            }
            if (chain.hops().size() >= LEAST_HOPS && found.stream().noneMatch(other -> sameBegin(other, chain))) {
                found.add(chain);
            }
        });
        found.sort(Comparator.comparingInt((PeelChain chain) -> chain.hops().size())
                .reversed()
                .thenComparingLong(chain -> chain.hops().getFirst().transaction()));
        parts.add(new Heading(1, "Peel chains"));
        parts.add(new Paragraph(
                found.isEmpty()
                        ? "None of " + LEAST_HOPS + " hops or more was found on the way"
                                + (searches[0] >= MOST_SEARCHES ? " among the first " + MOST_SEARCHES + " hops" : "")
                                + "."
                        : "Somebody who spends a large amount bit by bit leaves such a chain. Which output goes on is"
                                + " told by signs of change, and may be wrong at any hop."));
        for (PeelChain chain : found.subList(0, Math.min(MOST_CHAINS, found.size()))) {
            chain(chain);
        }
    }

    private static boolean sameBegin(PeelChain one, PeelChain other) {
        return one.hops().getFirst().transaction() == other.hops().getFirst().transaction();
    }

    private void chain(PeelChain chain) throws IOException {
        parts.add(new Heading(
                2,
                chain.hops().size() + " hops, blocks "
                        + OutputId.height(chain.hops().getFirst().transaction()) + " to "
                        + OutputId.height(chain.hops().getLast().transaction())));
        List<List<String>> rows = new ArrayList<>();
        for (PeelHop hop : chain.hops()) {
            long peeled = OutputId.withVout(hop.transaction(), hop.peeled());
            rows.add(List.of(
                    String.valueOf(OutputId.height(hop.transaction())),
                    basis.graph().txid(hop.transaction()).toString(),
                    Amounts.decimal(hop.peeledSats()),
                    basis.names().of(peeled).orElse(""),
                    Amounts.decimal(hop.remainingSats()),
                    hop.vote().signsFor(hop.change()).size() + " of "
                            + hop.vote().signs().size()));
        }
        parts.add(new Table(
                List.of("Block#", "Transaction*", "Peeled, BTC#", "To*", "Remaining, BTC#", "Signs that agree#"),
                rows));
        parts.add(new Paragraph("It ends because " + chain.ended() + "."));
    }
}
