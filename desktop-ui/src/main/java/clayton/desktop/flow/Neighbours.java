package clayton.desktop.flow;

import clayton.chain.OutputId;
import clayton.chain.Progress;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Thing;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The transactions that come before or after what is on the sheet. Belongs to one task.
final class Neighbours {
    private static final int MOST_AT_ONCE = 12;

    private final OpenChain chain;

    Neighbours(OpenChain chain) {
        this.chain = chain;
    }

    /// In which direction from a holder's outputs.
    enum Side {
        CREATORS,
        SPENDERS
    }

    /// The transactions that created what one spends, those of the largest inputs first.
    static List<Long> creators(FlowTransaction transaction) {
        return IntStream.range(0, transaction.prevouts().length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> transaction.inputValues()[i])
                        .reversed())
                .map(i -> transaction.prevouts()[i])
                .filter(prevout -> !OutputId.isBoundary(prevout))
                .limit(FlowPicture.SHOWN_INPUTS)
                .toList();
    }

    /// The transactions that spend one's outputs, those of the largest outputs first.
    static List<Long> spenders(FlowTransaction transaction) {
        return IntStream.range(0, transaction.values().length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer vout) -> transaction.values()[vout])
                        .reversed())
                .map(transaction::spender)
                .filter(spender -> spender != OutputId.UNSPENT)
                .limit(FlowPicture.SHOWN_OUTPUTS)
                .toList();
    }

    /// The first few transactions, in the order of their outputs, that pay an address or cluster or are paid by it and
    /// that are not `known`.
    Set<Long> of(Thing holder, Collection<Side> sides, Set<Long> known, Progress progress) throws IOException {
        Set<Long> found = new LinkedHashSet<>();
        for (String name : names(holder, progress)) {
            try (LongStream outputs = chain.graph().outputs(chain.addresses().script(name))) {
                PrimitiveIterator.OfLong each = outputs.iterator();
                while (each.hasNext() && found.size() < MOST_AT_ONCE) {
                    long output = each.nextLong();
                    for (Side side : Side.values()) {
                        if (sides.contains(side)) {
                            neighbour(output, side)
                                    .filter(id -> !known.contains(id))
                                    .ifPresent(found::add);
                        }
                    }
                }
            }
        }
        return found;
    }

    private List<String> names(Thing holder, Progress progress) throws IOException {
        return switch (holder) {
            case Thing.Address address -> List.of(address.name());
            case Thing.Cluster cluster -> chain.clusters().members(cluster.name(), progress);
            case Thing.Transaction none -> List.of();
            case Thing.Output none -> List.of();
            case Thing.Block none -> List.of();
        };
    }

    private Optional<Long> neighbour(long output, Side side) throws IOException {
        if (side == Side.CREATORS) {
            return OutputId.isBoundary(output) ? Optional.empty() : Optional.of(OutputId.transaction(output));
        }
        long spender = chain.graph().output(output).spender();
        return spender == OutputId.UNSPENT ? Optional.empty() : Optional.of(OutputId.transaction(spender));
    }
}
