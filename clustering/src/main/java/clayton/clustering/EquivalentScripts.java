package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import clayton.clustering.Equivalents.Equivalent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Scripts that one key or one script opens are of one owner: P2PK, P2PKH, P2WPKH and P2SH-P2WPKH of a key, P2SH and
/// P2WSH around a script. A link is made by the transaction in which the later of the two first appears. Looks every
/// script of the range up, which takes some microseconds each.
final class EquivalentScripts implements Heuristic {
    @Override
    public String name() {
        return "equivalent-scripts";
    }

    @Override
    public String source() {
        return "BIP 16, BIP 141, BIP 143; BlockSci 2020, section 3.3 (equivalent addresses)";
    }

    @Override
    public boolean restsOnScripts() {
        return true;
    }

    @Override
    public Linker over(TransactionGraph graph, int until) throws IOException {
        Map<Integer, List<Integer>> earlier = new HashMap<>();
        Equivalents equivalents = new Equivalents();
        int scripts = graph.scripts(until);
        for (int script = 0; script < scripts; script++) {
            for (Equivalent equivalent : equivalents.of(graph.script(script))) {
                OptionalInt other = graph.scriptNumber(equivalent.script());
                if (other.isPresent() && other.getAsInt() < scripts) {
                    int later = Math.max(script, other.getAsInt());
                    earlier.computeIfAbsent(later, any -> new ArrayList<>()).add(Math.min(script, other.getAsInt()));
                }
            }
        }
        return (block, transaction, links) -> link(block, transaction, earlier, links);
    }

    private static void link(BlockView block, int transaction, Map<Integer, List<Integer>> earlier, Links links) {
        int input = block.firstInput[transaction];
        int output = block.firstOutput[transaction];
        link(block, block.inputScripts, input, block.firstInput[transaction + 1], earlier, links);
        link(block, block.outputScripts, output, block.firstOutput[transaction + 1], earlier, links);
    }

    private static void link(
            BlockView block, int[] scripts, int from, int to, Map<Integer, List<Integer>> earlier, Links links) {
        for (int i = from; i < to; i++) {
            int script = scripts[i];
            if (script >= block.scriptsBefore) {
                earlier.getOrDefault(script, List.of()).forEach(former -> links.join(former, script));
            }
        }
    }

    @Override
    public String reason(TransactionGraph graph, Link link) throws IOException {
        byte[] from = graph.script(link.from());
        byte[] to = graph.script(link.to());
        return why(from, to).or(() -> why(to, from)).orElse("through a script that is equivalent to both");
    }

    private static Optional<String> why(byte[] script, byte[] other) {
        return new Equivalents()
                .of(script).stream()
                        .filter(equivalent -> Arrays.equals(equivalent.script(), other))
                        .map(Equivalent::why)
                        .findFirst();
    }
}
