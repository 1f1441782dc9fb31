package clayton.desktop;

import clayton.desktop.casefile.OpenedCase;
import clayton.desktop.session.Settings;
import clayton.desktop.session.Texts;
import clayton.desktop.session.Work;
import clayton.desktop.store.Login;
import clayton.desktop.workbench.Workbench;
import clayton.store.neo4j.LocalNeo4j;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Workbenches in English for tests, over the sample chain unless they say otherwise.
public final class SampleBench {
    private SampleBench() {}

    /// A case that nobody named; it lies below `home`.
    public static Workbench open(Work work, Path home) throws IOException {
        return open(work, home, OpenedCase.unnamed(SampleLedger.open(), home.resolve("unnamed")));
    }

    public static Workbench open(Work work, Path home, OpenedCase opened) {
        Texts texts = new Texts(Locale.ENGLISH);
        return new Workbench(work, texts, new Settings(), opened, new Login(texts, new LocalNeo4j(home)));
    }
}
