package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import java.io.IOException;

/// Whoever spends several outputs in one transaction holds the keys of all of them.
final class MultiInput implements Heuristic {
    @Override
    public String name() {
        return "multi-input";
    }

    @Override
    public String source() {
        return "Nakamoto 2008, section 10; Reid and Harrigan 2011; Meiklejohn et al. 2013, heuristic 1";
    }

    @Override
    public Linker over(TransactionGraph graph, int until) {
        return MultiInput::link;
    }

    private static void link(BlockView block, int transaction, Links links) {
        int end = block.firstInput[transaction + 1];
        int script = BlockView.NO_SCRIPT;
        for (int i = block.firstInput[transaction]; i < end; i++) {
            int other = block.inputScripts[i];
            if (other == BlockView.NO_SCRIPT || other == script) {
                continue;
            }
            if (script == BlockView.NO_SCRIPT) {
                script = other;
            } else {
                links.join(script, other);
            }
        }
    }

    @Override
    public String reason(TransactionGraph graph, Link link) throws IOException {
        BlockView block = new BlockView();
        graph.read(link.transaction(), 1, block);
        return "spent together, by inputs " + input(block, link.from()) + " and " + input(block, link.to());
    }

    private static int input(BlockView block, int script) {
        for (int i = 0; i < block.inputs(0); i++) {
            if (block.inputScripts[i] == script) {
                return i;
            }
        }
        throw new IllegalArgumentException("the transaction does not spend script " + script);
    }
}
