package clayton.clustering;

import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;

/// Remembers the kinds of scripts, by their numbers: a byte a script, for those stretches of the numbers that were
/// asked for. As safe for concurrent use as its graph: two threads at worst find out the same thing.
final class ScriptKinds {
    private static final ScriptKind[] KINDS = ScriptKind.values();
    private static final int STRETCH_BITS = 16;
    private static final int STRETCH = 1 << STRETCH_BITS;

    private final TransactionGraph graph;

    /// Per stretch, per script: where its kind stands in `KINDS`, plus one; 0 as long as nobody has asked.
    private byte[][] stretches = new byte[0][];

    ScriptKinds(TransactionGraph graph) {
        this.graph = graph;
    }

    ScriptKind of(int script) throws IOException {
        byte[] stretch = stretch(script >>> STRETCH_BITS);
        int at = script & STRETCH - 1;
        byte place = stretch[at];
        if (place == 0) {
            place = (byte) (Arrays.binarySearch(KINDS, ScriptKind.of(graph.script(script))) + 1);
            stretch[at] = place;
        }
        return KINDS[place - 1];
    }

    private byte[] stretch(int number) {
        byte[][] known = stretches;
        if (number >= known.length) {
            int before = known.length;
            known = Arrays.copyOf(known, number + 1);
            Arrays.fill(known, before, known.length, new byte[0]);
            stretches = known;
        }
        if (known[number].length == 0) {
            known[number] = new byte[STRETCH];
        }
        return known[number];
    }
}
