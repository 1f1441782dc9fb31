package clayton.desktop.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What a person has on the sheet: transactions in chain order, which of them show all of their inputs or outputs, peel
/// chains (all hops by the first) and which of these are unfolded, what a trace says of it all, and who holds the
/// outputs
/// between transactions. Immutable, so every step can be undone.
record FlowGraph(
        SortedMap<Long, FlowTransaction> transactions,
        Set<Long> openInputs,
        Set<Long> openOutputs,
        Map<Long, List<Long>> chains,
        Set<Long> openChains,
        Taint taint,
        Holders holders) {
    static final FlowGraph EMPTY =
            new FlowGraph(new TreeMap<>(), Set.of(), Set.of(), Map.of(), Set.of(), Taint.NONE, Holders.OUTPUTS);

    FlowGraph withTransactions(List<FlowTransaction> more) {
        SortedMap<Long, FlowTransaction> all = new TreeMap<>(transactions);
        more.forEach(transaction -> all.put(transaction.id(), transaction));
        return new FlowGraph(all, openInputs, openOutputs, chains, openChains, taint, holders);
    }

    /// Chains that lose a hop are no longer folded.
    FlowGraph without(Set<Long> gone) {
        SortedMap<Long, FlowTransaction> left = new TreeMap<>(transactions);
        left.keySet().removeAll(gone);
        Map<Long, List<Long>> whole = new HashMap<>(chains);
        whole.values().removeIf(hops -> hops.stream().anyMatch(gone::contains));
        return new FlowGraph(left, openInputs, openOutputs, whole, openChains, taint, holders);
    }

    FlowGraph withInputsToggled(long transaction) {
        return new FlowGraph(
                transactions, toggled(openInputs, transaction), openOutputs, chains, openChains, taint, holders);
    }

    FlowGraph withOutputsToggled(long transaction) {
        return new FlowGraph(
                transactions, openInputs, toggled(openOutputs, transaction), chains, openChains, taint, holders);
    }

    FlowGraph withChains(Map<Long, List<Long>> found) {
        Map<Long, List<Long>> all = new HashMap<>(chains);
        all.putAll(found);
        return new FlowGraph(transactions, openInputs, openOutputs, all, openChains, taint, holders);
    }

    FlowGraph withChainToggled(long first) {
        return new FlowGraph(transactions, openInputs, openOutputs, chains, toggled(openChains, first), taint, holders);
    }

    FlowGraph with(Taint other) {
        return new FlowGraph(transactions, openInputs, openOutputs, chains, openChains, other, holders);
    }

    FlowGraph with(Holders other) {
        return new FlowGraph(transactions, openInputs, openOutputs, chains, openChains, taint, other);
    }

    /// What the outputs pay that its transactions spend and create.
    Set<String> names() {
        Set<String> names = new HashSet<>();
        for (FlowTransaction each : transactions.values()) {
            names.addAll(List.of(each.payers()));
            names.addAll(List.of(each.addresses()));
        }
        names.remove("");
        return names;
    }

    /// With the tags that addresses have now; empty if none has changed.
    Optional<FlowGraph> relabelled(Function<String, String> tagOf) {
        List<FlowTransaction> changed = new ArrayList<>();
        for (FlowTransaction each : transactions.values()) {
            each.relabelled(tagOf).ifPresent(changed::add);
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of(withTransactions(changed));
    }

    private static Set<Long> toggled(Set<Long> set, long member) {
        Set<Long> changed = new HashSet<>(set);
        if (!changed.remove(member)) {
            changed.add(member);
        }
        return Set.copyOf(changed);
    }

    /// Each transaction of a folded chain with the chain's first.
    Map<Long, Long> folded() {
        Map<Long, Long> folded = new HashMap<>();
        chains.forEach((first, hops) -> {
            if (!openChains.contains(first)) {
                hops.forEach(hop -> folded.put(hop, first));
            }
        });
        return folded;
    }
}
