package clayton.reader;

import clayton.chain.Hash256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalInt;

/// All blocks that the records name, linked to their parents. A block goes by the number of its first record (its
/// *node*); further records of it are its copies. Height and work are counted from a root: a node whose parent is
/// in no record. Flat arrays, some 40 bytes a block.
final class HeaderTree {
    static final int NONE = -1;
    private static final int COPY = -2;
    private static final int UNKNOWN = -3;
    private static final int MAX_WORK_BITS = 120;

    private final Records records;
    private final int[] table;

    /// Per record: its node's parent, [#NONE] for a root, [#COPY] for a further record of a block.
    private final int[] parent;

    /// Per record: the next record of the same block.
    private final int[] nextCopy;

    private final int[] root;
    private final int[] depth;
    private final long[] workHigh;
    private final long[] workLow;
    private final boolean[] hasRival;

    /// Nodes, each behind its parent.
    private final int[] order;

    private int nodes;

    HeaderTree(Records records) {
        this.records = records;
        int count = records.count;
        table = new int[Integer.highestOneBit(Math.max(1, count)) * 4];
        parent = new int[count];
        nextCopy = new int[count];
        root = new int[count];
        depth = new int[count];
        workHigh = new long[count];
        workLow = new long[count];
        hasRival = new boolean[count];
        order = new int[count];
        index();
        link();
        Work work = new Work();
        for (int node = 0; node < count; node++) {
            place(node, work);
        }
    }

    Records records() {
        return records;
    }

    int parent(int node) {
        return parent[node];
    }

    int nextCopy(int record) {
        return nextCopy[record];
    }

    int root(int node) {
        return root[node];
    }

    /// Steps from the root.
    int depth(int node) {
        return depth[node];
    }

    /// Whether another block names the same parent, as far as the files know.
    boolean hasRival(int node) {
        return parent[node] < 0 || hasRival[node];
    }

    int nodes() {
        return nodes;
    }

    /// The `i`th node in an order in which parents come first.
    int ordered(int i) {
        return order[i];
    }

    int compareWork(int a, int b) {
        int high = Long.compareUnsigned(workHigh[a], workHigh[b]);
        return high != 0 ? high : Long.compareUnsigned(workLow[a], workLow[b]);
    }

    OptionalInt find(Hash256 hash) {
        byte[] bytes = hash.toBytes();
        int found = table[slot(bytes, 0)] - 1;
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /// Slots hold node + 1; 0 is free.
    private void index() {
        Arrays.fill(nextCopy, NONE);
        int[] lastCopy = new int[records.count];
        for (int record = 0; record < records.count; record++) {
            int slot = slot(records.hash, record * Hash256.BYTES);
            int node = table[slot] - 1;
            if (node < 0) {
                table[slot] = record + 1;
                node = record;
            } else {
                parent[record] = COPY;
                nextCopy[lastCopy[node]] = record;
            }
            lastCopy[node] = record;
        }
    }

    private int slot(byte[] hashes, int at) {
        int slot = (int) Hash256.at(hashes, at).w0() & (table.length - 1);
        while (table[slot] != 0 && !isAt(table[slot] - 1, hashes, at)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private boolean isAt(int node, byte[] hashes, int at) {
        int own = node * Hash256.BYTES;
        return Arrays.equals(records.hash, own, own + Hash256.BYTES, hashes, at, at + Hash256.BYTES);
    }

    private void link() {
        int[] onlyChild = new int[records.count];
        for (int node = 0; node < records.count; node++) {
            root[node] = UNKNOWN;
            if (parent[node] == COPY) {
                continue;
            }
            int found = table[slot(records.previous, node * Hash256.BYTES)] - 1;
            parent[node] = found;
            if (found >= 0) {
                int sibling = onlyChild[found] - 1;
                onlyChild[found] = node + 1;
                if (sibling >= 0) {
                    hasRival[sibling] = true;
                    hasRival[node] = true;
                }
            }
        }
    }

    /// Gives a node, and first all before it that have none yet, their root, depth and work.
    private void place(int node, Work work) {
        if (parent[node] == COPY) {
            return;
        }
        int steps = 0;
        int first = node;
        while (root[first] == UNKNOWN) {
            order[nodes + steps++] = first;
            if (parent[first] < 0) {
                break;
            }
            first = parent[first];
        }
        reverse(order, nodes, nodes + steps);
        for (int i = nodes; i < nodes + steps; i++) {
            int each = order[i];
            work.of(records.bits[each]);
            boolean isRoot = parent[each] < 0;
            root[each] = isRoot ? each : root[parent[each]];
            depth[each] = isRoot ? 0 : depth[parent[each]] + 1;
            workLow[each] = work.low + (isRoot ? 0 : workLow[parent[each]]);
            long carry = Long.compareUnsigned(workLow[each], work.low) < 0 ? 1 : 0;
            workHigh[each] = work.high + carry + (isRoot ? 0 : workHigh[parent[each]]);
        }
        nodes += steps;
    }

    private static void reverse(int[] array, int from, int to) {
        for (int low = from, high = to - 1; low < high; low++, high--) {
            int swapped = array[low];
            array[low] = array[high];
            array[high] = swapped;
        }
    }

    /// The work of one block as two words; remembered, since neighbours state the same target.
    private static final class Work {
        private int bits;
        private long high;
        private long low;

        private void of(int stated) {
            if (stated != bits) {
                BigInteger work = ProofOfWork.work(stated).min(BigInteger.ONE.shiftLeft(MAX_WORK_BITS));
                bits = stated;
                high = work.shiftRight(Long.SIZE).longValue();
                low = work.longValue();
            }
        }
    }
}
