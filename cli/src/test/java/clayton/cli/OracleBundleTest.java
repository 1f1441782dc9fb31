package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The reference's runs as evidence bundles: each holds for both verifiers, and what it says is what the reference
/// says.
final class OracleBundleTest extends OracleContract {
    @TempDir
    private static Path folder;

    private static PythonVerifier python;
    private static int N;

    @BeforeAll
    static void start() throws IOException {
        python = new PythonVerifier();
    }

    @AfterAll
    static void stop() throws IOException {
        python.close();
    }

    @Override
    boolean proves() {
        return false;
    }

    @Override
    Run ask(List<Object> words, Path ledger) {
        try {
            return bundled(words, ledger);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Run bundled(List<Object> traced, Path ledger) throws IOException {
        Path bundle = Path.of("/tmp/X-seven/corpus/oracle-" + N++ + ".zip");
        List<Object> words = new ArrayList<>(traced);
        words.removeAll(List.of("--json", "--prove"));
        words.subList(0, 2).clear();
        words.addAll(0, List.of("export", "bundle", "--direction", traced.get(1)));
        words.addAll(List.of("--ledger", ledger, "--out", bundle));
        Run export = Run.of(words.toArray());
        if (export.code() != 0) {
            return export;
        }
        Run verified = Run.of("verify", bundle);
        assertThat(verified.code()).as(verified.out()).isZero();
        String policy = traced.get(traced.indexOf("--policy") + 1).toString();
        byte[] trace = Bundles.read(bundle).files().get("traces/" + policy + ".json");
        return new Run(0, new String(trace, StandardCharsets.US_ASCII), "");
    }
    static class PythonVerifier { void close() {} }
}
