package clayton.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.desktop.SampleLedger;
import clayton.desktop.export.Kind;
import clayton.desktop.session.OpenChain;
import clayton.desktop.workbench.Workbench;
import clayton.desktop.workbench.WorkbenchView;
import clayton.store.Ledger;
import clayton.store.OlderLedgerException;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that a person chooses, and the question what shall become of work that is not saved.
final class FilesWindowTest {
    @TempDir
    private Path home;

    private static Path sampleLedger() throws IOException {
        try (OpenChain chain = SampleLedger.open()) {
            return chain.ledger().orElseThrow().folder();
        }
    }

    private static Workbench open(Screen screen) throws InterruptedException, IOException {
        screen.answers.add(sampleLedger());
        screen.click("open-ledger");
        screen.await(
                "the workbench",
                () -> screen.desktop.workbench().filter(WorkbenchView::isWhole).isPresent());
        return Screen.ask(() -> screen.desktop.workbench().orElseThrow().bench());
    }

    private static void trace(Screen screen, Workbench bench) throws InterruptedException {
        Screen.ask(() -> {
            bench.trace().seed(SampleChain.LOOT);
            return true;
        });
        screen.press(KeyCode.CONTROL, KeyCode.T);
        screen.await(
                "the trace",
                () -> bench.flow().boxes() > 20 && !bench.result().rows().isEmpty());
    }

    private static void verify(Screen screen, Path bundle) {
        screen.answers.add(bundle);
        screen.choose("Verify a bundle…");
    }

    private static String inDialog(Screen screen, String id) {
        return ((Label) screen.inDialogNow(id)).getText();
    }

