package clayton.store;

import clayton.chain.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The program that `CrashTest` kills: loads a chain with a commit every few blocks.
final class KilledLoader {
    static final long SEED = 21;
    static final int BLOCKS = 250;

    private KilledLoader() {}

    public static void main(String[] args) throws IOException {
        List<Block> blocks = LedgerFolders.blocks(LedgerFolders.chain(SEED, BLOCKS));
        System.out.println("loading");
        LedgerFolders.load(Path.of(args[0]), 0, blocks, 5);
    }
}
