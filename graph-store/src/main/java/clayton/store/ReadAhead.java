package clayton.store;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.Futures;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// A sweep that reads the next blocks on other threads while its caller is at work on one. What goes wrong with a
/// block is said when that block is asked for.
final class ReadAhead implements BlockSweep {
    /// Reading and marking blocks takes up to twice as long as what most callers do with them.
    private static final int AHEAD = 3;

    /// Threads that nobody needs any more end by themselves.
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("read-ahead-", 0).factory());

    private static final int NONE = -1;

    private final int last;

    /// Each block has its reader by its height.
    private final Reader[] readers;

    /// Reads no block ahead that is higher than `last`. Every reading thread has a sweep of its own.
    ReadAhead(Supplier<BlockSweep> sweeps, int last) {
        this.last = last;
        readers = new Reader[AHEAD];
        for (int i = 0; i < AHEAD; i++) {
            readers[i] = new Reader(sweeps.get());
        }
    }

    @Override
    public void read(int height, BlockView view) throws IOException {
        reader(height).begin(height);
        for (int next = height + 1; next < height + AHEAD && next <= last; next++) {
            reader(next).begin(next);
        }
        reader(height).take(view);
        if (height + AHEAD <= last) {
            reader(height + AHEAD).begin(height + AHEAD);
        }
    }

    private Reader reader(int height) {
        return readers[height % AHEAD];
    }

    /// Reads one block at a time.
    private static final class Reader {
        private final BlockSweep blocks;
        private final BlockView read = new BlockView();
        private FutureTask<BlockView> task = new FutureTask<>(() -> read);
        private int height = NONE;

        Reader(BlockSweep blocks) {
            this.blocks = blocks;
            task.run();
        }

        /// Begins to read a block, unless that was done.
        void begin(int asked) {
            if (height != asked) {
                FutureTask<BlockView> before = task;
                task = new FutureTask<>(() -> {
                    awaitEnd(before);
                    blocks.read(asked, read);
                    return read;
                });
                height = asked;
                THREADS.execute(task);
            }
        }

        private static void awaitEnd(FutureTask<?> task) throws InterruptedException {
            try {
                task.get();
            } catch (ExecutionException e) {
                // Nobody asked for that block in the end, or was told of this already.
                return;
            }
        }

        void take(BlockView view) throws IOException {
            height = NONE;
            view.exchange(Futures.get(task));
        }
    }
}
