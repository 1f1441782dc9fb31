package clayton.taint;

import clayton.chain.ChainBuilder;
import clayton.chain.ChainBuilder.Built;
import clayton.chain.ChainBuilder.Coin;
import clayton.chain.ChainBuilder.Tx;
import clayton.chain.MemoryGraph;
import clayton.chain.Network;
import clayton.chain.Progress;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A small regtest chain for one test, and short ways to trace it and to read the result.
final class Scene {
    final ChainBuilder chain = new ChainBuilder(Network.REGTEST);

    /// Coins of these values, all outputs of one coinbase.
    List<Coin> mint(long... values) {
        ChainBuilder.Plan plan = chain.next();
        for (long value : values) {
            plan.reward(value);
        }
        return plan.mine().coinbase().coins();
    }

    Built mine(Tx... txs) {
        return chain.next().add(txs).mine();
    }

    MemoryGraph graph() throws IOException {
        return graph(0, true);
    }

    MemoryGraph graph(int from, boolean undo) throws IOException {
        List<Built> blocks = chain.tip().chain();
        return MemoryGraph.of(
                Network.REGTEST,
                blocks.subList(from, blocks.size()).stream()
                        .map(block -> undo ? block.block() : block.blockWithoutUndo())
                        .toList());
    }

    ForwardTrace trace(TraceSettings settings, Seed... seeds) throws IOException {
        return new Tracer(graph()).forward(List.of(seeds), settings, Progress.NONE);
    }

    static Seed seed(Coin coin, String label) {
        return Seed.whole(coin.outPoint(), label);
    }

    /// Every holding by name, as `state(offset, length labels)…` or `state{label=amount}`, satoshis divided by
    /// `unit`.
    static SortedMap<String, String> told(ForwardTrace trace, long unit) throws IOException {
        SortedMap<String, String> told = new TreeMap<>();
        for (int i = 0; i < trace.size(); i++) {
            Holding holding = trace.holding(i);
            StringBuilder text = new StringBuilder(holding.state().toString());
            if (!(trace.settings().policy() instanceof Policy.Places)) {
                SortedMap<String, Long> units = new TreeMap<>(holding.labels());
                units.replaceAll((label, sats) -> sats / unit);
                text.append(units);
            }
            for (Run run : holding.runs()) {
                text.append('(').append(run.offsetSats() / unit).append(", ").append(run.lengthSats() / unit);
                text.append(' ').append(String.join("+", run.labels())).append(')');
            }
            told.put(holding.name(), text.toString());
        }
        return told;
    }
}
