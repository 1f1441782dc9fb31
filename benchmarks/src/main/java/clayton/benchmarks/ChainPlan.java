package clayton.benchmarks;

/// What chain to make. The blocks follow from `bytes` and `seed` alone; `obfuscated` folders have an `xor.dat`, and
/// `truth` puts the answers beside the blocks.
record ChainPlan(long bytes, long seed, boolean obfuscated, boolean truth) {
    ChainPlan {
        if (bytes < 1 << 20) {
            throw new IllegalArgumentException("a chain has at least 1 MiB: its first coins take 101 blocks to mature");
        }
    }
}
