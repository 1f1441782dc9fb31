package clayton.store.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clayton.chain.BlockSink;
import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.Network;
import clayton.chain.Progress;
import clayton.chain.RandomChain;
import clayton.chain.TransactionGraph;
import clayton.store.GraphDigest;
import clayton.store.Ledger;
import clayton.store.LedgerWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However a range comes into a Neo4j and whatever happens on the way, in the end it is the range that a ledger holds.
final class Neo4jLoadTest {
    private static final int MIDDLE = 25;

    @TempDir
    private static Path folder;

    private static List<Built> chain = List.of();
    private static Path ledger = Path.of("");

    @BeforeAll
    static void grow() throws IOException {
        ChainBuilder builder = new ChainBuilder(Network.REGTEST);
        chain = new RandomChain(builder, builder.genesis(), RandomChain.random(7))
                .grow(60)
                .chain();
        ledger = ledger(0);
    }

    private static Path ledger(int from) throws IOException {
        Path made = Files.createTempDirectory(folder, "ledger");
        try (LedgerWriter writer = LedgerWriter.open(made, Network.REGTEST, from, folder)) {
            accept(writer, from, chain.size());
        }
        return made;
    }

    private static void accept(BlockSink sink, int from, int end) throws IOException {
        for (int height = from; height < end; height++) {
            sink.accept(chain.get(height).block());
            if (height % 7 == 0) {
                sink.commit();
            }
        }
        sink.commit();
    }

    private static String digest(TransactionGraph graph) throws IOException {
        return GraphDigest.of(graph, graph.to(), Progress.NONE);
    }

    private static String digest() throws IOException {
        return digest(TestNeo4j.SERVER);
    }

    private static String digest(LocalNeo4j server) throws IOException {
        try (Neo4jGraph graph = Neo4jGraph.open(Neo4jConnection.open(server.address()))) {
            return digest(graph);
        }
    }

    private static String digestOfLedger(int from) throws IOException {
        try (Ledger graph = Ledger.open(ledger(from))) {
            return digest(graph);
        }
    }

    private static Neo4jWriter writer(Neo4jConnection connection, int from) throws IOException {
        return Neo4jWriter.open(connection, Network.REGTEST, from, script -> Optional.empty());
    }

    private static boolean copy(Neo4jConnection connection, int from, int to) throws IOException {
        try (Neo4jWriter writer = writer(connection, from);
                Ledger source = Ledger.open(ledger)) {
            return writer.copy(source, to, output -> Optional.empty(), Progress.NONE);
        }
    }

    @Test
    void blocksAndALedgerGiveTheSameRangeFromGenesisAndFromTheMiddle() throws IOException {
        for (int from : new int[] {0, MIDDLE}) {
            try (Neo4jConnection connection = TestNeo4j.empty();
                    Neo4jWriter writer = writer(connection, from)) {
                accept(writer, from, chain.size());
            }
            assertThat(digest()).as("blocks from " + from).isEqualTo(digestOfLedger(from));
            try (Neo4jConnection connection = TestNeo4j.empty()) {
                assertThat(copy(connection, from, chain.size() - 1)).isTrue();
            }
            assertThat(digest()).as("ledger from " + from).isEqualTo(digestOfLedger(from));
        }
    }

    @Test
    void theImporterGivesTheSameRangeAndFillsNothingButAnEmptyDatabase() throws IOException {
        TestNeo4j.empty().close();
        try (Ledger source = Ledger.open(ledger)) {
            try (Neo4jConnection connection = TestNeo4j.patient()) {
                connection.run("CREATE (:Tag {id: 'mine'})");
                assertThatThrownBy(() -> bulk(source)).hasMessageContaining("somebody's own");
                connection.run("MATCH (t:Tag) DELETE t");
            }
            bulk(source);
            assertThatThrownBy(() -> bulk(source)).hasMessageContaining("not empty");
        }
        assertThat(digest()).isEqualTo(digestOfLedger(MIDDLE));
    }

