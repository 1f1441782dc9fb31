package clayton.desktop;

import clayton.desktop.session.OpenChain;
import clayton.desktop.session.Work;
import clayton.store.Ledger;
import clayton.workspace.Loading;
import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// The sample chain's ledger, loaded once for all tests of this process; each test opens it for itself.
public final class SampleLedger {
    private static final Path FOLDER =
            Path.of("target", "test-ledger-" + Ledger.FORMAT).toAbsolutePath();

    private SampleLedger() {}

    public static synchronized OpenChain open() throws IOException {
        Files.createDirectories(FOLDER.getParent());
        SampleChain sample = SampleChain.unpackInto(FOLDER);
        new Loading(
                        sample.blocks(),
                        FOLDER.resolve("ledger"),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty())
                .run((work, done, total) -> true);
        return OpenChain.open(FOLDER.resolve("ledger"), sample.tags());
    }

    /// Work that is done at once, on the calling thread.
    public static Work atOnce() {
        return new Work(Runnable::run, Runnable::run);
    }
}