    @Test
    void aBundleGoesWhereAPersonSaysAndIsVerified() throws InterruptedException, IOException {
        Path bundle = home.resolve("chosen.zip");
        Path table = home.resolve("rows.csv");
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Workbench bench = open(screen);
            trace(screen, bench);
            screen.press(KeyCode.ALT, KeyCode.DIGIT2);
            screen.answers.add(table);
            screen.click("result-export");
            screen.await("the table", () -> bench.result().status().get().contains(table.toString()));
            assertThat(table).content().startsWith("outpoint,height,");
            screen.press(KeyCode.CONTROL, KeyCode.E);
            screen.click("export.choose");
            String before = Screen.ask(() -> bench.export().file().get());
            assertThat(before).as("nothing was chosen").doesNotContain("chosen");
            screen.answers.add(bundle);
            screen.click("export.choose");
            Screen.ask(() -> {
                bench.export().kind().set(Kind.BUNDLE);
                return true;
            });
            screen.click("export.start");
            screen.await("the bundle", () -> bench.export().written().get().equals(Optional.of(bundle)));
            verify(screen, bundle);
            screen.await(
                    "what the bundle proves",
                    () -> inDialog(screen, "verify-status").contains(" holds: all that is proven"));
            screen.answer("OK");
        }
    }

    @Test
    void whatIsNoBundleIsNamedAsSuch() throws InterruptedException, IOException {
        Path text = Files.writeString(home.resolve("notes.zip"), "buy milk");
        Path nothing = Files.writeString(home.resolve("empty.zip"), "");
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            for (Path file : List.of(text, nothing, home, home.resolve("nowhere.zip"))) {
                Screen.ask(() -> {
                    screen.desktop.verify(file);
                    return true;
                });
                screen.await(
                        "the answer", () -> !inDialog(screen, "verify-status").startsWith("Checking"));
                assertThat(Screen.ask(() -> inDialog(screen, "verify-status")))
                        .contains(file.getFileName().toString())
                        .doesNotContain("please report");
                screen.answer("OK");
            }
        }
    }

    @Test
    void aNewCaseBeginsOverTheOpenChain() throws InterruptedException, IOException {
        Path folder = home.resolve("theft");
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            open(screen);
            screen.answers.add(folder);
            screen.choose("New case…");
            screen.await("the new case", () -> screen.desktop.title().get().equals("theft – Clayton"));
        }
        assertThat(folder.resolve("case.json")).isNotEmptyFile();
    }

    @Test
    void whoLeavesIsAskedAndMayStaySaveOrDrop() throws InterruptedException, IOException {
        Path folder = home.resolve("kept");
        AtomicInteger left = new AtomicInteger();
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            Workbench bench = open(screen);
            trace(screen, bench);
            leave(screen, left);
            screen.answer("Cancel");
            leave(screen, left);
            screen.answer("Save");
            assertThat(Screen.ask(() -> bench.ofCase().saved().get()))
                    .as("no folder was named")
                    .isFalse();
            assertThat(left).hasValue(0);
            screen.answers.add(folder);
            leave(screen, left);
            screen.answer("Save");
            screen.await("the leave", () -> left.get() == 1);
            assertThat(folder.resolve("case.json")).content().contains("trace-1");
            leave(screen, left);
            assertThat(left).as("all is saved").hasValue(2);
            Screen.ask(() -> {
                bench.annotate().note("not worth keeping");
                return true;
            });
            leave(screen, left);
            screen.answer("Do not save");
            screen.await("the leave", () -> left.get() == 3);
        }
        assertThat(folder.resolve("case.json")).content().doesNotContain("not worth keeping");
        assertThat(folder.resolve("autosave.json")).doesNotExist();
    }

    private static void leave(Screen screen, AtomicInteger left) {
        Screen.ask(() -> {
            screen.desktop.leave(left::incrementAndGet);
            return true;
        });
    }

    @Test
    void theBlocksOfAnOlderLedgerAreLoadedAgainAndItsCaseOpensOverThem() throws InterruptedException, IOException {
        Path old = copied(sampleLedger(), home.resolve("old"));
        Path theft = home.resolve("theft");
        try (Screen screen = new Screen(home, Locale.ENGLISH)) {
            screen.answers.add(old);
            screen.click("open-ledger");
            screen.await(
                    "the workbench",
                    () -> screen.desktop
                            .workbench()
                            .filter(WorkbenchView::isWhole)
                            .isPresent());
            Workbench bench =
                    Screen.ask(() -> screen.desktop.workbench().orElseThrow().bench());
            trace(screen, bench);
            screen.answers.add(theft);
            screen.press(KeyCode.CONTROL, KeyCode.S);
            screen.await("the save", () -> bench.ofCase().saved().get());
            Screen.ask(() -> {
                screen.desktop.showWelcome();
                return true;
            });
            makeOlder(old);
            byte[] commit = Files.readAllBytes(old.resolve("commit"));
            openCase(screen, theft);
            screen.await("the sentence", () -> status(screen).contains(old + " has format 2"));
            screen.click("load-again");
            screen.await("what to do", () -> status(screen).startsWith("The form now says"));
            assertThat(Screen.ask(() -> screen.nodeNow("load-again").isVisible()))
                    .isFalse();
            assertThat(Screen.ask(() ->
                            screen.desktop.welcome().orElseThrow().blocks().get()))
                    .isEqualTo(blocks(old).toString());
            screen.click("load");
            screen.await("the loaded chain", () -> screen.desktop.workbench().isPresent());
            Screen.ask(() -> {
                screen.desktop.showWelcome();
                return true;
            });
            openCase(screen, theft);
            screen.await("the case", () -> screen.desktop.title().get().startsWith("theft"));
            assertThat(old.resolve("commit")).hasBinaryContent(commit);
            assertThat(home.resolve("old-" + Ledger.FORMAT)).isDirectory();
        }
    }

    private static void openCase(Screen screen, Path folder) {
        screen.answers.add(folder);
        screen.click("open-case");
    }

    private static String status(Screen screen) {
        return ((Label) screen.nodeNow("welcome-status")).getText();
    }

    private static Path blocks(Path older) throws IOException {
        try (Ledger ledger = Ledger.open(older)) {
            throw new AssertionError(ledger.folder() + " is not older");
        } catch (OlderLedgerException e) {
            return e.blocksFolder();
        }
    }

    private static void makeOlder(Path ledger) throws IOException {
        Path commit = ledger.resolve("commit");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(commit)).putInt(8, 2);
        CRC32C sum = new CRC32C();
        sum.update(bytes.array(), 0, bytes.limit() - 4);
        Files.write(
                commit, bytes.putInt(bytes.limit() - 4, (int) sum.getValue()).array());
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
