package clayton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clayton.workspace.SampleChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The chain that comes with the program, for tests that need no other data.
final class Sample {
    static final String THEFT_TXID = "b4bf77dd5addc5a556c8d3b2c3eb63680f9ba92cbdee5341046c994b8c7ce3e1";

    /// What the thief took.
    static final String THEFT = THEFT_TXID + ":1";

    private Sample() {}

    static Path blocks(Path folder) throws IOException {
        return SampleChain.unpackInto(folder).blocks();
    }

    /// Exports what the words ask for as a file of this kind, and answers the file.
    static Path export(Path ledger, String kind, Path out, Object... words) {
        List<Object> all = new ArrayList<>(List.of("export", kind, "--ledger", ledger, "--out", out));
        all.addAll(List.of(words));
        Run run = Run.of(all.toArray());
        assertThat(run.code()).as(all + ": " + run.err()).isZero();
        return out;
    }

    /// Loads the whole chain into a ledger below the folder.
    static Path ledger(Path folder) throws IOException {
        Path ledger = folder.resolve("ledger");
        Run load = Run.of("load", "--blocks", blocks(folder), "--ledger", ledger);
        assertThat(load.code()).as(load.err()).isZero();
        return ledger;
    }
}
