package clayton.chain;

import java.io.IOException;

/// Reads a graph's blocks one after the other.
@FunctionalInterface
public interface BlockSweep {
    /// Fills `view` with all transactions of a block. Throws `IllegalArgumentException` if it is not loaded.
    void read(int height, BlockView view) throws IOException;
}
