package clayton.reader;

import clayton.chain.Block;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.PlainDecoder;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import clayton.chain.SpentOutputs;
import clayton.chain.StaleBlock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Flips one to eight bits of a folder's block, undo or key file, loads it, flips them back, and so on. Every block
/// that is handed over is held against what was there before, by a plain decoder and checks of its own: it follows
/// the block before it, has its work and its Merkle root, and undo data says what it said. What is not handed over
/// must be told by file and offset. The folder is changed in place; one instance works on it at a time.
public final class Flips {
    private static final Pattern FILE = Pattern.compile("(blk|rev)[0-9]{5}\\.dat|xor\\.dat");
    private static final Pattern OFFSET = Pattern.compile("offset [0-9]+|bytes [0-9]+ to [0-9]+");
    private static final Pattern VARIABLE = Pattern.compile("(/[^ ,]*/)|[0-9a-f]{8,}|[0-9]+");
    private static final int MOST_FLIPS = 8;

    private final Path folder;
    private final List<Path> blockFiles;
    private final List<Path> undoFiles;
    private final Optional<Path> keyFile;

    /// What stands in the folder without damage, by Merkle root.
    private final Map<Hash256, Original> originals = new HashMap<>();

    private final SortedMap<String, Long> words = new TreeMap<>();
    private long failedLoads;
    private long refusedBlocks;
    private long lostUndo;
    private long accepted;
    private CollectingSink sink = new CollectingSink();
    private volatile long round;
    private volatile long roundBegan = System.nanoTime();
    private volatile boolean done;

    private record Original(byte[] txids, @Nullable SpentOutputs spent) {}

    /// Learns what the folder holds as it is now.
    public Flips(Path folder) throws IOException {
        this.folder = folder;
        this.blockFiles = files("blk");
        this.undoFiles = files("rev");
        this.keyFile = files("xor").stream().findFirst();
        load(1, this::learn);
        learnAllRecords();
    }

    /// The genesis block, and blocks beside the chain: they take a damaged one's place. What they spent is not known.
    private void learnAllRecords() throws IOException {
        BlockFolder opened = open();
        Records records = opened.tree().records();
        for (int record = 0; record < records.count; record++) {
            byte[] raw = opened.files().read(records.file[record], records.offset[record], records.size[record]);
            originals.computeIfAbsent(root(raw), root -> new Original(PlainDecoder.decode(raw, 0).txids, null));
        }
    }

    /// Writes a folder with a small chain of everything, its undo data and a key.
    public static Path generate(Path folder, long seed, int blocks) throws IOException {
        ChainBuilder builder = new ChainBuilder(Network.REGTEST);
        List<Built> chain = new RandomChain(builder, builder.genesis(), new Random(seed))
                .grow(blocks)
                .chain();
        byte[] key = new byte[Long.BYTES];
        new Random(seed).nextBytes(key);
        FolderWriter writer = new FolderWriter(folder, Network.REGTEST, key).blocks(chain);
        chain.stream().skip(1).forEach(writer::undo);
        return writer.zeros(100).write();
    }

    /// Runs the rounds from `first` on; each follows from the seed and its number alone. Throws `AssertionError`
    /// for the first that lets something wrong pass, or tells of damage without its place.
    public void run(long seed, long first, long rounds) throws IOException {
        try {
            runAll(seed, first, rounds);
        } finally {
            done = true;
        }
    }

