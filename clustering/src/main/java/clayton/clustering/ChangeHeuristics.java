package clayton.clustering;

import java.util.List;
import java.util.Optional;

/// All heuristics of change there are.
public final class ChangeHeuristics {
    public static final List<ChangeHeuristic> ALL = List.of(
            new FreshAddress(),
            new NewAddress(),
            new AddressReuse(),
            new AddressType(),
            new PowerOfTen(),
            new OptimalChange(),
            new LockTimes(),
            new Versions(),
            new ReplaceByFee(),
            new FixedFeeRate(),
            new ConsumerWallet(),
            new OutputPosition(),
            new LargerOutput(),
            new PeelingChain());

    private ChangeHeuristics() {}

    public static Optional<ChangeHeuristic> named(String name) {
        return ALL.stream().filter(heuristic -> heuristic.name().equals(name)).findFirst();
    }
}
