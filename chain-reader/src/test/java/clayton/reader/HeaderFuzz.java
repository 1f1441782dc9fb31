package clayton.reader;

import clayton.chain.Network;
import clayton.chain.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Fuzzing of the search for block records and of all that follows from headers: the input is a whole blk file, but
/// for its first byte, which says whether the network is named and where to begin. Whatever it is, it loads, or is
/// refused by a sentence.
public final class HeaderFuzz {
    private static final Path FOLDER = folder();

    private HeaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] file = Arrays.copyOfRange(input, 1, input.length);
        Files.write(FOLDER.resolve(BlockFiles.fileName(0)), file);
        Files.write(FOLDER.resolve(BlockFiles.undoName(0)), file);
        Optional<Network> network = (input[0] & 1) == 0 ? Optional.of(Network.REGTEST) : Optional.empty();
        try {
            BlockFolder folder = BlockFolder.open(FOLDER, network, Optional.empty(), Progress.NONE);
            ChainLoader.load(
                    folder,
                    input[0] >> 1 & 3,
                    Integer.MAX_VALUE,
                    new CollectingSink(),
                    LoadOptions.standard().withThreads(1),
                    Progress.NONE);
        } catch (IOException e) {
            if (e.getMessage() == null || !e.getMessage().contains(FOLDER.toString())) {
                throw new AssertionError("no file or folder is named", e);
            }
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("header-fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
