package clayton.reader;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Hash256;
import clayton.chain.Network;
import clayton.chain.RandomChain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What fuzzing begins with: sound inputs for every target, to be varied.
public final class FuzzSeeds {
    private static final int PREFIX = 8;

    private FuzzSeeds() {}

    /// The argument is the folder.
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    /// Writes them into `folder`, in a folder for each of `block`, `undo`, `header` and `address`.
    static void write(Path folder) throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            ChainBuilder builder = new ChainBuilder(Network.REGTEST);
            List<Built> chain = new RandomChain(builder, builder.genesis(), new Random(seed))
                    .grow(8)
                    .chain();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(seed);
            for (Built block : chain) {
                byte[] raw = block.raw();
                write(folder, "block", Arrays.copyOfRange(raw, 80, raw.length));
                file.writeBytes(new FolderWriter(folder).record(raw));
                if (block.block().spent != null) {
                    write(folder, "undo", undo(block));
                }
                for (int output = 0; output < block.block().outputs(); output++) {
                    script(folder, block, output);
                }
            }
            write(folder, "header", file.toByteArray());
        }
    }

    private static byte[] undo(Built block) {
        byte[] record = UndoWriter.record(0, block);
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(block.block().transactions - 1);
        for (int t = 1; t < block.block().transactions; t++) {
            input.write(block.block().firstInput[t + 1] - block.block().firstInput[t]);
        }
        input.write(record, PREFIX, record.length - PREFIX - Hash256.BYTES);
        return input.toByteArray();
    }

    private static void script(Path folder, Built block, int output) throws IOException {
        int start = block.block().script[output];
        byte[] script = Arrays.copyOfRange(block.raw(), start, start + block.block().scriptLength[output]);
        write(folder, "address", script);
        for (Network network : Network.ALL) {
            write(folder, "address", Addresses.of(network).name(script).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(Path folder, String target, byte[] input) throws IOException {
        Path into = Files.createDirectories(folder.resolve(target));
        Files.write(into.resolve("seed-" + Integer.toHexString(Arrays.hashCode(input))), input);
    }
}
