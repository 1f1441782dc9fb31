package clayton.benchmarks;

import clayton.chain.TransactionView;
import clayton.store.Ledger;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading every transaction of a ledger through one reused view: in chain order, as chains a second, and at random
/// places, as transactions a second.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ColumnBenchmark {
    private final TransactionView view = new TransactionView();
    private final Dice dice = new Dice(3);

    /// How many transactions were read, and the inputs and outputs they had.
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Read {
        public long transactions;
        public long ends;
    }

    @Benchmark
    public void readInOrder(LoadedChain chain, Read read) throws IOException {
        Ledger ledger = chain.ledger();
        for (long transaction : chain.transactions()) {
            ledger.read(transaction, view);
            read.ends += view.inputs + view.outputs;
        }
        read.transactions += chain.transactions().length;
    }

    @Benchmark
    public long readAtRandom(LoadedChain chain) throws IOException {
        long[] transactions = chain.transactions();
        chain.ledger().read(transactions[dice.below(transactions.length)], view);
        return view.fee;
    }
}
