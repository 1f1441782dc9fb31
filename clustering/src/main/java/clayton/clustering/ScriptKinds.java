package clayton.clustering;

import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Remembers the kinds of scripts, by their numbers: 4 bytes a script, for those stretches of the numbers that were
/// asked for.
final class ScriptKinds {
    private static final int STRETCH_BITS = 16;
    private static final int STRETCH = 1 << STRETCH_BITS;

    private final TransactionGraph graph;
    private final List<@Nullable ScriptKind[]> stretches = new ArrayList<>();

    ScriptKinds(TransactionGraph graph) {
        this.graph = graph;
    }

    ScriptKind of(int script) throws IOException {
        @Nullable ScriptKind[] stretch = stretch(script >>> STRETCH_BITS);
        int at = script & STRETCH - 1;
        ScriptKind kind = stretch[at];
        if (kind == null) {
            kind = ScriptKind.of(graph.script(script));
            stretch[at] = kind;
        }
        return kind;
    }

    private @Nullable ScriptKind[] stretch(int number) {
        while (stretches.size() <= number) {
            stretches.add(new ScriptKind[0]);
        }
        if (stretches.get(number).length == 0) {
            stretches.set(number, new ScriptKind[STRETCH]);
        }
        return stretches.get(number);
    }
}
