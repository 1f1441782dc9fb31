package clayton.store;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.Futures;
import java.io.IOException;
import java.util.concurrent.FutureTask;

/// A sweep that reads the next block on another thread while its caller is at work on one. What goes wrong with a
/// block is said when that block is asked for.
final class ReadAhead implements BlockSweep {
    private static final int NONE = -1;

    private final BlockSweep blocks;
    private final int last;
    private final BlockView ahead = new BlockView();
    private int nextHeight = NONE;
    private FutureTask<BlockView> next = new FutureTask<>(() -> ahead);

    /// Reads no block ahead that is higher than `last`.
    ReadAhead(BlockSweep blocks, int last) {
        this.blocks = blocks;
        this.last = last;
        next.run();
    }

    @Override
    public void read(int height, BlockView view) throws IOException {
        boolean isNext = height == nextHeight;
        nextHeight = NONE;
        try {
            Futures.get(next);
        } catch (IOException | RuntimeException e) {
            if (isNext) {
                throw e;
            }
        }
        if (isNext) {
            view.exchange(ahead);
        } else {
            blocks.read(height, view);
        }
        if (height < last) {
            nextHeight = height + 1;
            next = new FutureTask<>(() -> {
                blocks.read(height + 1, ahead);
                return ahead;
            });
            Thread.startVirtualThread(next);
        }
    }
}
