package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, pressed on a load or an export in a process of its own: SIGINT.
final class InterruptionTest {
    private static final int LONG_SECONDS = 60;

    @TempDir
    private Path folder;

    private record Ended(int code, String err) {}

    @Test
    void ctrlCStopsALoadWhereItCanGoOn() throws Exception {
        for (String work : new String[] {"finding blocks", "reading blocks"}) {
            Path ledger = folder.resolve(work.replace(' ', '-'));
            ProcessBuilder builder = load(Program.in(folder), ledger);
            builder.environment().put("JDK_JAVA_OPTIONS", "-Dclayton.stderr.screen=true");
            Process process = builder.start();
            String shown = readUntil(process, work);
            interrupt(process.toHandle());
            Ended ended = end(process, shown);
            assertThat(ended.code).as(ended.err).isEqualTo(ExitCode.STOPPED);
            assertThat(ended.err).contains("stopping at the next safe point").contains("the same command ");
            assertResumes(ledger);
        }
    }

    /// Before the program can take the signal Java ends with 130; nothing is half done then either.
    @Test
    void ctrlCAtAnyMomentLeavesALedgerThatResumes() throws Exception {
        Random random = new Random(8);
        Path ledger = folder.resolve("often");
        for (int i = 0; i < 10; i++) {
            Process process = load(Program.in(folder), ledger).start();
            if (!process.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS)) {
                interrupt(process.toHandle());
            }
            Ended ended = end(process, "");
            assertThat(ended.code).as(ended.err).isIn(ExitCode.DONE, ExitCode.STOPPED, ExitCode.INTERRUPTED);
            assertThat(ended.err).doesNotContain("Exception");
        }
        assertResumes(ledger);
    }

    /// A disk so slow that no commit ends in time.
    @Test
    void ctrlCDoesNotWaitForACommitThatTakesLong() throws Exception {
        assumeTrue(Program.can("strace", "-o", "/dev/null", "true"), "needs strace, and the right to trace");
        Path ledger = folder.resolve("slow");
        Process process = load(
                        Program.in(
                                folder,
                                "strace",
                                "-f",
                                "-qq",
                                "-o",
                                "/dev/null",
                                "-e",
                                "trace=msync",
                                "-e",
                                "inject=msync:delay_enter=20s"),
                        ledger)
                .start();
        while (!ledger.resolve("values").toFile().exists()) {
            Thread.sleep(20);
        }
        interrupt(process.children().findFirst().orElseThrow());
        Ended ended = end(process, "");
        assertThat(ended.code).as(ended.err).isEqualTo(ExitCode.STOPPED);
        assertThat(ended.err).contains("the next safe point is too far");
        assertResumes(ledger);
    }

    /// A disk so slow that the file is written for a while.
    @Test
    void ctrlCInAnExportLeavesNothing() throws Exception {
        assumeTrue(Program.can("strace", "-o", "/dev/null", "true"), "needs strace, and the right to trace");
        Path ledger = Sample.ledger(folder);
        Path part = folder.resolve("flow.json.part");
        String slowly = "inject=write:delay_enter=300ms";
        Process process = Program.in(
                        folder, "strace", "-f", "-qq", "-o", "/dev/null", "-P", part.toString(), "-e", slowly)
                .builder("export", "json", Sample.THEFT, "--ledger", ledger, "--out", folder.resolve("flow.json"))
                .start();
        while (!part.toFile().exists() && process.isAlive()) {
            Thread.sleep(20);
        }
        interrupt(process.children().findFirst().orElseThrow());
        Ended ended = end(process, "");
        assertThat(ended.code).as(ended.err).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ended.err).contains("flow.json was not written").doesNotContain("commit");
        assertThat(part).doesNotExist();
        assertThat(folder.resolve("flow.json")).doesNotExist();
    }

    private ProcessBuilder load(Program program, Path ledger) throws IOException {
        return program.builder("load", "--blocks", Sample.blocks(folder), "--ledger", ledger)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static String readUntil(Process process, String words) throws IOException {
        StringBuilder read = new StringBuilder();
        Reader reader = process.errorReader();
        for (int c = reader.read(); c >= 0 && read.append((char) c).indexOf(words) < 0; c = reader.read()) {
            // on to the words
        }
        return read.toString();
    }

    private static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private static Ended end(Process process, String before) throws IOException, InterruptedException {
        try (Reader rest = process.errorReader()) {
            StringBuilder err = new StringBuilder(before);
            for (int c = rest.read(); c >= 0; c = rest.read()) {
                err.append((char) c);
            }
            assertThat(process.waitFor(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), err.toString());
        }
    }

    private void assertResumes(Path ledger) throws IOException {
        Run again = Run.of("load", "--blocks", Sample.blocks(folder), "--ledger", ledger);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Run.of("doctor", "--ledger", ledger).code()).isZero();
        assertThat(Run.of("info", "--ledger", ledger, "--json").out())
                .isEqualTo(Run.of("info", "--ledger", Sample.ledger(folder), "--json")
                        .out());
    }
}
