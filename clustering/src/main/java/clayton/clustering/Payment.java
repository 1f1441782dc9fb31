package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.OutputId;
import clayton.chain.ScriptKind;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One transaction as a [ChangeHeuristic] sees it: a cursor that is moved from one to the next. Nothing is seen of
/// blocks above the horizon: what is spent there is unspent here. Not safe for concurrent use.
public final class Payment {
    private static final int NOTHING = -1;

    private final TransactionGraph graph;
    private final int until;
    private final Neighbours neighbours;
    private final BlockView own = new BlockView();

    private BlockView block = own;
    private int height = NOTHING;
    private int transaction;
    private int firstInput;
    private int firstOutput;
    private final BitSet paying = new BitSet();

    /// Scripts with a number from this one on first appear in this transaction or later. Those of the block's
    /// transactions before `passed` were looked at for that.
    private int firstNewScript;

    private int passed;

    private @Nullable Traits traits;
    private @Nullable Boolean isSpent;
    private long @Nullable [] spenders;
    private @Nullable Traits[] spentBy = new Traits[0];

    /// Over a graph up to a height.
    public Payment(TransactionGraph graph, int until) {
        this(graph, until, new GraphNeighbours(graph));
    }

    Payment(TransactionGraph graph, int until, Neighbours neighbours) {
        this.graph = graph;
        this.until = until;
        this.neighbours = neighbours;
    }

    /// Moves to the transaction with this coordinate: any vout is accepted. Reads its block as far as there.
    public void read(long coordinate) throws IOException {
        int index = OutputId.index(coordinate);
        graph.read(OutputId.of(OutputId.height(coordinate), 0, OutputId.TRANSACTION), index + 1, own);
        height = NOTHING;
        show(own, index);
    }

    /// Moves to a transaction of a block that was read from its first transaction on. Quickest if the transactions of
    /// a block are shown one after the other.
    public void show(BlockView view, int number) {
        if (view.first != 0) {
            throw new IllegalArgumentException("a block must be read from its first transaction on");
        }
        if (view != block || view.height != height || number < passed) {
            block = view;
            height = view.height;
            passed = 0;
            firstNewScript = view.scriptsBefore;
        }
        for (; passed < number; passed++) {
            passScripts(view.inputScripts, view.firstInput[passed], view.firstInput[passed + 1]);
            passScripts(view.outputScripts, view.firstOutput[passed], view.firstOutput[passed + 1]);
        }
        transaction = number;
        firstInput = view.firstInput[number];
        firstOutput = view.firstOutput[number];
        forget();
    }

    private void passScripts(int[] scripts, int from, int to) {
        for (int i = from; i < to; i++) {
            firstNewScript = Math.max(firstNewScript, scripts[i] + 1);
        }
    }

    private void forget() {
        traits = null;
        isSpent = null;
        spenders = null;
        spentBy = spentBy.length < outputs() ? new Traits[2 * outputs()] : spentBy;
        Arrays.fill(spentBy, 0, outputs(), null);
        paying.clear();
        for (int output = 0; output < outputs(); output++) {
            if (script(output) != BlockView.NO_SCRIPT) {
                paying.set(output);
            }
        }
    }

    /// Its coordinate.
    public long id() {
        return block.id(transaction);
    }

    public boolean isCoinbase() {
        return transaction == 0;
    }

    /// Number of inputs; none for a coinbase.
    public int inputs() {
        return block.inputs(transaction);
    }

    public long prevout(int input) {
        return block.prevouts[firstInput + input];
    }

    /// Satoshis, or [TransactionGraph#UNKNOWN].
    public long inputValue(int input) {
        return block.inputValues[firstInput + input];
    }

    /// Number of the script that an input spends, or [BlockView#NO_SCRIPT] if it cannot be known.
    public int inputScript(int input) {
        return block.inputScripts[firstInput + input];
    }

    /// Number of outputs, those that carry data among them.
    public int outputs() {
        return block.outputs(transaction);
    }

    public long value(int output) {
        return block.values[firstOutput + output];
    }

    /// [BlockView#NO_SCRIPT] for OP_RETURN.
    public int script(int output) {
        return block.outputScripts[firstOutput + output];
    }

    /// The outputs that pay somebody: all but OP_RETURN.
    public BitSet paying() {
        return (BitSet) paying.clone();
    }

    /// How many outputs pay somebody.
    public int payingOutputs() {
        return paying.cardinality();
    }

    /// Which of the paying outputs fulfil a condition.
    BitSet payingThat(Condition condition) throws IOException {
        BitSet fulfil = new BitSet(outputs());
        for (int output = paying.nextSetBit(0); output >= 0; output = paying.nextSetBit(output + 1)) {
            if (condition.isMet(output)) {
                fulfil.set(output);
            }
        }
        return fulfil;
    }

    /// What one output is asked.
    @FunctionalInterface
    interface Condition {
        boolean isMet(int output) throws IOException;
    }

    /// The form of a numbered script.
    public ScriptKind kind(int script) throws IOException {
        return graph.scriptKind(script);
    }

    /// Whether a script is among those that the inputs spend.
    public boolean spends(int script) {
        for (int i = firstInput; i < firstInput + inputs(); i++) {
            if (block.inputScripts[i] == script) {
                return true;
            }
        }
        return false;
    }

    /// Whether an output's script appears in no earlier transaction of the loaded range, nor in this one's inputs.
    public boolean isFresh(int output) {
        int script = script(output);
        return script >= firstNewScript && !spends(script);
    }

    public Traits traits() {
        Traits known = traits == null ? Traits.of(block, transaction) : traits;
        traits = known;
        return known;
    }

    /// The transaction that spends an output, if one does up to the horizon.
    public Optional<Traits> spentBy(int output) throws IOException {
        Traits known = spentBy[output];
        if (known == null) {
            long spender = spender(output);
            if (spender == OutputId.UNSPENT) {
                return Optional.empty();
            }
            known = neighbours.traits(OutputId.transaction(spender));
            spentBy[output] = known;
        }
        return Optional.of(known);
    }

    /// Whether all paying outputs are spent up to the horizon.
    boolean isSpent() throws IOException {
        boolean known = isSpent == null ? allSpent() : isSpent;
        isSpent = known;
        return known;
    }

    private boolean allSpent() throws IOException {
        for (int output = paying.nextSetBit(0); output >= 0; output = paying.nextSetBit(output + 1)) {
            if (spender(output) == OutputId.UNSPENT) {
                return false;
            }
        }
        return true;
    }

    /// The spending input of an output as [OutputId] describes it, [OutputId#UNSPENT] if there is none up to the
    /// horizon.
    public long spender(int output) throws IOException {
        long[] known = spenders == null ? neighbours.spenders(id()) : spenders;
        spenders = known;
        return seenSpender(known[output], until);
    }

    /// A spender as it is seen from a horizon: an output that was only displaced is not spent.
    static long seenSpender(long spender, int until) {
        boolean spent = OutputId.vout(spender) != OutputId.TRANSACTION && OutputId.height(spender) <= until;
        return spent ? spender : OutputId.UNSPENT;
    }

    /// Whether it is among what several owners make together.
    boolean isIn(CoinJoins coinJoins) throws IOException {
        return coinJoins.contains(block, transaction);
    }

    /// The transaction that made what an input spends, if it is loaded.
    public Optional<Traits> madeBy(int input) throws IOException {
        long prevout = prevout(input);
        return OutputId.isBoundary(prevout)
                ? Optional.empty()
                : Optional.of(neighbours.traits(OutputId.transaction(prevout)));
    }
}
