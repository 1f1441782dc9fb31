package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/// The reference's runs as evidence bundles: the trace in each says what the reference says, and each holds for both
/// verifiers.
final class OracleBundleTest extends OracleContract {
    @TempDir
    private static Path folder;

    private static final List<Path> BUNDLES = new ArrayList<>();

    @AfterAll
    static void holdForTheIndependentVerifier() throws Exception {
        SharedData.file("regtest/oracle-spec.json.gz");
        assertThat(BUNDLES).hasSize(94);
        assertThat(Bundles.pythonOverAll(BUNDLES)).isEmpty();
    }

    @Override
    boolean proves() {
        return false;
    }

    /// Answers the trace that is in the bundle.
    @Override
    Run ask(List<Object> words, Path ledger) {
        Path bundle = folder.resolve(BUNDLES.size() + ".zip");
        BUNDLES.add(bundle);
        List<Object> export = new ArrayList<>(List.of("export", "bundle", "--direction", words.get(1)));
        export.addAll(words.subList(2, words.size()));
        export.remove("--json");
        export.addAll(List.of("--ledger", ledger, "--out", bundle));
        Run exported = Run.of(export.toArray());
        assertThat(exported.code()).as(export + ": " + exported.err()).isZero();
        Run verified = Run.of("verify", bundle);
        assertThat(verified.code()).as(export + ": " + verified.out()).isZero();
        String policy = words.get(words.indexOf("--policy") + 1).toString();
        try {
            byte[] trace = Bundles.read(bundle).files().get("traces/" + policy + ".json");
            return new Run(0, new String(trace, StandardCharsets.US_ASCII), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
