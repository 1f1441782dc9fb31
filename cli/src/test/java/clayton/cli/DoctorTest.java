package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damage on the disk that a ledger lies on.
final class DoctorTest {
    private static final int CHUNK = 1 << 16;
    private static final int HEADER = 64;
    private static final Pattern OFFSET = Pattern.compile(", offset ([0-9]+):");

    @TempDir
    private Path folder;

    /// All bytes of the header, the first and last of every chunk, and many between.
    @Test
    void everyFlippedByteIsFoundAndNamedWithFileAndOffset() throws IOException {
        Path ledger = Sample.ledger(folder);
        Random random = new Random(6);
        for (Path file : files(ledger)) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at : places(bytes.length, random)) {
                byte sound = bytes[at];
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
                Run doctor = Run.of("doctor", "--ledger", ledger);
                assertThat(doctor.code()).as(file + " at " + at).isEqualTo(ExitCode.NEGATIVE);
                assertThat(doctor.out()).contains("NOT WELL: " + file + ", offset ");
                assertThat(offset(doctor.out())).as(file + " at " + at).isBetween(0, bytes.length - 1);
                if (!file.endsWith("commit") && at >= HEADER) {
                    assertThat(offset(doctor.out())).isEqualTo(at / CHUNK * CHUNK);
                }
                bytes[at] = sound;
                Files.write(file, bytes);
            }
        }
        assertThat(Run.of("doctor", "--ledger", ledger).code()).isZero();
    }

    /// Whatever a command answers, it answers from sound bytes: with all chunks of a column damaged it either did not
    /// need the column and answers as before, or says which file is damaged and answers nothing.
    @Test
    void aDamagedLedgerIsNeverSilentlyUsed() throws IOException {
        Path ledger = Sample.ledger(folder);
        List<String> questions = List.of(
                "info --json",
                "tx " + Sample.THEFT_TXID + " --json",
                "output " + Sample.THEFT + " --json",
                "trace forward " + Sample.THEFT + " --json",
                "load --blocks " + Sample.blocks(folder) + " --json");
        Set<String> refused = new TreeSet<>();
        for (String question : questions) {
            Object[] words = (question + " --ledger " + ledger).split(" ");
            String sound = Run.of(words).out();
            for (Path file : files(ledger)) {
                byte[] bytes = Files.readAllBytes(file);
                byte[] damaged = bytes.clone();
                for (int at = HEADER; at < damaged.length; at += 1000) {
                    damaged[at] ^= 1;
                }
                damaged[damaged.length - 1] ^= 1;
                Files.write(file, damaged);
                Run run = Run.of(words);
                if (run.code() == ExitCode.DATA) {
                    assertThat(run.out()).isEmpty();
                    assertThat(run.err()).contains(file + ", offset ").hasLineCount(1);
                    refused.add(file.getFileName().toString());
                } else {
                    assertThat(run.code()).isZero();
                    assertThat(run.out()).as(question + " with " + file).isEqualTo(sound);
                }
                Files.write(file, bytes);
            }
        }
        assertThat(refused).contains("commit", "blocks", "transactions", "inputs", "values", "spenders");
    }

    private static Set<Integer> places(int length, Random random) {
        Set<Integer> places = new TreeSet<>();
        for (int at = 0; at < Math.min(HEADER, length); at += 3) {
            places.add(at);
        }
        for (int chunk = 0; chunk < length; chunk += CHUNK) {
            places.add(chunk);
            places.add(Math.min(length, chunk + CHUNK) - 1);
        }
        for (int i = 0; i < 10; i++) {
            places.add(random.nextInt(length));
        }
        return places;
    }

    private static int offset(String text) {
        Matcher offset = OFFSET.matcher(text);
        assertThat(offset.find()).isTrue();
        return Integer.parseInt(offset.group(1));
    }

    /// All files of a ledger that hold something.
    private static List<Path> files(Path ledger) throws IOException {
        try (var files = Files.list(ledger)) {
            return files.filter(file -> file.toFile().length() > 0).sorted().toList();
        }
    }
}
