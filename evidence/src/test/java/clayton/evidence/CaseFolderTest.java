package clayton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder of a case, and what becomes of it in wrong hands.
final class CaseFolderTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00.5Z"));

    @TempDir
    private Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void make() throws IOException {
        folder = temp.resolve("case");
        CaseFolder made = CaseFolder.create(folder, "Theft \u202e", NOON);
        made.save("note", Map.of(), made.document().with(new CaseDocument.Note(made.now(), "", "seen")));
        made.attach(Files.writeString(temp.resolve("report.txt"), "a report"));
        TreeMap<String, String> colours = new TreeMap<>(Map.of("loot", "#ff0000"));
        CaseDocument.Element element =
                new CaseDocument.Element("output", "x:0", 1.5, -2.0, "#00ff00", true, "loot", null, null);
        made.save("picture", Map.of("elements", "1"), made.document().withPicture(List.of(element), colours));
        made.save(
                "decide", Map.of(), made.document().with(new CaseDocument.Decision(made.now(), "freeze", "it moves")));
    }

    @Test
    void aCaseOpensTheSameWhereverItIsCopied() throws IOException {
        CaseFolder here = CaseFolder.open(folder, NOON);
        Path there = temp.resolve("there");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, there.resolve(folder.relativize(file).toString()));
            }
        }
        CaseFolder copied = CaseFolder.open(there, NOON);
        assertThat(copied.document()).isEqualTo(here.document());
        assertThat(copied.digest()).isEqualTo(here.digest());
        assertThat(copied.log()).isEqualTo(here.log());
        assertThat(Files.readString(there.resolve("case.json")))
                .doesNotContain(temp.toString())
                .matches("\\p{ASCII}*");
        assertThat(here.document().elements())
                .singleElement()
                .satisfies(element -> assertThat(element.x()).isEqualTo(1.5));
        assertThat(here.document().decisions()).hasSize(1);
        assertThat(here.document().colours()).containsEntry("loot", "#ff0000");
    }

    @Test
    void theLogSaysWhatWasDoneAndWhatTheCaseWasBeforeAndAfter() throws IOException {
        CaseFolder opened = CaseFolder.open(folder, NOON);
        List<CaseFolder.Entry> log = opened.log();
        assertThat(log)
                .extracting(CaseFolder.Entry::action)
                .containsExactly("new", "note", "attach", "picture", "decide");
        assertThat(log).extracting(CaseFolder.Entry::time).containsOnly("2026-01-02T12:00:00Z");
        assertThat(log.getFirst().before()).isEmpty();
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.get(i).before()).isEqualTo(log.get(i - 1).after());
        }
        assertThat(log.getLast().after()).isEqualTo(opened.digest());
    }

    @Test
    void anyChangeOfALogLineIsNamed() throws IOException {
        Path log = folder.resolve("log.jsonl");
        List<String> lines = Files.readAllLines(log);
        for (int i = 0; i < lines.size(); i++) {
            for (String wrong : List.of(
                    lines.get(i).replace("2026-01-02", "2026-01-03"),
                    lines.get(i).replace("\"number\":", "\"number\": "),
                    lines.get(i).substring(0, lines.get(i).length() - 1),
                    "")) {
                List<String> changed = new ArrayList<>(lines);
                changed.set(i, wrong);
                Files.write(log, changed);
                int line = i + 1;
                assertThatThrownBy(() -> CaseFolder.open(folder, NOON))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("log.jsonl, line " + line);
            }
        }
    }

    @Test
    void aLineTakenOutOrMovedIsNamedAndAShortenedLogDoesNotFitTheCase() throws IOException {
        Path log = folder.resolve("log.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.write(log, List.of(lines.get(0), lines.get(2), lines.get(3), lines.get(4)));
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("line 2");
        Files.write(log, List.of(lines.get(1), lines.get(0)));
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("line 1");
        Files.write(log, lines.subList(0, 3));
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("case.json is not what");
        Files.write(log, List.of());
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("case.json is not what");
    }

    @Test
    void aFileOfTheCaseThatWasChangedIsNamed() throws IOException {
        Files.writeString(folder.resolve("attachments/report.txt"), "A report");
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("report.txt is not the file");
        Files.delete(folder.resolve("attachments/report.txt"));
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("report.txt is missing");
        Path secret = Files.writeString(temp.resolve("secret"), "a report");
        Files.createSymbolicLink(folder.resolve("attachments/report.txt"), secret);
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("no file of the case's own");
    }

    @Test
    void namesThatLeadOutOfTheFolderAreRefused() throws IOException {
        CaseFolder opened = CaseFolder.open(folder, NOON);
        for (String name : List.of(
                "../secret", "/etc/passwd", "attachments/../../x", "C:\\x", "attachments/.x", "x", "traces/a\u0000b")) {
            assertThatThrownBy(() -> opened.content(new CaseDocument.Stored(name, 1, "")))
                    .as(name)
                    .hasMessageContaining("names no file of the case");
        }
    }

    @Test
    void aSaveThatWasCutShortIsToldAndTheCaseIsAsBefore() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("case.json"));
        CaseFolder opened = CaseFolder.open(folder, NOON);
        opened.save("note", Map.of(), opened.document().with(new CaseDocument.Note("now", "", "more")));
        Files.write(folder.resolve("case.json"), before);
        CaseFolder again = CaseFolder.open(folder, NOON);
        assertThat(again.isCutShort()).isTrue();
        again.save("note", Map.of(), again.document().with(new CaseDocument.Note("now", "", "more")));
        assertThat(CaseFolder.open(folder, NOON).isCutShort()).isFalse();
    }

    @Test
    void ofTwoThatSaveTheSecondIsTold() throws IOException {
        CaseFolder one = CaseFolder.open(folder, NOON);
        CaseFolder other = CaseFolder.open(folder, NOON);
        one.save("note", Map.of(), one.document().with(new CaseDocument.Note("now", "", "one")));
        assertThatThrownBy(() ->
                        other.save("note", Map.of(), other.document().with(new CaseDocument.Note("now", "", "two"))))
                .hasMessageContaining("changed by another program");
    }

    @Test
    void aFolderThatHoldsOtherThingsIsNoNewCase() {
        assertThatThrownBy(() -> CaseFolder.create(folder, "x", NOON)).hasMessageContaining("is there already");
        assertThatThrownBy(() -> CaseFolder.open(temp, NOON)).isInstanceOf(IOException.class);
    }

    @Test
    void aCaseOfALaterFormIsNotGuessedAt() throws IOException {
        Path file = folder.resolve("case.json");
        Files.writeString(file, Files.readString(file).replace("clayton.case/1", "clayton.case/2"));
        assertThatThrownBy(() -> CaseFolder.open(folder, NOON)).hasMessageContaining("clayton.case/2");
    }

    @Test
    void aCopyIsTheCaseWithItsLogAndFilesAndGoesItsOwnWay() throws IOException {
        CaseFolder here = CaseFolder.open(folder, NOON);
        CaseFolder copy = here.copyTo(temp.resolve("copy"));
        copy.save("save-as", Map.of(), copy.document());
        CaseFolder read = CaseFolder.open(temp.resolve("copy"), NOON);
        assertThat(read.document()).isEqualTo(here.document());
        assertThat(read.log()).hasSize(here.log().size() + 1);
        assertThat(CaseFolder.open(folder, NOON).log()).isEqualTo(here.log());
        assertThatThrownBy(() -> here.copyTo(temp.resolve("copy"))).hasMessageContaining("is there already");
    }

    @Test
    void whatIsNotSavedLiesBesideTheCaseUntilTheCaseIsAnother() throws IOException {
        CaseFolder opened = CaseFolder.open(folder, NOON);
        CaseDocument later = opened.document().with(new CaseDocument.Note("now", "", "unsaved"));
        CaseAutosave.Step step = new CaseAutosave.Step("2026-01-02T12:00:01Z", "note", new TreeMap<>(Map.of("a", "b")));
        opened.autosave(CaseAutosave.of(opened, Optional.of(temp.resolve("ledger")), List.of(step), later));
        CaseFolder again = CaseFolder.open(folder, NOON);
        assertThat(again.document()).isEqualTo(opened.document());
        CaseAutosave left = again.autosaved().orElseThrow();
        assertThat(left.document()).isEqualTo(later);
        assertThat(left.summary()).containsExactly(Map.entry("step 0001", "2026-01-02T12:00:01Z note {a=b}"));
        again.save("note", Map.of(), again.document().with(new CaseDocument.Note("now", "", "another")));
        assertThatThrownBy(again::autosaved).hasMessageContaining("saved by something else since");
        again.forgetAutosave();
        assertThat(again.autosaved()).isEmpty();
        Files.writeString(folder.resolve("autosave.json"), "{}");
        assertThatThrownBy(again::autosaved).isInstanceOf(IOException.class).hasMessageContaining("autosave.json");
    }

    @Test
    void namesOfTracesAreNotUsedTwice() {
        assertThat(CaseTrace.nextName(List.of())).isEqualTo("trace-1");
        CaseDocument.Trace third = new CaseDocument.Trace(
                "trace-3",
                "",
                "forward",
                List.of(),
                "",
                "",
                0,
                List.of(),
                null,
                new CaseDocument.Basis("regtest", 0, 0, ""),
                List.of());
        assertThat(CaseTrace.nextName(List.of(third))).isEqualTo("trace-4");
    }
}
