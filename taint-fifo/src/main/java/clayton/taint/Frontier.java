package clayton.taint;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/// What waits for a transaction still to come. Forward these are tainted outputs, due at their spender (or at the
/// namesake that displaces them), backward outputs and fee slots, due at the transaction that made them, and in
/// either direction seeds. Waiting entries hang in one list per height; only those of the block at hand stand in a
/// heap, by index and vout bits, the coinbase last (backward: first, and the indices falling). So an entry costs no
/// search however many wait, and all that is due at one transaction comes out together and in order.
final class Frontier {
    enum Direction {
        FORWARD,
        BACKWARD
    }

    /// Stands for the output of an entry that waits to have seeds laid.
    static final long SEEDS = Long.MIN_VALUE;

    private static final int NONE = Entries.NONE;
    private static final int AHEAD = 4096;
    private static final int LAST_INDEX = 1 << 19;

    private final TransactionGraph graph;
    private final Direction direction;
    private final int start;
    private final int[] newest;
    private final Entries entries = new Entries();

    private int step = NONE;
    private int announcedTo = NONE;
    private long[] announcement = new long[AHEAD];

    private long[] heapKey = new long[64];
    private int[] heapEntry = new int[64];
    private int heapSize;

    private long transaction;
    private int[] group = new int[16];
    private int groupSize;

    Frontier(TransactionGraph graph, Direction direction, int until) {
        this.graph = graph;
        this.direction = direction;
        this.start = direction == Direction.FORWARD ? graph.from() : until;
        this.newest = new int[until - graph.from() + 1];
        Arrays.fill(newest, NONE);
    }

    /// How many blocks lie before this one on the way.
    private int step(int height) {
        return direction == Direction.FORWARD ? height - start : start - height;
    }

    private int height(int atStep) {
        return direction == Direction.FORWARD ? start + atStep : start - atStep;
    }

    /// Lets an output with these runs wait for the transaction `dueId`, which must not have come yet; answers the
    /// entry.
    int add(long dueId, long outputId, long valueSats, Runs runs, int first, int end) {
        int entry = entries.add(dueId, outputId, valueSats, runs, first, end);
        int at = step(OutputId.height(dueId));
        if (at == step && heapSize + groupSize > 0 && key(dueId) > key(transaction)) {
            push(entry);
        } else if (at > step) {
            entries.link(entry, newest[at]);
            newest[at] = entry;
        } else {
            throw new IllegalStateException("the way from output " + OutputId.text(outputId) + " leads to "
                    + OutputId.text(dueId) + ", which does not lie "
                    + direction.toString().toLowerCase(Locale.ROOT)
                    + " of it");
        }
        return entry;
    }

    /// Keeps hop counts with an entry.
    void keepHops(int entry, int[] counts) {
        entries.keepHops(entry, counts);
    }

    /// The next height at which something is due, or −1.
    int nextHeight() {
        int at = nextStep();
        return at == NONE ? NONE : height(at);
    }

    private int nextStep() {
        for (int at = step + 1; at < newest.length; at++) {
            if (newest[at] != NONE) {
                return at;
            }
        }
        return NONE;
    }

    /// Goes to the height that [#nextHeight] named.
    void openNext() throws IOException {
        step = nextStep();
        announce();
        groupSize = 0;
        for (int entry = newest[step]; entry != NONE; entry = entries.next(entry)) {
            push(entry);
        }
        newest[step] = NONE;
    }

    /// Takes out all entries that are due at the block's next transaction; false if there is none.
    boolean nextTransaction() {
        for (int i = 0; i < groupSize; i++) {
            entries.drop(group[i]);
        }
        groupSize = 0;
        if (heapSize == 0) {
            return false;
        }
        transaction = OutputId.transaction(entries.due(heapEntry[0]));
        while (heapSize > 0 && OutputId.transaction(entries.due(heapEntry[0])) == transaction) {
            if (groupSize == group.length) {
                group = Arrays.copyOf(group, 2 * groupSize);
            }
            group[groupSize++] = pop();
        }
        return true;
    }

