package clayton.benchmarks;

import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.reader.LoadReport;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `measure`: one run in this very process, which [LoadCommand] starts afresh for each. Loads into a new ledger, or
/// drops the blocks if none is named.
@Command(name = "measure", description = "One measured run, as load starts them.", hidden = true)
final class MeasureCommand implements Callable<Integer> {
    @Option(names = "--blocks", required = true)
    private Path blocks = Path.of("");

    @Option(names = "--ledger")
    private Optional<Path> ledger = Optional.empty();

    @Option(names = "--from", required = true)
    private int from;

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--commit", converter = ByteSize.class, required = true)
    private long commitBytes;

    private final PrintStream console;

    MeasureCommand(PrintStream console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ProcessMemory memory = ProcessMemory.watch();
        console.println((ledger.isPresent() ? load(ledger.get(), memory) : decode(memory)).toLine());
        return 0;
    }

    private Measurement load(Path folder, ProcessMemory memory) throws IOException {
        long start = System.nanoTime();
        BlockFolder found = open();
        LoadReport report;
        try (LedgerWriter writer = LedgerWriter.open(folder, found.network(), from, blocks)) {
            report = ChainLoader.load(found, from, Integer.MAX_VALUE, writer, options(), Progress.NONE);
        }
        double seconds = secondsSince(start);
        Cpu cpu = Cpu.now();
        try (Ledger read = Ledger.open(folder)) {
            return measurement(seconds, cpu, report, read.info().transactions(), memory, sizeOf(folder));
        }
    }

    private Measurement decode(ProcessMemory memory) throws IOException {
        long start = System.nanoTime();
        DroppingSink sink = new DroppingSink(from);
        LoadReport report = ChainLoader.load(open(), from, Integer.MAX_VALUE, sink, options(), Progress.NONE);
        double seconds = secondsSince(start);
        return measurement(seconds, Cpu.now(), report, sink.transactions(), memory, 0);
    }

    private static Measurement measurement(
            double seconds, Cpu cpu, LoadReport report, long transactions, ProcessMemory memory, long ledgerBytes)
            throws IOException {
        if (!report.refused().isEmpty()) {
            throw new IOException("not the whole chain: " + report.refused());
        }
        if (report.withoutUndo() > 0) {
            throw new IOException(report.withoutUndo() + " blocks without undo data: " + report.notes());
        }
        return new Measurement(
                seconds,
                cpu.all,
                cpu.thisThread,
                report.blocks(),
                report.bytes(),
                transactions,
                ProcessMemory.residentPeakBytes(),
                memory.privatePeakBytes(),
                ProcessMemory.heapPeakBytes(),
                ledgerBytes);
    }

    private BlockFolder open() throws IOException {
        return BlockFolder.open(blocks, Optional.<Network>empty(), Optional.empty(), Progress.NONE);
    }

    private LoadOptions options() {
        return LoadOptions.standard().withThreads(threads).withCommitBytes(commitBytes);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /// Processor seconds of the whole process and of the calling thread.
    private record Cpu(double all, double thisThread) {
        static Cpu now() {
            double all = ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .map(time -> time.toNanos() / 1e9)
                    .orElse(0.0);
            return new Cpu(all, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            long size = 0;
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
            return size;
        }
    }
}
