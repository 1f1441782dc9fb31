package clayton.store;

import clayton.chain.Block;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Network;
import clayton.chain.RandomChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Chains to load and folders to compare, for the tests of the ledger.
final class LedgerFolders {
    private LedgerFolders() {}

    static Built chain(long seed, int blocks) {
        ChainBuilder builder = new ChainBuilder(Network.REGTEST);
        return new RandomChain(builder, builder.genesis(), new Random(seed)).grow(blocks);
    }

    static List<Block> blocks(Built tip) {
        return tip.chain().stream().map(Built::block).toList();
    }

    /// Loads what is missing of the blocks, with a commit after every `perCommit`.
    static void load(Path folder, int from, List<Block> blocks, int perCommit) throws IOException {
        try (LedgerWriter writer = LedgerWriter.open(folder, Network.REGTEST, from, Path.of("blocks"))) {
            resume(writer, from, blocks, perCommit);
        }
    }

    static void resume(LedgerWriter writer, int from, List<Block> blocks, int perCommit) throws IOException {
        int next = writer.tip().orElse(from - 1) + 1;
        for (Block block : blocks.subList(next, blocks.size())) {
            writer.accept(block);
            if ((block.height + 1) % perCommit == 0) {
                writer.commit();
            }
        }
        writer.commit();
    }

    /// Every file of a folder with its content.
    static SortedMap<String, byte[]> read(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (var paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    static void write(Path folder, SortedMap<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
