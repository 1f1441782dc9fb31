package clayton.chain;

import java.io.IOException;

/// Reads a graph's blocks one after the other.
@FunctionalInterface
public interface BlockSweep {
    /// Fills `view` with all transactions of a block. Throws `IllegalArgumentException` if it is not loaded.
    void read(int height, BlockView view) throws IOException;

    /// The same sweep, with a step taken on every block that was read.
    default BlockSweep with(Step step) {
        return (height, view) -> {
            read(height, view);
            step.take(view);
        };
    }

    /// What is to be done with every block before it is handed on: it may set [BlockView#marks].
    @FunctionalInterface
    interface Step {
        void take(BlockView view) throws IOException;
    }
}
