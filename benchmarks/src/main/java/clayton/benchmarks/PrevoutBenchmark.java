package clayton.benchmarks;

import clayton.chain.OutPoint;
import clayton.store.Ledger;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Looking an output up by the name an input calls it, at random places of a ledger.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PrevoutBenchmark {
    private static final int NAMES = 1 << 16;

    private final OutPoint[] names = new OutPoint[NAMES];
    private int next;

    /// Draws transactions; the first output of each is asked for.
    @Setup(Level.Trial)
    public void draw(LoadedChain chain) throws IOException {
        Dice dice = new Dice(2);
        long[] transactions = chain.transactions();
        Ledger ledger = chain.ledger();
        for (int i = 0; i < NAMES; i++) {
            names[i] = new OutPoint(ledger.txid(transactions[dice.below(transactions.length)]), 0);
        }
    }

    @Benchmark
    public long[] lookUp(LoadedChain chain) throws IOException {
        return chain.ledger().outputs(names[next++ & NAMES - 1]);
    }
}
