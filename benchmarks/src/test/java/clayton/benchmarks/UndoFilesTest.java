package clayton.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Block;
import clayton.chain.Hash256;
import clayton.chain.Progress;
import clayton.chain.SpentOutputs;
import clayton.reader.BlockFolder;
import clayton.reader.ChainLoader;
import clayton.reader.LoadOptions;
import clayton.reader.LoadReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The generator's undo data, read by the reader and held against the outputs in the blocks.
final class UndoFilesTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void undoDataSaysWhatEveryInputSpent() throws IOException {
        generate(6 * MIB, false);
        Map<String, String> outputs = new HashMap<>();
        load(0, block -> collect(block, outputs));
        long[] inputs = new long[1];
        LoadReport report = load(1, block -> inputs[0] += compare(block, outputs));
        assertThat(report.withoutUndo()).isZero();
        assertThat(report.notes()).isEmpty();
        assertThat(inputs[0]).isGreaterThan(10_000);
    }

    @Test
    void obfuscatedUndoDataIsReadLikeAnyOther() throws IOException {
        generate(2 * MIB, true);
        assertThat(load(1, block -> {}).withoutUndo()).isZero();
    }

    @Test
    void everyBlockButTheGenesisHasARecord() throws IOException {
        long blocks = generate(MIB, false).blocks();
        byte[] undo = Files.readAllBytes(folder.resolve("rev00000.dat"));
        int records = 0;
        for (int at = 0; at < undo.length; records++) {
            at += 8 + Integer.reverseBytes(ByteBuffer.wrap(undo).getInt(at + 4)) + Hash256.BYTES;
        }
        assertThat(records).isEqualTo((int) blocks - 1);
    }

    private ChainStatistics generate(long bytes, boolean obfuscated) throws IOException {
        try (ChainGenerator generator = new ChainGenerator(new ChainPlan(bytes, 4, obfuscated, false), folder)) {
            return generator.generate();
        }
    }

    private LoadReport load(int from, Consumer<Block> reader) throws IOException {
        BlockFolder found = BlockFolder.open(folder, Optional.empty(), Optional.empty(), Progress.NONE);
        return ChainLoader.load(
                found, from, Integer.MAX_VALUE, new ReadingSink(reader), LoadOptions.standard(), Progress.NONE);
    }

    private static void collect(Block block, Map<String, String> outputs) {
        for (int t = 0; t < block.transactions; t++) {
            for (int output = block.firstOutput[t]; output < block.firstOutput[t + 1]; output++) {
                int script = block.script[output];
                outputs.put(
                        block.txid(t) + ":" + (output - block.firstOutput[t]),
                        text(
                                block.value[output],
                                block.height,
                                t == 0,
                                Arrays.copyOfRange(block.bytes, script, script + block.scriptLength[output])));
            }
        }
    }

    private static int compare(Block block, Map<String, String> outputs) {
        SpentOutputs spent = Objects.requireNonNull(block.spent);
        for (int i = 0; i < block.inputs(); i++) {
            String outPoint = Hash256.at(block.bytes, block.prevout[i]) + ":" + block.prevoutVout(i);
            byte[] script = Arrays.copyOfRange(spent.scripts, spent.scriptStart[i], spent.scriptStart[i + 1]);
            assertThat(text(spent.value[i], spent.height[i], spent.coinbase[i], script))
                    .isEqualTo(outputs.get(outPoint));
        }
        return block.inputs();
    }

    private static String text(long sats, int height, boolean coinbase, byte[] script) {
        return sats + " " + height + " " + coinbase + " " + HexFormat.of().formatHex(script);
    }
}
