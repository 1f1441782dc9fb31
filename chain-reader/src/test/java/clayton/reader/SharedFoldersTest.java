package clayton.reader;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SharedFoldersTest {
    @TempDir
    Path folder;

    static java.util.List<String> folders() {
        return SharedData.REGTEST_FOLDERS;
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyRegtestFolderHoldsTheSameChain(String name) throws IOException {
        BlockFolder blocks =
                BlockFolder.open(SharedData.regtest(name, folder), Optional.empty(), Optional.empty(), Progress.NONE);
        TreeMap<Integer, String> expected = new TreeMap<>();
        SharedData.regtestDump(block ->
                expected.put(block.get("height").asInt(), block.get("hash").asText()));
        MemoryGraph sink = new MemoryGraph(Network.REGTEST);
        LoadReport report = ChainLoader.load(blocks, 0, Integer.MAX_VALUE, sink, LoadOptions.standard(), Progress.NONE);
        assertThat(report.blocks()).isEqualTo(438);
        assertThat(report.refused()).isEmpty();
        assertThat(report.stale()).hasSize(4);
        assertThat(sink.stale()).isEqualTo(report.stale());
        Set<String> hashes = new HashSet<>();
        for (int height = 0; height <= 437; height++) {
            assertThat(sink.blockHash(height)).hasToString(expected.get(height));
            hashes.add(expected.get(height));
        }
        assertThat(report.stale())
                .noneMatch(stale -> hashes.contains(stale.hash().toString()));
        assertThat(blocks.network()).isEqualTo(Network.REGTEST);
    }

    @Test
    void theMainnetFolderLoadsWhole() throws IOException {
        BlockFolder blocks =
                BlockFolder.open(SharedData.mainnet(folder), Optional.empty(), Optional.empty(), Progress.NONE);
        CollectingSink sink = new CollectingSink();
        LoadReport report = ChainLoader.load(blocks, 0, Integer.MAX_VALUE, sink, LoadOptions.standard(), Progress.NONE);
        assertThat(report.to()).isEqualTo(4312);
        assertThat(report.blocks()).isEqualTo(4313);
        assertThat(report.stale()).isEmpty();
        assertThat(sink.hashes.get(4312))
                .hasToString("00000000a9da635727dce622d78361b153ce3334e6a60d4377fad529abfc7863");
        assertThat(blocks.network()).isEqualTo(Network.MAIN);
    }
}
