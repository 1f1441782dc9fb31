package clayton.workspace;

import clayton.chain.OutPoint;
import clayton.chain.Tags;
import clayton.evidence.TagsCsv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The chain that comes with the program: the blocks folder of a regtest node, and what is known of its addresses.
public record SampleChain(Path blocks, Tags tags) {
    /// The output that a thief took from an exchange.
    public static final OutPoint LOOT =
            OutPoint.parse("b4bf77dd5addc5a556c8d3b2c3eb63680f9ba92cbdee5341046c994b8c7ce3e1:1");

    private static final List<String> FILES = List.of("blk00000.dat", "rev00000.dat", "xor.dat");

    /// Puts the blocks into a folder below `out`. Never writes over a file that is not the sample's own.
    public static SampleChain unpackInto(Path out) throws IOException {
        Path blocks = out.resolve("blocks");
        if (Files.exists(out) && !Files.isDirectory(blocks) && !isEmpty(out)) {
            throw new IllegalArgumentException(out + " holds other files: name a new folder with --out");
        }
        Files.createDirectories(blocks);
        for (String name : FILES) {
            unpack(name, blocks.resolve(name));
        }
        return new SampleChain(blocks, TagsCsv.parse(new String(read("tags.csv"), StandardCharsets.UTF_8)));
    }

    private static void unpack(String name, Path file) throws IOException {
        byte[] bytes = read(name);
        if (!Files.exists(file)) {
            Files.write(file, bytes);
        } else if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
            throw new IllegalArgumentException(file + " is not the sample's: name a new folder with --out");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream stream = SampleChain.class.getResourceAsStream("sample/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }
}