    /// Coordinate of the transaction at hand.
    long transaction() {
        return transaction;
    }

    /// Number of entries due at it, by the vout bits of what they are due at.
    int due() {
        return groupSize;
    }

    /// Forward the number of the spending input, backward that of the output or slot; [OutputId#TRANSACTION] for
    /// what is displaced, and for seeds.
    int vout(int i) {
        return OutputId.vout(entries.due(group[i]));
    }

    long dueId(int i) {
        return entries.due(group[i]);
    }

    long output(int i) {
        return entries.output(group[i]);
    }

    long valueSats(int i) {
        return entries.valueSats(group[i]);
    }

    int[] hops(int i) {
        return entries.hops(group[i]);
    }

    /// Adds an entry's runs to `target`, moved by `shift`.
    void runs(int i, long shift, Runs target) {
        entries.load(group[i], shift, target);
    }

    /// Takes all that waits at the next height as the group at hand, whatever it waits for; false if nothing is
    /// left.
    boolean takeRest() {
        int at = nextStep();
        if (at == NONE) {
            return false;
        }
        step = at;
        groupSize = 0;
        for (int entry = newest[at]; entry != NONE; entry = entries.next(entry)) {
            if (groupSize == group.length) {
                group = Arrays.copyOf(group, 2 * groupSize);
            }
            group[groupSize++] = entry;
        }
        newest[at] = NONE;
        return true;
    }

    /// Tells the graph what will be read soon: what came to this height since the last time, and, when those
    /// heights are used up, what waits at the next ones.
    private void announce() throws IOException {
        int count = collect(step, 0);
        if (step > announcedTo) {
            announcedTo = step;
            while (count < AHEAD && announcedTo + 1 < newest.length) {
                count = collect(++announcedTo, count);
            }
        }
        if (count > 0) {
            graph.prefetch(announcement, count);
        }
    }

    private int collect(int at, int count) {
        int collected = count;
        for (int entry = newest[at]; entry != NONE; entry = entries.next(entry)) {
            if (entries.announceNow(entry)) {
                if (collected == announcement.length) {
                    announcement = Arrays.copyOf(announcement, 2 * collected);
                }
                announcement[collected++] = OutputId.transaction(entries.due(entry));
            }
        }
        return collected;
    }

    private long key(long id) {
        return (long) place(OutputId.index(id)) << 20 | OutputId.vout(id);
    }

    /// Where a transaction stands in the order of its block.
    private int place(int index) {
        int forward = index == 0 ? LAST_INDEX : index;
        return direction == Direction.FORWARD ? forward : LAST_INDEX - forward;
    }

    private void push(int entry) {
        if (heapSize == heapKey.length) {
            heapKey = Arrays.copyOf(heapKey, 2 * heapSize);
            heapEntry = Arrays.copyOf(heapEntry, 2 * heapSize);
        }
        long key = key(entries.due(entry));
        int at = heapSize++;
        while (at > 0 && heapKey[(at - 1) >> 1] > key) {
            move((at - 1) >> 1, at);
            at = (at - 1) >> 1;
        }
        heapKey[at] = key;
        heapEntry[at] = entry;
    }

    private int pop() {
        int top = heapEntry[0];
        long key = heapKey[--heapSize];
        int entry = heapEntry[heapSize];
        int at = 0;
        for (int child = 1; child < heapSize; child = 2 * at + 1) {
            if (child + 1 < heapSize && heapKey[child + 1] < heapKey[child]) {
                child++;
            }
            if (heapKey[child] >= key) {
                break;
            }
            move(child, at);
            at = child;
        }
        heapKey[at] = key;
        heapEntry[at] = entry;
        return top;
    }

    private void move(int source, int target) {
        heapKey[target] = heapKey[source];
        heapEntry[target] = heapEntry[source];
    }
}
