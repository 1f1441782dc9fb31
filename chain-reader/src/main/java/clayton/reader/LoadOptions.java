package clayton.reader;

import java.time.Duration;

/// How a load uses the machine; no setting changes its result. A commit follows after so many block bytes, or so
/// long.
public record LoadOptions(int threads, long commitBytes, Duration commitEvery) {
    public LoadOptions {
        if (threads < 1 || commitBytes < 1 || commitEvery.isNegative()) {
            throw new IllegalArgumentException("a load needs at least one thread and one byte a commit");
        }
    }

    /// Every commit makes the written pages fault again, so a load of gigabytes should make few: 256 MiB a commit
    /// took a third more processor time over 4 GiB.
    public static LoadOptions standard() {
        return new LoadOptions(Runtime.getRuntime().availableProcessors(), 1L << 30, Duration.ofSeconds(30));
    }

    public LoadOptions withThreads(int number) {
        return new LoadOptions(number, commitBytes, commitEvery);
    }

    public LoadOptions withCommitBytes(long bytes) {
        return new LoadOptions(threads, bytes, commitEvery);
    }
}
