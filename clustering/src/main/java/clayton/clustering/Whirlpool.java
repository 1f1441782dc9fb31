package clayton.clustering;

import java.util.List;

/// What both Whirlpool rules go by: the pools, in satoshis.
final class Whirlpool {
    static final String SOURCE = "Schnoering and Vazirgiannis 2023 (arXiv 2311.12491), Whirlpool; Stuetz et al. 2022";

    static final List<Pool> POOLS = List.of(
            new Pool(100_000, 5_000),
            new Pool(1_000_000, 50_000),
            new Pool(5_000_000, 175_000),
            new Pool(50_000_000, 1_750_000));

    /// What a fresh input brings above the denomination, to pay the miner.
    private static final long LEAST_EXCESS = 100;

    private static final long MOST_EXCESS = 100_000;

    private Whirlpool() {}

    record Pool(long denominationSats, long feeSats) {
        boolean isFresh(long inputSats) {
            long excess = inputSats - denominationSats;
            return excess >= LEAST_EXCESS && excess <= MOST_EXCESS;
        }
    }
}
