package clayton.store.neo4j;

import clayton.chain.BlockSweep;
import clayton.chain.BlockView;
import clayton.chain.Hash256;
import clayton.chain.Output;
import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import clayton.chain.TransactionView;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// The blocks of another graph from one height on, as they are in a range that begins there: outputs from before it
/// become boundary outputs, and scripts are numbered anew.
final class GraphBlocks {
    private final TransactionGraph source;
    private final int from;
    private final Function<Output, Optional<byte[]>> data;
    private final BlockSweep sweep;
    private final TransactionView transaction = new TransactionView();

    /// Numbers in the range by those in the source, plus one.
    private int[] numbers = new int[1024];

    private int scripts;
    private int boundaries;
    private int next;

    /// `data` finds the scripts that the source does not number.
    GraphBlocks(TransactionGraph source, int from, Function<Output, Optional<byte[]>> data) {
        this.source = source;
        this.from = from;
        this.data = data;
        this.sweep = source.sweep();
        this.next = from;
    }

    /// Height of the block that [#read] reads.
    int next() {
        return next;
    }

    LinkedBlock read() throws IOException {
        return read(true);
    }

    /// Goes past a block that is loaded already.
    void skip() throws IOException {
        read(false);
    }

    private LinkedBlock read(boolean full) throws IOException {
        LinkedBlock linked = new LinkedBlock();
        BlockView view = linked.view;
        sweep.read(next, view);
        view.scriptsBefore = scripts;
        linked.hash = source.blockHash(next);
        linked.header = source.header(next);
        int outputs = view.firstOutput[view.transactions];
        linked.unspendable = new boolean[outputs];
        linked.data = new byte[outputs][];
        Arrays.fill(linked.data, new byte[0]);
        for (int t = 0; t < view.transactions; t++) {
            linked.txids.add(source.txid(view.id(t)));
            addInputs(linked, t);
            addOutputs(linked, t, full);
            addDisplaced(linked, t);
        }
        next++;
        return linked;
    }

    private void addInputs(LinkedBlock linked, int t) throws IOException {
        BlockView view = linked.view;
        for (int i = view.firstInput[t]; i < view.firstInput[t + 1]; i++) {
            long prevout = view.prevouts[i];
            view.inputScripts[i] = number(linked, view.inputScripts[i]);
            if (OutputId.isBoundary(prevout) || OutputId.height(prevout) < from) {
                linked.boundaries.add(source.output(prevout));
                view.prevouts[i] = OutputId.boundary(boundaries++);
            }
        }
    }

    private void addOutputs(LinkedBlock linked, int t, boolean full) throws IOException {
        BlockView view = linked.view;
        source.read(view.id(t), transaction);
        for (int i = view.firstOutput[t]; i < view.firstOutput[t + 1]; i++) {
            int vout = i - view.firstOutput[t];
            boolean unnumbered = view.outputScripts[i] == BlockView.NO_SCRIPT;
            view.outputScripts[i] = number(linked, view.outputScripts[i]);
            linked.unspendable[i] = transaction.unspendable[vout];
            if (unnumbered && full) {
                linked.data[i] = data.apply(source.output(OutputId.withVout(view.id(t), vout)))
                        .orElse(new byte[0]);
            }
        }
    }

    private int number(LinkedBlock linked, int number) throws IOException {
        if (number == BlockView.NO_SCRIPT) {
            return number;
        }
        if (number >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(number + 1, 2 * numbers.length));
        }
        if (numbers[number] == 0) {
            numbers[number] = ++scripts;
            linked.scripts.add(source.script(number));
        }
        return numbers[number] - 1;
    }

    private void addDisplaced(LinkedBlock linked, int t) throws IOException {
        Hash256 txid = linked.txids.get(t);
        long id = linked.view.id(t);
        for (long older : source.transactions(txid)) {
            if (older >= id || OutputId.height(older) < from) {
                continue;
            }
            source.read(older, transaction);
            for (int vout = 0; vout < transaction.outputs; vout++) {
                if (transaction.spenders[vout] == id) {
                    linked.displaced.add(
                            new LinkedBlock.Displaced(OutputId.withVout(older, vout), transaction.values[vout], id));
                }
            }
        }
    }
}
