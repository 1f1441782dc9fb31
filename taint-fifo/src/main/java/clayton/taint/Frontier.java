package clayton.taint;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;

/// What waits for a transaction still to come: tainted outputs for their spender (or for the namesake that displaces
/// them), seeds for the transaction that creates their output. Waiting entries hang in one list per height; only the
/// entries of the block at hand stand in a heap, by index and input number, coinbase last. So an entry costs no search
/// however many wait, and a transaction's tainted inputs come out together and in order.
final class Frontier {
    /// Stands for the output of an entry that waits to have seeds laid.
    static final long SEEDS = Long.MIN_VALUE;

    private static final int NONE = -1;
    private static final int AHEAD = 4096;
    private static final int LAST_INDEX = 1 << 19;

    private final TransactionGraph graph;
    private final int from;
    private final int[] newest;
    private final RunArena arena = new RunArena();

    private long[] due = new long[256];
    private long[] output = new long[256];
    private long[] value = new long[256];
    private int[] runsAt = new int[256];
    private int[] runCount = new int[256];
    private int[] next = new int[256];
    private boolean[] announced = new boolean[256];
    private int used;
    private int free = NONE;

    private int height;
    private int announcedTo;
    private long[] announcement = new long[AHEAD];

    private long[] heapKey = new long[64];
    private int[] heapEntry = new int[64];
    private int heapSize;

    private long transaction;
    private int[] group = new int[16];
    private int groupSize;

    Frontier(TransactionGraph graph, int until) {
        this.graph = graph;
        this.from = graph.from();
        this.height = from - 1;
        this.announcedTo = height;
        this.newest = new int[until - from + 1];
        Arrays.fill(newest, NONE);
    }

    /// Lets an output with these runs wait for the transaction `dueId`, which must not have come yet.
    void add(long dueId, long outputId, long valueSats, Runs runs, int first, int end) {
        int entry = newEntry();
        due[entry] = dueId;
        output[entry] = outputId;
        value[entry] = valueSats;
        runCount[entry] = end - first;
        runsAt[entry] = arena.store(runs, first, end);
        announced[entry] = false;
        int at = OutputId.height(dueId);
        if (at == height && heapSize + groupSize > 0 && key(dueId) > key(transaction)) {
            push(entry);
        } else if (at > height) {
            next[entry] = newest[at - from];
            newest[at - from] = entry;
        } else {
            throw new IllegalStateException("output " + OutputId.text(outputId) + " is said to be spent by "
                    + OutputId.text(dueId) + ", which comes before it");
        }
    }

    /// The next height at which something is due, or −1.
    int nextHeight() {
        for (int at = height + 1 - from; at < newest.length; at++) {
            if (newest[at] != NONE) {
                return at + from;
            }
        }
        return NONE;
    }

    /// Goes to a height that [#nextHeight] named.
    void open(int newHeight) throws IOException {
        height = newHeight;
        announce();
        groupSize = 0;
        for (int entry = newest[height - from]; entry != NONE; entry = next[entry]) {
            push(entry);
        }
        newest[height - from] = NONE;
    }

    /// Takes out all entries that are due at the block's next transaction; false if there is none.
    boolean nextTransaction() {
        for (int i = 0; i < groupSize; i++) {
            drop(group[i]);
        }
        groupSize = 0;
        if (heapSize == 0) {
            return false;
        }
        transaction = OutputId.transaction(due[heapEntry[0]]);
        while (heapSize > 0 && OutputId.transaction(due[heapEntry[0]]) == transaction) {
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

    /// Number of entries due at it: outputs it spends by input number, then the rest.
    int due() {
        return groupSize;
    }

    /// Input number of an entry, [OutputId#TRANSACTION] if it is not spent but displaced or waits for seeds.
    int input(int i) {
        return OutputId.vout(due[group[i]]);
    }

    long dueId(int i) {
        return due[group[i]];
    }

    long output(int i) {
        return output[group[i]];
    }

    long valueSats(int i) {
        return value[group[i]];
    }

    /// Adds an entry's runs to `target`, moved by `shift`.
    void runs(int i, long shift, Runs target) {
        arena.load(runsAt[group[i]], runCount[group[i]], shift, target);
    }

    /// Takes what waits at this height or later as the group at hand, whatever it waits for; false if nothing is left.
    boolean takeRest() {
        int at = nextHeight();
        if (at == NONE) {
            return false;
        }
        height = at;
        groupSize = 0;
        for (int entry = newest[at - from]; entry != NONE; entry = next[entry]) {
            if (groupSize == group.length) {
                group = Arrays.copyOf(group, 2 * groupSize);
            }
            group[groupSize++] = entry;
        }
        newest[at - from] = NONE;
        return true;
    }

    /// Tells the graph what will be read soon: what came to this height since the last time, and, when those heights
    /// are used up, what waits at the next ones.
    private void announce() throws IOException {
        int count = collect(height, 0);
        if (height > announcedTo) {
            announcedTo = height;
            while (count < AHEAD && announcedTo - from + 1 < newest.length) {
                count = collect(++announcedTo, count);
            }
        }
        if (count > 0) {
            graph.prefetch(announcement, count);
        }
    }

    private int collect(int at, int count) {
        int collected = count;
        for (int entry = newest[at - from]; entry != NONE; entry = next[entry]) {
            if (!announced[entry]) {
                if (collected == announcement.length) {
                    announcement = Arrays.copyOf(announcement, 2 * collected);
                }
                announced[entry] = true;
                announcement[collected++] = OutputId.transaction(due[entry]);
            }
        }
        return collected;
    }

    private int newEntry() {
        if (free != NONE) {
            int entry = free;
            free = next[entry];
            return entry;
        }
        if (used == due.length) {
            int size = used + (used >> 1);
            due = Arrays.copyOf(due, size);
            output = Arrays.copyOf(output, size);
            value = Arrays.copyOf(value, size);
            runsAt = Arrays.copyOf(runsAt, size);
            runCount = Arrays.copyOf(runCount, size);
            next = Arrays.copyOf(next, size);
            announced = Arrays.copyOf(announced, size);
        }
        return used++;
    }

    private void drop(int entry) {
        arena.release(runsAt[entry], runCount[entry]);
        next[entry] = free;
        free = entry;
    }

    private static long key(long id) {
        long index = OutputId.isCoinbase(id) ? LAST_INDEX : OutputId.index(id);
        return index << 20 | OutputId.vout(id);
    }

    private void push(int entry) {
        if (heapSize == heapKey.length) {
            heapKey = Arrays.copyOf(heapKey, 2 * heapSize);
            heapEntry = Arrays.copyOf(heapEntry, 2 * heapSize);
        }
        long key = key(due[entry]);
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
