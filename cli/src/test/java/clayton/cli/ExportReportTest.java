package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports as their readers get them.
final class ExportReportTest {
    @TempDir
    private static Path folder;

    private static Path ledger;

    @BeforeAll
    static void load() throws IOException {
        ledger = Sample.ledger(folder);
    }

    @Test
    void aReportHoldsEveryPartAndEveryHop() throws IOException {
        String html = Files.readString(report("whole.html", "--policy", "fifo,haircut"));
        assertThat(html)
                .contains(
                        "The question",
                        "The data",
                        "32ed1ea4129a16654ebf89416a47e70e509bc758637be0cb7e1c6b399ee5cd83",
                        "The answer in short",
                        "How it counts",
                        "<svg ",
                        "Where the satoshis are now",
                        "By other rules",
                        "Clusters",
                        "Peel chains",
                        "What this does not say",
                        "of pairs in one cluster have one owner",
                        "Words",
                        "450.20813064 BTC");
        assertThat(html.lines().filter(line -> line.contains("getrawtransaction ")))
                .hasSize(624);
    }

    @Test
    void theWordsAreThoseOfEvidence() throws IOException {
        String html = Files.readString(report("words.html"));
        assertThat(html)
                .contains("consistent with")
                .doesNotContainIgnoringCase("belongs to")
                .doesNotContain("clean");
    }

    @Test
    void aReportNeedsNothingFromElsewhere() throws IOException {
        String html = Files.readString(report("alone.html"));
        assertThat(html)
                .doesNotContain("<script", "http://", "https://", "src=", "url(", "@import", "<link")
                .contains("default-src 'none'", "prefers-color-scheme:dark", "@media print");
    }

    @Test
    void wordsOfStrangersCannotBecomeMarkupOrTurnTheText() throws IOException {
        Path seeds = Files.writeString(
                folder.resolve("evil.csv"), Sample.THEFT + ",,,<script>alert(1)</script>\u202e\u001b[31m\"'&\u0000\n");
        Path out = folder.resolve("evil.html");
        Run run = Run.of("export", "report", "--seeds", seeds, "--until", 184, "--ledger", ledger, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        String html = Files.readString(out);
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "\u202e", "\u001b", "\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "pdf"})
    void theSameReportHasTheSameBytes(String form) throws IOException {
        byte[] first = Files.readAllBytes(report("a." + form, "--until", "190"));
        assertThat(report("b." + form, "--until", "190")).hasBinaryContent(first);
    }

    @Test
    void aPdfSaysTheSameAsTheHtml() throws Exception {
        assumeTrue(Program.can("pdftotext", "-v"), "needs pdftotext (poppler-utils)");
        Path pdf = report("whole.pdf", "--policy", "fifo,haircut");
        String text = ExportGraphTest.output("pdftotext", "-raw", pdf.toString(), "-");
        assertThat(text).contains("The question", "450.20813064 BTC", "Peel chains", "By other rules");
        assertThat(text.split("getrawtransaction ", -1)).hasSize(625);
    }

    @Test
    void aPdfPrintsOtherScriptsAndWritesOutWhatNoFontOfItsHas() throws Exception {
        assumeTrue(Program.can("pdftotext", "-v"), "needs pdftotext (poppler-utils)");
        Path seeds = Files.writeString(
                folder.resolve("scripts.csv"),
                Sample.THEFT + ",,,\u0431\u0438\u0440\u0436\u0430 \u03b1\u03b2 \u4e2d\n");
        byte[][] twice = new byte[2][];
        Path out = folder.resolve("scripts.pdf");
        for (int i = 0; i < 2; i++) {
            Run run = Run.of("export", "report", "--seeds", seeds, "--until", 184, "--ledger", ledger, "--out", out);
            assertThat(run.code()).as(run.err()).isZero();
            twice[i] = Files.readAllBytes(out);
        }
        assertThat(twice[0]).isEqualTo(twice[1]);
        assertThat(ExportGraphTest.output("pdftotext", "-raw", out.toString(), "-"))
                .contains("\u0431\u0438\u0440\u0436\u0430 \u03b1\u03b2 <U+4E2D>");
    }

    @Test
    void aBackwardReportSpeaksOfOrigins() throws IOException {
        Path out = folder.resolve("back.html");
        Run run = Run.of(
                "export",
                "report",
                "345f6fbaf89332d38eb0c38cb22e9b46431e16938b8028efc12530761cbb6a30:0",
                "--direction",
                "backward",
                "--ledger",
                ledger,
                "--out",
                out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(out)).contains("Where these satoshis came from", "minted", "8.50093027");
    }

    @Test
    void tagsStandBesideAddressesWithTheirSource() throws IOException {
        String address = "bcrt1qktt9j25zhe9nde9cerr3a8c87c3qscu5alky5q";
        Path home = Files.createDirectories(folder.resolve("home"));
        Map<String, String> user = Map.of("XDG_DATA_HOME", home.toString(), "XDG_CACHE_HOME", home.toString());
        Path tags = Files.writeString(folder.resolve("thief.csv"), address + ",thief\n");
        Run.with(user, "tags", "import", tags, "--confidence", "forensic");
        Path out = folder.resolve("tagged.html");
        Run run = Run.with(user, "export", "report", Sample.THEFT, "--until", 182, "--ledger", ledger, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(out)).contains("thief (source thief.csv, confidence forensic)");
    }

    @Test
    void aReportIsHtmlOrPdf() {
        Run run = Run.of("export", "report", Sample.THEFT, "--ledger", ledger, "--out", folder.resolve("x.doc"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("neither .html nor .pdf");
    }

    private static Path report(String name, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.add(Sample.THEFT);
        return Sample.export(ledger, "report", folder.resolve(name), words.toArray());
    }
}
