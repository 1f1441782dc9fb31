package clayton.benchmarks;

/// How far a trace came: transactions it passed through, outputs and slots it found taint in, and the runs in those.
record Reach(long transactions, long outputs, long runs) {}
