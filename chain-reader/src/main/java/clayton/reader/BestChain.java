package clayton.reader;

import clayton.chain.Hash256;
import clayton.chain.StaleBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The chain of most work among the blocks that have not been refused; of equal ones the one whose tip stands first
/// in the files. Each load has its own, so that what one load refuses another looks at again.
final class BestChain {
    private static final String BAD_PARENT = "bad-prevblk";

    private final HeaderTree tree;
    private final int root;
    private final int baseHeight;
    private final boolean[] refusedRecord;
    private final boolean[] bad;
    private final Map<Integer, StaleBlock> refused = new TreeMap<>();
    private int[] path = new int[0];

    BestChain(HeaderTree tree, int root, int baseHeight) {
        this.tree = tree;
        this.root = root;
        this.baseHeight = baseHeight;
        this.refusedRecord = new boolean[tree.records().count];
        this.bad = new boolean[tree.records().count];
        choose();
    }

    int firstHeight() {
        return baseHeight;
    }

    /// One below the first height if every block has been refused.
    int tipHeight() {
        return baseHeight + path.length - 1;
    }

    int node(int height) {
        return path[height - baseHeight];
    }

    /// The record to read a block from: the first that has not been refused.
    int record(int height) {
        int record = node(height);
        while (refusedRecord[record]) {
            record = tree.nextCopy(record);
        }
        return record;
    }

    Optional<Hash256> hashAt(int height) {
        return height < baseHeight || height > tipHeight()
                ? Optional.empty()
                : Optional.of(tree.records().hash(node(height)));
    }

    /// As [#hashAt], and also what the first block names as its parent.
    Optional<Hash256> linkAt(int height) {
        return height == baseHeight - 1 && path.length > 0
                ? Optional.of(Hash256.at(tree.records().previous, path[0] * Hash256.BYTES))
                : hashAt(height);
    }

    /// Whether another block claims this one's place.
    boolean hasRival(int height) {
        return tree.hasRival(node(height));
    }

    /// Refuses one record of a block; if it was the last one the block goes, with all that stands on it, and
    /// another chain is chosen. Answers whether that was so.
    boolean refuse(int height, int record, String reason) {
        refusedRecord[record] = true;
        int node = node(height);
        if (hasCopyLeft(node)) {
            return false;
        }
        Records records = tree.records();
        refused.put(
                node, new StaleBlock(height, records.hash(node), records.file[record], records.offset[record], reason));
        bad[node] = true;
        spoilDescendants();
        choose();
        return true;
    }

    private boolean hasCopyLeft(int node) {
        for (int record = node; record != HeaderTree.NONE; record = tree.nextCopy(record)) {
            if (!refusedRecord[record]) {
                return true;
            }
        }
        return false;
    }

    private void spoilDescendants() {
        for (int i = 0; i < tree.nodes(); i++) {
            int node = tree.ordered(i);
            bad[node] |= tree.parent(node) >= 0 && bad[tree.parent(node)];
        }
    }

    private void choose() {
        int tip = HeaderTree.NONE;
        for (int i = 0; i < tree.nodes(); i++) {
            int node = tree.ordered(i);
            if (tree.root(node) == root && !bad[node] && (tip < 0 || isBetter(node, tip))) {
                tip = node;
            }
        }
        path = new int[tip < 0 ? 0 : tree.depth(tip) + 1];
        for (int i = path.length - 1; i >= 0; i--) {
            path[i] = tip;
            tip = tree.parent(tip);
        }
    }

    private boolean isBetter(int node, int tip) {
        int order = tree.compareWork(node, tip);
        return order > 0 || order == 0 && node < tip;
    }

    /// Says so if another tip has as much work as the chosen one.
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        int tip = path.length == 0 ? HeaderTree.NONE : node(tipHeight());
        for (int i = 0; tip >= 0 && i < tree.nodes(); i++) {
            int node = tree.ordered(i);
            if (node != tip && tree.root(node) == root && !bad[node] && tree.compareWork(node, tip) == 0) {
                notes.add("block " + tree.records().hash(node) + " has as much work as the tip "
                        + tree.records().hash(tip) + ", which was taken because it stands first in the files");
            }
        }
        return notes;
    }

    /// The blocks of this tree beside the chain, by height and hash.
    List<StaleBlock> stale(int from, int to) {
        List<StaleBlock> stale = new ArrayList<>();
        for (int i = 0; i < tree.nodes(); i++) {
            int node = tree.ordered(i);
            int height = baseHeight + tree.depth(node);
            if (tree.root(node) == root && height >= from && height <= to && !isOnChain(node, height)) {
                stale.add(staleBlock(node, height));
            }
        }
        stale.sort((a, b) -> a.height() != b.height()
                ? Integer.compare(a.height(), b.height())
                : a.hash().compareTo(b.hash()));
        return stale;
    }

    private boolean isOnChain(int node, int height) {
        return height <= tipHeight() && node(height) == node;
    }

    private StaleBlock staleBlock(int node, int height) {
        StaleBlock known = refused.get(node);
        if (known != null) {
            return known;
        }
        Records records = tree.records();
        String reason = bad[node] ? BAD_PARENT : "stale";
        return new StaleBlock(height, records.hash(node), records.file[node], records.offset[node], reason);
    }

    /// The blocks that were refused, by height.
    List<StaleBlock> refused() {
        return refused.values().stream()
                .sorted((a, b) -> Integer.compare(a.height(), b.height()))
                .toList();
    }
}
