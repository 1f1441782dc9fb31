package clayton.reader;

import clayton.chain.Block;
import clayton.chain.CorruptDataException;
import clayton.chain.Hash256;
import clayton.chain.InvalidBlockException;
import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.chain.StaleBlock;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A Bitcoin Core blocks folder as it stood when it was opened: which blocks it holds, and which of them are the
/// chain. It needs no index, takes no lock, and may be open while a node appends to it. The chain is known by
/// headers alone; [ChainLoader] looks into the blocks. Immutable.
public final class BlockFolder {
    private final BlockFiles files;
    private final Network network;
    private final HeaderScan scan;
    private final HeaderTree tree;
    private final int root;
    private final int baseHeight;
    private final BestChain chain;
    private final List<String> notes;

    private BlockFolder(BlockFiles files, Network network, HeaderScan scan, List<String> notes) throws IOException {
        this.files = files;
        this.network = network;
        this.scan = scan;
        this.tree = new HeaderTree(scan.records());
        OptionalInt genesis = tree.find(network.genesis());
        this.root = genesis.isPresent() ? genesis.getAsInt() : heaviestRoot();
        this.baseHeight = genesis.isPresent() ? 0 : anchor();
        this.chain = newChain();
        this.notes = Stream.concat(notes.stream(), collectNotes().stream()).toList();
    }

    /// Reads the folder's headers, or what `cacheFile` does not know of them. `override` is for a network that
    /// cannot be told from the files. Throws [CorruptDataException] if the files hold no chain, and
    /// [CancellationException] if `progress` says to stop; the cache then knows the files read until then.
    public static BlockFolder open(Path folder, Optional<Network> override, Optional<Path> cacheFile, Progress progress)
            throws IOException {
        BlockFiles files = BlockFiles.in(folder);
        List<FileState> states = files.list();
        if (states.isEmpty()) {
            throw new NoSuchFileException(
                    folder.toString(), null, "holds no blk*.dat file: name the blocks folder of a Bitcoin Core node");
        }
        Network network = override.isPresent() ? override.get() : new NetworkFinder(files, states).find();
        Optional<HeaderCache> cache = cacheFile.map(file -> new HeaderCache(file, files.obfuscation(), network));
        Optional<HeaderScan> known = cache.flatMap(HeaderCache::read);
        HeaderScan scan = HeaderScan.of(files, states, network, known, progress);
        if (scan.complete()) {
            check(scan, files, network, override.isEmpty());
        }
        List<String> notes = new ArrayList<>();
        boolean knowsMore = scan.records().count
                > known.map(HeaderScan::records).map(records -> records.count).orElse(0);
        if (cache.isPresent() && (scan.complete() || knowsMore)) {
            write(cache.get(), scan, notes);
        }
        if (!scan.complete()) {
            throw new CancellationException("stopped while finding the blocks");
        }
        return new BlockFolder(files, network, scan, notes);
    }

    private static void check(HeaderScan scan, BlockFiles files, Network network, boolean guessed) throws IOException {
        if (scan.records().count == 0) {
            throw new CorruptDataException(
                    files.folder()
                            .resolve(BlockFiles.fileName(
                                    scan.files().getFirst().state().number())),
                    0,
                    "blocks of " + network.name() + " in the folder's "
                            + scan.files().size() + " files",
                    "none; see whether xor.dat is this folder's, and the network");
        }
        NetworkFinder.check(network, guessed, scan.records(), files);
    }

    /// Goes on without a cache that cannot be written: it only saves time.
    private static void write(HeaderCache cache, HeaderScan scan, List<String> notes) {
        try {
            cache.write(scan);
        } catch (IOException e) {
            notes.add("the headers found could not be kept for the next time: " + e);
        }
    }

    public Network network() {
        return network;
    }

    public BlockFiles files() {
        return files;
    }

    /// 0, unless the genesis block is missing from the files.
    public int firstHeight() {
        return chain.firstHeight();
    }

    public int tipHeight() {
        return chain.tipHeight();
    }

    /// The chain's block at a height, empty where the files hold none.
    public Optional<Hash256> hashAt(int height) {
        return chain.hashAt(height);
    }

    /// The blocks beside the chain, by height and hash.
    public List<StaleBlock> staleBlocks() {
        return chain.stale(firstHeight(), Integer.MAX_VALUE);
    }

    /// Size of all blk files, preallocated tails included.
    public long totalBytes() {
        return scan.files().stream().mapToLong(file -> file.state().size()).sum();
    }

    public List<SkippedRange> skipped() {
        return scan.skipped();
    }

    /// What a reader should know: equal tips, absent heights, blocks that connect to nothing.
    public List<String> notes() {
        return notes;
    }

    HeaderTree tree() {
        return tree;
    }

    BestChain newChain() {
        return new BestChain(tree, root, baseHeight);
    }

    private List<String> collectNotes() {
        List<String> found = new ArrayList<>(chain.notes());
        if (baseHeight > 0) {
            found.add("heights 0 to " + (baseHeight - 1) + " are absent from the files");
        }
        if (unconnected() > 0) {
            int first = IntStream.range(0, tree.nodes())
                    .map(tree::ordered)
                    .filter(this::isUnconnected)
                    .min()
                    .orElseThrow();
            found.add(unconnected() + " blocks connect to nothing, the first at "
                    + scan.records().place(first) + ": " + scan.records().previous(tree.root(first))
                    + ", which it builds on, is in no file, and heights from " + (tipHeight() + 1) + " on are absent");
        }
        return found;
    }

    /// Blocks whose ancestors are not all in the files. 0 if the files do not begin at the genesis block: a pruned
    /// folder may hold what is left of heights below.
    public int unconnected() {
        return baseHeight > 0
                ? 0
                : (int) IntStream.range(0, tree.nodes())
                        .map(tree::ordered)
                        .filter(this::isUnconnected)
                        .count();
    }

    private boolean isUnconnected(int node) {
        return tree.root(node) != root;
    }

    /// Without a genesis block: the root of the tree with the most work.
    private int heaviestRoot() {
        int best = tree.ordered(0);
        for (int i = 1; i < tree.nodes(); i++) {
            int node = tree.ordered(i);
            int order = tree.compareWork(node, best);
            if (order > 0 || order == 0 && node < best) {
                best = node;
            }
        }
        return tree.root(best);
    }

    /// The root's height, by the word of the first and the last coinbase; they must agree, and be bound by BIP 34.
    private int anchor() throws IOException {
        BestChain floating = new BestChain(tree, root, 0);
        int length = floating.tipHeight();
        int first = statedHeight(floating.record(0)).orElse(-1);
        int last = statedHeight(floating.record(length)).orElse(-1);
        if (first < network.bip34Height() || last - first != length) {
            throw new CorruptDataException(
                    files.folder().resolve(BlockFiles.fileName(scan.records().file[root])),
                    scan.records().offset[root],
                    "the genesis block, or coinbases that state heights " + length + " apart from "
                            + network.bip34Height() + " on",
                    "heights " + first + " and " + last + "; the files before this one are needed");
        }
        return first;
    }

    private OptionalInt statedHeight(int record) throws IOException {
        Records records = scan.records();
        Block block = new Block();
        block.hash = records.hash(record);
        block.file = records.file[record];
        block.offset = records.offset[record];
        block.length = records.size[record];
        block.bytes = files.read(block.file, block.offset, block.length);
        try {
            new BlockDecoder().decode(block);
            return CoinbaseHeight.of(block);
        } catch (InvalidBlockException damaged) {
            return OptionalInt.empty();
        }
    }
}
