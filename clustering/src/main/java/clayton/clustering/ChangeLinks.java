package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.BitSet;

/// Takes a payment's change to be its payer's: links the first input's script with the one output that a heuristic of
/// change leaves, if the payment has others to tell it from.
final class ChangeLinks implements Heuristic {
    private final ChangeHeuristic change;

    ChangeLinks(ChangeHeuristic change) {
        this.change = change;
    }

    @Override
    public String name() {
        return "change-" + change.name();
    }

    @Override
    public String source() {
        return change.source();
    }

    @Override
    public boolean needsGuard() {
        return true;
    }

    @Override
    public Linker over(TransactionGraph graph, int until) {
        Payment payment = new Payment(graph, until);
        return (block, transaction, links) -> {
            if (block.inputs(transaction) > 0 && block.outputs(transaction) > 1) {
                payment.show(block, transaction);
                link(payment, links);
            }
        };
    }

    private void link(Payment payment, Links links) throws IOException {
        int payer = payment.inputScript(0);
        if (payer != BlockView.NO_SCRIPT && payment.paying().cardinality() > 1) {
            BitSet left = change.candidates(payment);
            if (left.cardinality() == 1) {
                links.join(payer, payment.script(left.nextSetBit(0)));
            }
        }
    }

    @Override
    public String reason(TransactionGraph graph, Link link) throws IOException {
        Payment payment = new Payment(graph, graph.to());
        payment.read(link.transaction());
        BitSet outputs = payment.payingThat(
                output -> payment.script(output) == link.from() || payment.script(output) == link.to());
        return "change in output " + outputs.nextSetBit(0) + ": " + change.reason();
    }
}
