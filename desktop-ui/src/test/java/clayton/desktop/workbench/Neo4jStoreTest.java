package clayton.desktop.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.chain.Output;
import clayton.chain.Progress;
import clayton.chain.Tags;
import clayton.desktop.SampleLedger;
import clayton.desktop.casefile.OpenedCase;
import clayton.desktop.export.Kind;
import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.store.Login;
import clayton.desktop.trace.ResultRow;
import clayton.desktop.welcome.WelcomeViewModel;
import clayton.evidence.OutputScripts;
import clayton.reader.Addresses;
import clayton.store.Ledger;
import clayton.store.neo4j.LocalNeo4j;
import clayton.store.neo4j.Neo4jConnection;
import clayton.store.neo4j.Neo4jPublisher;
import clayton.store.neo4j.Neo4jWriter;
import clayton.taint.Policies;
import clayton.workspace.SampleChain;
import clayton.workspace.UserFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same screens over a chain in a real Neo4j, and a trace published there.
final class Neo4jStoreTest {
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);

    /// The server that other modules' tests use too, one after the other.
    private static final LocalNeo4j SERVER = new LocalNeo4j(Path.of("..", "target", "neo4j", "clayton", "neo4j"));

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() throws IOException {
        SERVER.reset();
        SERVER.start(Progress.NONE);
        try (OpenChain sample = SampleLedger.open();
                Neo4jConnection connection = Neo4jConnection.open(SERVER.address())) {
            Ledger ledger = sample.ledger().orElseThrow();
            OutputScripts scripts = new OutputScripts(ledger);
            try (Neo4jWriter writer =
                    Neo4jWriter.open(connection, ledger.network(), 0, Addresses.of(ledger.network())::address)) {
                writer.copy(ledger, ledger.to(), output -> script(scripts, output), Progress.NONE);
            }
        }
    }

    private static Optional<byte[]> script(OutputScripts scripts, Output output) {
        try {
            return scripts.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.stop();
    }

    private Workbench bench(OpenChain chain, String name) {
        return new Workbench(
                SampleLedger.atOnce(),
                TEXTS,
                new Settings(),
                OpenedCase.unnamed(chain, folder.resolve(name)),
                new Login(TEXTS, SERVER));
    }

    private static List<ResultRow> traced(Workbench bench) {
        bench.search().text().set(SampleChain.LOOT.toString());
        bench.search().search();
        bench.trace().seed(SampleChain.LOOT);
        bench.trace().trace();
        return List.copyOf(bench.result().rows());
    }

    @Test
    void theScreensShowTheSameOverBothStoresAndPublishingAgainChangesNothing() throws IOException {
        try (OpenChain ledger = SampleLedger.open();
                OpenChain database = OpenChain.open(new Login(TEXTS, SERVER).address(), ledger.tags())) {
            Workbench local = bench(ledger, "local");
            Workbench remote = bench(database, "remote");
            assertThat(traced(remote)).hasSize(844).isEqualTo(traced(local));
            assertThat(remote.search().answer().get())
                    .isEqualTo(local.search().answer().get());
            assertThat(remote.flow().boxes()).isEqualTo(local.flow().boxes());
            remote.export().kind().set(Kind.BUNDLE);
            remote.export().file().set(folder.resolve("made.zip").toString());
            remote.export().export(part -> {
                throw new AssertionError("no picture is asked for");
            });
            assertThat(remote.export().status().get()).startsWith("a bundle holds raw transactions");
            assertThat(folder.resolve("made.zip")).doesNotExist();
            local.export().publish();
            assertThat(local.export().status().get()).startsWith("Published to bolt://");
            remote.export().publish();
            assertThat(remote.export().status().get()).contains("holds this publication already");
        }
    }

    @Test
    void aNewCaseRestsOnTheDatabaseThatWasOpen() throws IOException {
        AtomicReference<Optional<OpenedCase>> made = new AtomicReference<>(Optional.empty());
        UserFolders folders =
                new UserFolders(Map.of("XDG_DATA_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString()));
        try (OpenChain database = OpenChain.open(new Login(TEXTS, SERVER).address(), Tags.NONE)) {
            new WelcomeViewModel(
                            SampleLedger.atOnce(),
                            TEXTS,
                            new Settings(),
                            folders,
                            new Login(TEXTS, SERVER),
                            opened -> made.set(Optional.of(opened)))
                    .newCase(folder.resolve("theft"), database);
        }
        OpenedCase opened = made.get().orElseThrow();
        try (OpenChain chain = opened.chain()) {
            assertThat(chain.ledger()).isEmpty();
            assertThat(chain.info().to()).isEqualTo(437);
            assertThat(chain.graph().outputs(SampleChain.LOOT)).hasSize(1);
            assertThat(opened.isNamed()).isTrue();
            assertThat(folder.resolve("theft").resolve("case.json")).isNotEmptyFile();
        }
    }

    @Test
    void theCaseIsPublishedAsItIsNowWithAllItsTracesAndNotes() throws IOException {
        try (OpenChain ledger = SampleLedger.open()) {
            Workbench bench = bench(ledger, "published");
            for (String policy : List.of("lifo", "haircut")) {
                bench.trace().policy().set(Policies.named(policy).orElseThrow());
                traced(bench);
            }
            bench.annotate().note("seen on the way out");
            bench.annotate().tag(true, "thief", "report 7", "forensic");
            bench.export().publishCase();
            assertThat(bench.export().status().get())
                    .matches("Published to bolt://.* as case-[0-9a-f]{16}: 2 traces; .*");
            bench.export().publishCase();
            assertThat(bench.export().status().get()).contains("holds this publication already");
            try (Neo4jConnection connection = Neo4jConnection.open(SERVER.address())) {
                assertThat(new Neo4jPublisher(connection).published())
                        .anyMatch(each -> each.policy().equals(Optional.of("haircut")))
                        .anyMatch(each -> each.id().startsWith("case-"));
            }
        }
    }
}
