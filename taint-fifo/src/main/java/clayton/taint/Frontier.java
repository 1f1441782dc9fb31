package clayton.taint;

import clayton.chain.OutputId;
import clayton.chain.TransactionGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/// What waits for a transaction still to come. Forward these are tainted outputs, due at their spender (or at the
/// namesake that displaces them), backward outputs and fee slots, due at the transaction that made them, and in
/// either direction seeds. Waiting entries stand in one list per height; only those of the block at hand are
/// dealt to their transactions, and a bit set says which have any: in the block's order, the
/// coinbase last (backward: first, and the others reversed). So an entry costs no search and no comparison however
/// many wait, and all that is due at one transaction comes out together.
final class Frontier {
    enum Direction {
        FORWARD,
        BACKWARD
    }

    /// Stands for the output of an entry that waits to have seeds laid.
    static final long SEEDS = Long.MIN_VALUE;

    private static final int NONE = -1;

    private final TransactionGraph graph;
    private final Direction direction;
    private final int start;

    /// What waits at each height, and how much of that was announced.
    private final Entries waiting;

    private final int[] announced;
    private int step = NONE;
    private final int ahead;
    private int announcedTo = NONE;
    private long[] announcement = new long[64];

    /// Of the block at hand: its transactions that something is due at, and the latest that was dealt to each.
    private final BitSet places = new BitSet();

    private int[] latest = new int[0];

    /// What was dealt: vout bits above, entry below; and what was dealt to the same transaction before it.
    private long[] dealt = new long[64];

    private int[] earlier = new int[64];
    private int dealtCount;
    private int blockSize;
    private int place;

    /// What is due at the transaction at hand: vout bits above, entry below.
    private long[] group = new long[16];

    private int groupSize;
    private long transaction;

    Frontier(TransactionGraph graph, Direction direction, int until) {
        this.graph = graph;
        this.direction = direction;
        this.start = direction == Direction.FORWARD ? graph.from() : until;
        this.waiting = new Entries(until - graph.from() + 1);
        this.ahead = graph.prefetchSize();
        this.announced = new int[ahead > 0 ? waiting.lists() : 0];
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
        int at = step(OutputId.height(dueId));
        if (at < step || at == step && place(dueId) <= place) {
            throw new IllegalStateException("the way from output " + OutputId.text(outputId) + " leads to "
                    + OutputId.text(dueId) + ", which does not lie "
                    + direction.toString().toLowerCase(Locale.ROOT)
                    + " of it");
        }
        int entry = waiting.add(at, dueId, outputId, valueSats, runs, first, end);
        if (at == step) {
            deal(entry);
        }
        return entry;
    }

    /// Keeps hop counts with an entry.
    void keepHops(int entry, int[] counts) {
        waiting.keepHops(entry, counts);
    }

    /// The next height at which something is due, or −1.
    int nextHeight() {
        int at = nextStep();
        return at == NONE ? NONE : height(at);
    }

    private int nextStep() {
        for (int at = step + 1; at < waiting.lists(); at++) {
            if (waiting.end(at) != Entries.NONE) {
                return at;
            }
        }
        return NONE;
    }

    /// Goes to the height that [#nextHeight] named.
    void openNext() throws IOException {
        dropGroup();
        if (step != NONE) {
            waiting.clear(step);
        }
        step = nextStep();
        if (ahead > 0) {
            announce();
        }
        blockSize = graph.transactionsIn(height(step));
        if (latest.length <= blockSize) {
            latest = new int[2 * blockSize];
            Arrays.fill(latest, NONE);
        }
        place = NONE;
        places.clear();
        dealtCount = 0;
        int count = waiting.read(step, Entries.NONE);
        for (int i = 0; i < count; i++) {
            deal(waiting.read(i));
        }
    }

    /// Deals an entry of the block at hand to its transaction.
    private void deal(int entry) {
        long due = waiting.due(entry);
        if (OutputId.index(due) >= blockSize) {
            throw new IllegalStateException("the way from output " + OutputId.text(waiting.output(entry)) + " leads to "
                    + OutputId.text(due) + ", but that block has " + blockSize + " transactions");
        }
        int at = place(due);
        if (dealtCount == dealt.length) {
            dealt = Arrays.copyOf(dealt, 2 * dealtCount);
            earlier = Arrays.copyOf(earlier, 2 * dealtCount);
        }
        dealt[dealtCount] = key(due, entry);
        earlier[dealtCount] = latest[at];
        latest[at] = dealtCount++;
        places.set(at);
    }

    /// Where a transaction of the block at hand stands in the order in which they come.
    private int place(long id) {
        int index = OutputId.index(id);
        if (direction == Direction.FORWARD) {
            return index == 0 ? blockSize : index;
        }
        return index == 0 ? 0 : blockSize - index;
    }

    /// Takes out all entries that are due at the block's next transaction; false if there is none.
    boolean nextTransaction() {
        dropGroup();
        place = places.nextSetBit(place + 1);
        if (place == NONE) {
            place = blockSize;
            return false;
        }
        for (int i = latest[place]; i != NONE; i = earlier[i]) {
            group(dealt[i]);
        }
        latest[place] = NONE;
        if (groupSize > 1) {
            Arrays.sort(group, 0, groupSize);
        }
        transaction = OutputId.transaction(waiting.due(entry(0)));
        return true;
    }

    private void dropGroup() {
        for (int i = 0; i < groupSize; i++) {
            waiting.release(entry(i));
        }
        groupSize = 0;
    }

    private static long key(long due, int entry) {
        return (long) OutputId.vout(due) << 32 | entry;
    }

    private void group(long key) {
        if (groupSize == group.length) {
            group = Arrays.copyOf(group, 2 * groupSize);
        }
        group[groupSize++] = key;
    }

    private int entry(int i) {
        return (int) group[i];
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
        return (int) (group[i] >>> 32);
    }

    long dueId(int i) {
        return waiting.due(entry(i));
    }

    long output(int i) {
        return waiting.output(entry(i));
    }

    long valueSats(int i) {
        return waiting.valueSats(entry(i));
    }

    int[] hops(int i) {
        return waiting.hops(entry(i));
    }

    /// Adds an entry's runs to `target`, moved by `shift`.
    void runs(int i, long shift, Runs target) {
        waiting.load(entry(i), shift, target);
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
        int count = waiting.read(at, Entries.NONE);
        for (int i = 0; i < count; i++) {
            int entry = waiting.read(i);
            group(key(waiting.due(entry), entry));
        }
        return true;
    }

    /// Tells the graph what will be read soon: what came to this height since the last time, and, when those
    /// heights are used up, what waits at the next ones.
    private void announce() throws IOException {
        int count = collect(step, 0);
        if (step > announcedTo) {
            announcedTo = step;
            while (count < ahead && announcedTo + 1 < waiting.lists()) {
                count = collect(++announcedTo, count);
            }
        }
        if (count > 0) {
            graph.prefetch(announcement, count);
        }
    }

    private int collect(int at, int count) {
        int more = waiting.read(at, announced[at]);
        announced[at] = waiting.end(at);
        if (count + more > announcement.length) {
            announcement = Arrays.copyOf(announcement, 2 * (count + more));
        }
        for (int i = 0; i < more; i++) {
            announcement[count + i] = OutputId.transaction(waiting.due(waiting.read(i)));
        }
        return count + more;
    }
}