    private void runAll(long seed, long first, long rounds) throws IOException {
        for (long number = first; number < first + rounds; number++) {
            round = number;
            roundBegan = System.nanoTime();
            Random random = new Random(seed * 0x9e3779b97f4a7c15L + number);
            Path file = file(random);
            Map<Long, Integer> flips = new TreeMap<>();
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                for (int i = random.nextInt(MOST_FLIPS); i >= 0; i--) {
                    flips.put(random.nextLong(open.length()), 1 << random.nextInt(Byte.SIZE));
                }
                flip(open, flips);
                attempt(random.nextInt(3) == 0 ? 0 : 1);
                flip(open, flips);
            } catch (AssertionError | RuntimeException | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + ", round " + number + ", " + file + " " + flips, e);
            }
        }
    }

    public boolean isDone() {
        return done;
    }

    /// Number of the round at work.
    public long round() {
        return round;
    }

    /// How long it has been.
    public double roundSeconds() {
        return (System.nanoTime() - roundBegan) / 1e9;
    }

    /// What was seen so far, and in what words damage was told, with `#` for all that varies.
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add(accepted + " blocks handed over and found right, " + refusedBlocks + " refused by place, " + lostUndo
                + " without their undo data, " + failedLoads + " loads ended by an error with its place");
        words.forEach((text, times) -> lines.add("  " + times + " × " + text));
        return lines;
    }

    private List<Path> files(String kind) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(kind))
                    .sorted()
                    .toList();
        }
    }

    private Path file(Random random) {
        int draw = random.nextInt(10);
        if (draw == 0 && keyFile.isPresent()) {
            return keyFile.get();
        }
        List<Path> kind = draw < 5 && !undoFiles.isEmpty() ? undoFiles : blockFiles;
        return kind.get(random.nextInt(kind.size()));
    }

    private static void flip(RandomAccessFile file, Map<Long, Integer> flips) throws IOException {
        for (Map.Entry<Long, Integer> flip : flips.entrySet()) {
            file.seek(flip.getKey());
            int old = file.read();
            file.seek(flip.getKey());
            file.write(old ^ flip.getValue());
        }
    }

    private void attempt(int from) {
        try {
            LoadReport report = load(from, this::check);
            for (StaleBlock block : report.refused()) {
                refusedBlocks++;
                count("refused: " + block.reason());
            }
            lostUndo += report.withoutUndo();
            report.notes().forEach(this::count);
        } catch (IOException e) {
            failedLoads++;
            String message = String.valueOf(e.getMessage());
            if (!FILE.matcher(message).find() || !OFFSET.matcher(message).find()) {
                throw new AssertionError("damage is told without its place: " + e, e);
            }
            count(message);
        }
    }

    private void count(String message) {
        words.merge(VARIABLE.matcher(message).replaceAll("#"), 1L, Long::sum);
    }

    private LoadReport load(int from, CollectingSink.Look look) throws IOException {
        sink = new CollectingSink(look);
        return ChainLoader.load(
                open(), from, Integer.MAX_VALUE, sink, LoadOptions.standard().withThreads(1), Progress.NONE);
    }

    private BlockFolder open() throws IOException {
        return BlockFolder.open(folder, Optional.of(Network.REGTEST), Optional.empty(), Progress.NONE);
    }

    private void learn(Block block) {
        originals.put(root(raw(block)), original(block));
    }

    private static Original original(Block block) {
        return new Original(PlainDecoder.decode(raw(block), block.height).txids, copy(block.spent, block.inputs()));
    }

    private static @Nullable SpentOutputs copy(@Nullable SpentOutputs spent, int inputs) {
        if (spent == null) {
            return null;
        }
        SpentOutputs copy = new SpentOutputs();
        copy.value = Arrays.copyOf(spent.value, inputs);
        copy.height = Arrays.copyOf(spent.height, inputs);
        copy.coinbase = Arrays.copyOf(spent.coinbase, inputs);
        copy.scriptStart = Arrays.copyOf(spent.scriptStart, inputs + 1);
        copy.scripts = Arrays.copyOf(spent.scripts, spent.scriptStart[inputs]);
        return copy;
    }

    /// A flipped header may still have its work, which on regtest every second one has; nothing else may differ.
    private void check(Block block) {
        accepted++;
        byte[] raw = raw(block);
        Hash256 hash = PlainDecoder.headerHash(raw);
        that(hash.equals(block.hash), "another hash");
        that(hasItsWork(raw), "a block without its work");
        Hash256 parent = Hash256.at(raw, 4);
        that(sink.hashAt(block.height - 1).orElse(parent).equals(parent), "a block that does not follow");
        Original original = originals.get(root(raw));
        if (original == null) {
            throw new AssertionError("a block with another Merkle root was handed over");
        }
        byte[] txids = PlainDecoder.decode(raw, block.height).txids;
        that(Arrays.equals(txids, original.txids), "other transactions");
        that(Arrays.equals(merkleRoot(txids), Arrays.copyOfRange(raw, 36, 68)), "a Merkle root that does not hold");
        that(Arrays.equals(txids, Arrays.copyOf(block.txids, txids.length)), "other txids");
        SpentOutputs found = copy(block.spent, block.inputs());
        SpentOutputs expected = original.spent;
        if (found != null && expected != null) {
            that(
                    Arrays.equals(found.value, expected.value)
                            && Arrays.equals(found.height, expected.height)
                            && Arrays.equals(found.coinbase, expected.coinbase)
                            && Arrays.equals(found.scriptStart, expected.scriptStart)
                            && Arrays.equals(found.scripts, expected.scripts),
                    "other undo data");
        }
    }

    private static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " was handed over");
        }
    }

    private static byte[] raw(Block block) {
        return Arrays.copyOf(block.bytes, block.length);
    }

    private static Hash256 root(byte[] raw) {
        return Hash256.at(raw, 36);
    }

    static byte[] merkleRoot(byte[] txids) {
        byte[] row = txids;
        while (row.length > Hash256.BYTES) {
            int pairs = (row.length / Hash256.BYTES + 1) / 2;
            ByteBuffer next = ByteBuffer.allocate(pairs * Hash256.BYTES);
            for (int pair = 0; pair < pairs; pair++) {
                byte[] both = Arrays.copyOfRange(row, pair * 64, pair * 64 + 64);
                if (pair * 64 + 64 > row.length) {
                    System.arraycopy(both, 0, both, 32, 32);
                }
                next.put(PlainDecoder.sha256d(both));
            }
            row = next.array();
        }
        return row;
    }

    private static boolean hasItsWork(byte[] raw) {
        byte[] hash = PlainDecoder.sha256d(Arrays.copyOf(raw, 80));
        byte[] number = new byte[hash.length];
        for (int i = 0; i < hash.length; i++) {
            number[i] = hash[hash.length - 1 - i];
        }
        int bits = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).getInt(72);
        BigInteger target = BigInteger.valueOf(bits & 0x7f_ffff).shiftLeft(8 * ((bits >>> 24) - 3));
        return new BigInteger(1, number).compareTo(target) <= 0;
    }
}
