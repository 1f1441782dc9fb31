package clayton.chain;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Takes the blocks of one chain in height order, without gaps. What was accepted counts, for readers and after a
/// crash, only from the next [#commit] on.
public interface BlockSink {
    /// The last accepted height; empty if there is none.
    OptionalInt tip();

    /// Hash of an accepted block, empty outside the loaded range.
    Optional<Hash256> hashAt(int height);

    /// Links and stores the next block. Throws [InvalidBlockException], and is as if never called, if the block
    /// breaks a rule that takes its history to check: a prevout missing or spent twice, a value sum that does not
    /// close.
    void accept(Block block) throws IOException;

    /// Forgets every block above `height`, because another chain has more work; `height` −1 forgets all.
    void rewind(int height) throws IOException;

    /// Names the blocks seen beside the chain within the loaded heights; replaces what was named before.
    void stale(List<StaleBlock> blocks) throws IOException;

    /// Makes what was accepted durable, at once or not at all.
    void commit() throws IOException;
}
