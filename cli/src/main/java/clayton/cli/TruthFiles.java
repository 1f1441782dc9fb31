package clayton.cli;

import clayton.chain.Progress;
import clayton.chain.TransactionGraph;
import clayton.clustering.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Finds and reads what is known of a made-up chain, in either of the forms there are.
final class TruthFiles {
    private TruthFiles() {}

    /// Of a generated chain's folder, its folder of truth, or a file of a test network's story.
    static Truth read(Path path, TransactionGraph graph, Progress progress) throws IOException {
        for (Path folder : new Path[] {path, path.resolve("truth")}) {
            if (Files.exists(folder.resolve(GeneratedTruth.OUTPUTS))) {
                return new GeneratedTruth(folder, graph).read(progress);
            }
        }
        if (Files.isDirectory(path)) {
            throw new NoSuchFileException(
                    path.toString(), null, "neither it nor its folder truth holds " + GeneratedTruth.OUTPUTS);
        }
        return new StoryTruth(path, graph).read();
    }
}
