package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import java.io.IOException;

/// Whoever spends several outputs in one transaction holds the keys of all of them. Pay-to-anchor and a bare OP_TRUE
/// have no key: anyone spends them, beside any other's coins, so they are linked with one another only.
final class MultiInput implements Heuristic {
    private static final byte[] ANCHOR = {0x51, 0x02, 0x4e, 0x73};
    private static final byte[] OP_TRUE = {0x51};

    @Override
    public String name() {
        return "multi-input";
    }

    @Override
    public String source() {
        return "Nakamoto 2008, section 10; Reid and Harrigan 2011; Meiklejohn et al. 2013, heuristic 1";
    }

    @Override
    public Linker over(TransactionGraph graph, int until) throws IOException {
        int anchor = graph.scriptNumber(ANCHOR).orElse(BlockView.NO_SCRIPT);
        int opTrue = graph.scriptNumber(OP_TRUE).orElse(BlockView.NO_SCRIPT);
        return (block, transaction, links) -> link(block, transaction, anchor, opTrue, links);
    }

    private static void link(BlockView block, int transaction, int anchor, int opTrue, Links links) {
        int end = block.firstInput[transaction + 1];
        int script = BlockView.NO_SCRIPT;
        int keyless = BlockView.NO_SCRIPT;
        for (int i = block.firstInput[transaction]; i < end; i++) {
            int other = block.inputScripts[i];
            if (other == BlockView.NO_SCRIPT || other == script) {
                continue;
            }
            if (other == anchor || other == opTrue) {
                keyless = join(keyless, other, links);
            } else {
                script = join(script, other, links);
            }
        }
    }

    /// Links a script with the first of its sort, if it is not the first itself; answers the first.
    private static int join(int first, int other, Links links) {
        if (first == BlockView.NO_SCRIPT) {
            return other;
        }
        links.join(first, other);
        return first;
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