    private static void bulk(Ledger source) throws IOException {
        BulkLoad.run(
                TestNeo4j.SERVER,
                source,
                MIDDLE,
                chain.size() - 1,
                output -> Optional.empty(),
                script -> Optional.empty(),
                Progress.NONE);
    }

    @Test
    void aRangeIsExtendedAndItsUpperEndIsRemovedAgain() throws IOException {
        try (Neo4jConnection connection = TestNeo4j.empty()) {
            copy(connection, 0, 30);
            String half = digest();
            copy(connection, 0, chain.size() - 1);
            assertThat(digest()).isEqualTo(digestOfLedger(0));
            try (Neo4jWriter writer = writer(connection, 0)) {
                writer.rewind(30);
            }
            assertThat(digest()).isEqualTo(half);
            try (Neo4jWriter writer = writer(connection, 0)) {
                writer.rewind(-1);
            }
            assertThat(Neo4jGraph.info(connection)).isEmpty();
            assertThat(connection.read(
                            Cypher.IS_EMPTY, Map.of(), row -> row.get(0).asBoolean()))
                    .containsExactly(true);
        }
    }

    @Test
    void aSecondLoaderIsRefusedAndTheFirstGoesOn() throws IOException {
        try (Neo4jConnection connection = TestNeo4j.empty();
                Neo4jWriter first = writer(connection, 0)) {
            accept(first, 0, 10);
            assertThatThrownBy(() -> writer(connection, 0))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("another load is writing");
            accept(first, 10, 20);
            assertThat(first.tip()).hasValue(19);
        }
    }

    @Test
    void aLoaderThatWasTakenOverCanWriteNoMore() throws IOException {
        try (Neo4jConnection connection = TestNeo4j.empty()) {
            Neo4jWriter first = writer(connection, 0);
            accept(first, 0, 10);
            first.close();
            copy(connection, 0, 15);
            first.accept(chain.get(10).block());
            assertThatThrownBy(first::commit)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("taken");
            assertThat(Neo4jGraph.info(connection).orElseThrow().to()).isEqualTo(15);
        }
    }

    @Test
    void aNetworkThatCutsResetsOrDelaysLeavesNothingHalfWrittenAndTheLoadGoesOn() throws IOException {
        String whole = digestOfLedger(0);
        for (int fault = 0; fault < 4; fault++) {
            TestNeo4j.empty().close();
            Neo4jAddress direct = TestNeo4j.SERVER.address();
            long bytes = 20_000L + 30_000L * fault;
            try (Proxy proxy = new Proxy(direct.uri(), bytes, fault % 2 == 1, fault == 3 ? 5 : 0)) {
                Neo4jAddress bad =
                        new Neo4jAddress(proxy.uri(), direct.username(), direct.password(), direct.database());
                try (Neo4jConnection connection = Neo4jConnection.open(bad)) {
                    copy(connection, 0, chain.size() - 1);
                } catch (DatabaseException e) {
                    assertThat(e).hasMessageContaining(proxy.uri());
                }
                assertThat(proxy.hasCut()).as("cut after " + bytes).isTrue();
            }
            try (Neo4jConnection connection = Neo4jConnection.open(direct)) {
                copy(connection, 0, chain.size() - 1);
            }
            assertThat(digest()).as("cut after " + bytes).isEqualTo(whole);
        }
    }

    @Test
    void aServerThatIsKilledAndStartedAgainDuringALoadIsWaitedFor() throws Exception {
        try (Neo4jConnection connection = TestNeo4j.empty();
                Neo4jWriter writer = writer(connection, 0)) {
            accept(writer, 0, 30);
            TestNeo4j.kill();
            Thread again = Thread.ofPlatform().start(TestNeo4j::startAgain);
            accept(writer, 30, chain.size());
            again.join();
        }
        assertThat(digest()).isEqualTo(digestOfLedger(0));
    }

