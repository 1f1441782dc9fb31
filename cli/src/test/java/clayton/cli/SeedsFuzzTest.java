package clayton.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The target that `benchmarks/run fuzz` runs, here on some thousand variations of sound files.
final class SeedsFuzzTest {
    private static final String OUTPOINT = "ab".repeat(32) + ":0";
    private static final List<String> SOUND = List.of(
            "outpoint,offset,length,label\n" + OUTPOINT + ",5,10,\"a, b\"\n# x\n",
            "[{\"outpoint\":\"" + OUTPOINT + "\",\"offset\":3,\"length\":4,\"label\":\"x\"},{}]",
            "[null]");

    @Test
    void variedSeedsFilesAreReadOrRefusedByName() throws IOException {
        for (int round = 0; round < 3000; round++) {
            Random random = new Random(round);
            byte[] input = SOUND.get(round % SOUND.size()).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(4); i > 0; i--) {
                input[random.nextInt(input.length)] = (byte) " \n\",[]{}:-9\u0000\u00ff".charAt(random.nextInt(13));
            }
            try {
                SeedsFuzz.fuzzerTestOneInput(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + round + ": " + e, e);
            }
        }
    }
}
