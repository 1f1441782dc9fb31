package clayton.taint;

import clayton.chain.OutputId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Applies the stop rules of a trace: takes off what ends at an output and hands back what goes on.
final class Stopper {
    /// Settles what ends.
    interface End {
        void settle(long id, long valueSats, String reason, Runs runs) throws IOException;
    }

    private final List<StopRule> arrivals = new ArrayList<>();
    private final List<StopRule.Spenders> spenders = new ArrayList<>();
    private final LabelSets sets;
    private final Hops hops;
    private final boolean countsHops;
    private final long[] amounts;
    private final Runs ended = new Runs();
    private Runs current = new Runs();
    private Runs rest = new Runs();

    Stopper(List<StopRule> rules, LabelSets sets, Hops hops) {
        this.sets = sets;
        this.hops = hops;
        this.amounts = new long[sets.labels().size()];
        for (StopRule rule : rules) {
            if (rule instanceof StopRule.Spenders bySpender) {
                spenders.add(bySpender);
            } else {
                arrivals.add(rule);
            }
        }
        countsHops = countsHops(rules);
    }

    static boolean countsHops(List<StopRule> rules) {
        return rules.stream().anyMatch(StopRule.HopLimit.class::isInstance);
    }

    boolean countsHops() {
        return countsHops;
    }

    /// Whether any rule looks at outputs, so that [#stop] need be called.
    boolean watchesOutputs() {
        return !arrivals.isEmpty();
    }

    /// Why taint ends at what this transaction spends, if it does.
    Optional<String> atSpender(long transaction) throws IOException {
        for (StopRule.Spenders rule : spenders) {
            Optional<String> reason = rule.reasons().of(transaction);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    /// Answers what goes on of taint that arrives at an output, or at a fee slot; good until the next call.
    Runs stop(long id, long valueSats, Runs runs, int from, int to, End end) throws IOException {
        current.clear();
        current.addAll(runs, from, to);
        for (StopRule rule : arrivals) {
            Optional<String> reason = current.count() == 0 ? Optional.empty() : reason(rule, id);
            if (reason.isPresent()) {
                take(concerned(rule));
                if (ended.count() > 0) {
                    end.settle(id, valueSats, reason.get(), ended);
                }
            }
        }
        return current;
    }

    private static Optional<String> reason(StopRule rule, long id) throws IOException {
        return switch (rule) {
            case StopRule.HopLimit limit -> Optional.of("hop limit of " + limit.hops());
            case StopRule.Outputs outputs -> isOutput(id) ? outputs.reasons().of(id) : Optional.empty();
            case StopRule.MinimumAmount minimum ->
                isOutput(id) ? Optional.of("less than " + minimum.sats() + " sat") : Optional.empty();
            case StopRule.FromHeight start ->
                isOutput(id) && OutputId.height(id) >= start.height()
                        ? Optional.of("height " + start.height() + " was reached")
                        : Optional.empty();
            case StopRule.Spenders spenders -> Optional.empty();
        };
    }

    private static boolean isOutput(long id) {
        return OutputId.vout(id) < OutputId.UNCLAIMED;
    }

    /// The labels that a rule with a reason stops.
    private BitSet concerned(StopRule rule) {
        BitSet labels = new BitSet();
        labels.set(0, amounts.length);
        switch (rule) {
            case StopRule.HopLimit limit ->
                labels.stream().filter(label -> hops.of(label) < limit.hops()).forEach(labels::clear);
            case StopRule.MinimumAmount minimum -> {
                sumUp();
                labels.stream()
                        .filter(label -> amounts[label] >= minimum.sats())
                        .forEach(labels::clear);
            }
            default -> {}
        }
        return labels;
    }

    private void sumUp() {
        Arrays.fill(amounts, 0);
        for (int run = 0; run < current.count(); run++) {
            long length = current.length(run);
            sets.members(current.labels(run)).stream().forEach(label -> amounts[label] += length);
        }
    }

    /// Moves these labels from the current runs to the ended ones.
    private void take(BitSet labels) {
        ended.clear();
        rest.clear();
        for (int run = 0; run < current.count(); run++) {
            int set = current.labels(run);
            add(ended, run, sets.common(set, labels));
            add(rest, run, sets.without(set, labels));
        }
        Runs swapped = current;
        current = rest;
        rest = swapped;
    }

    private void add(Runs target, int run, int set) {
        if (set != LabelSets.EMPTY) {
            target.add(current.start(run), current.length(run), set | current.mark(run));
        }
    }
}
