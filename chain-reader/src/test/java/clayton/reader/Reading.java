package clayton.reader;

import clayton.chain.BlockSink;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Hash256;
import clayton.chain.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The reader as most tests use it.
final class Reading {
    private Reading() {}

    static BlockFolder open(Path folder) throws IOException {
        return BlockFolder.open(folder, Optional.empty(), Optional.empty(), Progress.NONE);
    }

    static BlockFolder open(Path folder, Path cache) throws IOException {
        return BlockFolder.open(folder, Optional.empty(), Optional.of(cache), Progress.NONE);
    }

    static LoadReport load(BlockFolder folder, int from, BlockSink sink) throws IOException {
        return ChainLoader.load(
                folder, from, Integer.MAX_VALUE, sink, LoadOptions.standard().withThreads(2), Progress.NONE);
    }

    static LoadReport load(Path folder, BlockSink sink) throws IOException {
        return load(open(folder), 0, sink);
    }

    static List<Hash256> hashes(Built tip) {
        return tip.chain().stream().map(Built::hash).toList();
    }

    /// The hashes of the chain that a folder loads to.
    static List<Hash256> loaded(Path folder) throws IOException {
        CollectingSink sink = new CollectingSink();
        load(folder, sink);
        return List.copyOf(sink.hashes.values());
    }
}
