package clayton.benchmarks;

import clayton.chain.Progress;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
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

/// Reading, decoding and hashing a chain's blocks in one thread, from the page cache, as chains a second; the
/// counters say how many bytes and transactions that is.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecoderBenchmark {
    /// What was decoded.
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Decoded {
        public long bytes;
        public long transactions;
    }

    @Benchmark
    public void decode(LoadedChain chain, Decoded decoded) throws IOException {
        DroppingSink sink = new DroppingSink(0);
        LoadOptions oneThread = LoadOptions.standard().withThreads(1);
        decoded.bytes += ChainLoader.load(chain.blocks(), 0, Integer.MAX_VALUE, sink, oneThread, Progress.NONE)
                .bytes();
        decoded.transactions += sink.transactions();
    }
}
