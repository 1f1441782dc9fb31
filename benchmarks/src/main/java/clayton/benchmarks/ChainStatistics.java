package clayton.benchmarks;

import clayton.chain.ScriptKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a generated chain is made of, counted while it is written. Averages per transaction leave the coinbases
/// out; the first hundred blocks, which have nothing else, count as blocks only.
final class ChainStatistics {
    private final Map<ScriptKind, Long> kinds = new EnumMap<>(ScriptKind.class);
    private final Map<Story, Long> stories = new EnumMap<>(Story.class);
    private long blocks;
    private long fullBlocks;
    private long bytes;
    private long rewards;
    private long commitments;
    private long transactions;
    private long transactionBytes;
    private long inputs;
    private long outputs;
    private long singleInputs;
    private long twoOutputs;
    private long sameBlockSpends;
    private long reusedOutputs;
    private int mostInputs;
    private int mostOutputs;
    private int mostBytes;

    void addTransaction(Draft draft, int length, int fromSameBlock) {
        transactions++;
        transactionBytes += length;
        inputs += draft.inputs;
        outputs += draft.outputs;
        singleInputs += draft.inputs == 1 ? 1 : 0;
        twoOutputs += draft.outputs == 2 ? 1 : 0;
        sameBlockSpends += fromSameBlock;
        mostInputs = Math.max(mostInputs, draft.inputs);
        mostOutputs = Math.max(mostOutputs, draft.outputs);
        mostBytes = Math.max(mostBytes, length);
        stories.merge(draft.story, 1L, Long::sum);
        for (int i = 0; i < draft.outputs; i++) {
            kinds.merge(Address.kind(draft.address[i]), 1L, Long::sum);
            reusedOutputs += Address.isReused(draft.address[i]) ? 1 : 0;
        }
    }

    void addBlock(int length, int transactionCount, Draft reward, boolean hasCommitment) {
        blocks++;
        bytes += length;
        fullBlocks += transactionCount > 1 ? 1 : 0;
        rewards += reward.outputs;
        commitments += hasCommitment ? 1 : 0;
    }

    long blocks() {
        return blocks;
    }

    long bytes() {
        return bytes;
    }

    /// Coinbases included, as are their outputs in the next number.
    long transactions() {
        return transactions + blocks;
    }

    long outputs() {
        return outputs + rewards + commitments;
    }

    /// As [#outputs], without the coinbases' commitments to witnesses.
    long ownedOutputs() {
        return outputs + rewards;
    }

    /// The coinbases' left out.
    long inputs() {
        return inputs;
    }

    double inputsPerTransaction() {
        return ratio(inputs, transactions);
    }

    double outputsPerTransaction() {
        return ratio(outputs, transactions);
    }

    double bytesPerTransaction() {
        return ratio(transactionBytes, transactions);
    }

    double transactionsPerFullBlock() {
        return ratio(transactions, fullBlocks);
    }

    /// Of the outputs of all transactions but coinbases.
    double share(ScriptKind kind) {
        return ratio(kinds.getOrDefault(kind, 0L), outputs);
    }

    /// Of all inputs, those that spend an output of their own block.
    double sameBlockShare() {
        return ratio(sameBlockSpends, inputs);
    }

    double reusedShare() {
        return ratio(reusedOutputs, outputs);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d blocks, %,d transactions, %,d inputs, %,d outputs, %,d bytes",
                blocks(),
                transactions(),
                inputs(),
                outputs(),
                bytes()));
        lines.add(String.format(
                Locale.ROOT,
                "%.0f transactions a block once coins are mature; a transaction has %.2f inputs, %.2f outputs, %.1f bytes",
                transactionsPerFullBlock(),
                inputsPerTransaction(),
                outputsPerTransaction(),
                bytesPerTransaction()));
        lines.add(String.format(
                Locale.ROOT,
                "one input: %.1f %%, two outputs: %.1f %%; at most %,d inputs, %,d outputs, %,d bytes",
                100 * ratio(singleInputs, transactions),
                100 * ratio(twoOutputs, transactions),
                mostInputs,
                mostOutputs,
                mostBytes));
        lines.add(String.format(
                Locale.ROOT,
                "spent in the same block: %.1f %% of inputs; to a reused address: %.1f %% of outputs",
                100 * sameBlockShare(),
                100 * reusedShare()));
        lines.add("scripts:" + shares(kinds, outputs));
        lines.add("transactions:" + shares(stories, transactions));
        return lines;
    }

    private static String shares(Map<? extends Enum<?>, Long> counts, long all) {
        StringBuilder line = new StringBuilder();
        counts.forEach((key, count) ->
                line.append(String.format(Locale.ROOT, " %s %.2f %%", key.name(), 100 * ratio(count, all))));
        return line.toString();
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