    @Test
    void aServerThatIsKilledAndStartedAgainDuringATraceIsWaitedFor() throws Exception {
        try (Neo4jConnection connection = TestNeo4j.empty()) {
            copy(connection, 0, chain.size() - 1);
        }
        try (Neo4jGraph graph = Neo4jGraph.open(TestNeo4j.patient())) {
            graph.transactionsIn(3);
            TestNeo4j.kill();
            Thread again = Thread.ofPlatform().start(TestNeo4j::startAgain);
            assertThat(digest(graph)).isEqualTo(digestOfLedger(0));
            again.join();
        }
    }

    @Test
    void aReadOnlyDatabaseIsReadAndTheLoadGoesOnOnceItIsWritable() throws IOException {
        String readOnly = "server.databases.read_only=neo4j\n";
        try (Neo4jConnection connection = TestNeo4j.empty()) {
            copy(connection, 0, 30);
        }
        String half = digest();
        TestNeo4j.restart(settings -> settings + readOnly);
        try (Neo4jConnection connection = TestNeo4j.patient()) {
            assertThatThrownBy(() -> copy(connection, 0, chain.size() - 1))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("database 'neo4j'")
                    .hasMessageContaining("read-only: allow writing");
            assertThat(digest()).isEqualTo(half);
        } finally {
            TestNeo4j.restart(settings -> settings.replace(readOnly, ""));
        }
        try (Neo4jConnection connection = TestNeo4j.patient()) {
            copy(connection, 0, chain.size() - 1);
        }
        assertThat(digest()).isEqualTo(digestOfLedger(0));
    }

    @Test
    void aFullDiskIsSaidAndTheLoadGoesOnOnceThereIsRoom() throws Exception {
        Path place = Files.createTempDirectory(folder, "small");
        Path home = Files.createDirectory(place.resolve("home"));
        assumeTrue(can("mount", "-t", "tmpfs", "-o", "size=256m", "none", home.toString()), "needs to mount a disk");
        LocalNeo4j small = TestNeo4j.another(place);
        try {
            small.start(Progress.NONE);
            try (Neo4jConnection connection = Neo4jConnection.open(small.address(), Duration.ofSeconds(5))) {
                copy(connection, 0, 30);
                fill(home);
                assertThatThrownBy(() -> copy(connection, 0, chain.size() - 1))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("could not write to its disk");
            }
            Files.delete(home.resolve("filler"));
            small.kill();
            small.start(Progress.NONE);
            try (Neo4jConnection connection = Neo4jConnection.open(small.address())) {
                copy(connection, 0, chain.size() - 1);
            }
            assertThat(digest(small)).isEqualTo(digestOfLedger(0));
        } finally {
            small.kill();
            can("umount", home.toString());
        }
    }

    private static boolean can(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    /// Writes until there is no room left.
    private static void fill(Path disk) throws IOException {
        byte[] zeros = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void anotherRangeOrNetworkIsRefused() throws IOException {
        try (Neo4jConnection connection = TestNeo4j.empty()) {
            copy(connection, 0, 5);
            assertThatThrownBy(() -> writer(connection, 3)).hasMessageContaining("begins at height 0, not 3");
            assertThatThrownBy(() -> Neo4jWriter.open(connection, Network.MAIN, 0, script -> Optional.empty()))
                    .hasMessageContaining("holds regtest blocks");
        }
    }

    @Test
    void aReaderSeesWhatWasCommittedWhenItOpenedTheGraph() throws IOException {
        try (Neo4jConnection connection = TestNeo4j.empty()) {
            copy(connection, 0, 20);
            String before = digest();
            try (Neo4jGraph graph = Neo4jGraph.open(Neo4jConnection.open(TestNeo4j.SERVER.address()))) {
                copy(connection, 0, chain.size() - 1);
                assertThat(digest(graph)).isEqualTo(before);
            }
        }
    }
}
