package clayton.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The targets that `benchmarks/run fuzz` runs, here on sound inputs and some thousand variations of them.
final class FuzzTest {
    private static final int VARIATIONS = 3000;

    @TempDir
    private Path folder;

    private interface Target {
        void take(byte[] input) throws IOException;
    }

    @Test
    void variedBlocksAreReadAsThePlainDecoderReadsThem() throws IOException {
        vary("block", BlockFuzz::fuzzerTestOneInput);
    }

    @Test
    void variedUndoDataStaysInBounds() throws IOException {
        vary("undo", UndoFuzz::fuzzerTestOneInput);
    }

    @Test
    void variedFilesAreLoadedOrRefusedByASentence() throws IOException {
        vary("header", HeaderFuzz::fuzzerTestOneInput);
    }

    @Test
    void variedAddressesAndScriptsLeadBackToThemselves() throws IOException {
        vary("address", AddressFuzz::fuzzerTestOneInput);
    }

    private void vary(String name, Target target) throws IOException {
        FuzzSeeds.write(folder);
        List<byte[]> seeds = seeds(name);
        for (byte[] seed : seeds) {
            target.take(seed);
        }
        for (int round = 0; round < VARIATIONS; round++) {
            Random random = new Random(round);
            byte[] input = vary(seeds.get(random.nextInt(seeds.size())).clone(), random);
            try {
                target.take(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(name + ", round " + round + ": " + e, e);
            }
        }
    }

    private List<byte[]> seeds(String name) throws IOException {
        try (var files = Files.list(folder.resolve(name))) {
            List<byte[]> seeds = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
            return seeds;
        }
    }

    private static byte[] vary(byte[] input, Random random) {
        for (int i = random.nextInt(4); i >= 0 && input.length > 0; i--) {
            input[random.nextInt(input.length)] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) -random.nextInt(4);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(input, random.nextInt(input.length + 1)) : input;
    }
}
