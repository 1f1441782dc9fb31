package clayton.taint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Every set of labels that occurs, by number, so that a run carries one `int`. Set 0 is empty, set n + 1 holds
/// label n alone; labels are numbered in the order of their text.
final class LabelSets {
    static final int EMPTY = 0;

    private final List<String> labels;
    private final List<BitSet> sets = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> unions = new HashMap<>();

    LabelSets(Collection<String> names) {
        labels = List.copyOf(new TreeSet<>(names));
        intern(new BitSet());
        for (int label = 0; label < labels.size(); label++) {
            BitSet alone = new BitSet();
            alone.set(label);
            intern(alone);
        }
    }

    List<String> labels() {
        return labels;
    }

    int label(String name) {
        return Collections.binarySearch(labels, name);
    }

    int alone(int label) {
        return label + 1;
    }

    /// How many sets there are by now.
    int count() {
        return sets.size();
    }

    boolean contains(int set, int label) {
        return sets.get(set).get(label);
    }

    /// The numbers of a set's labels; not to be changed.
    BitSet members(int set) {
        return sets.get(set);
    }

    /// All labels of some runs.
    BitSet members(Runs runs, int from, int to) {
        BitSet all = new BitSet();
        for (int run = from; run < to; run++) {
            all.or(sets.get(runs.labels(run)));
        }
        return all;
    }

    List<String> names(int set) {
        return sets.get(set).stream().mapToObj(labels::get).toList();
    }

    int union(int a, int b) {
        if (a == b || b == 0) {
            return a;
        }
        return a == 0 ? b : unions.computeIfAbsent((long) a << 32 | b, pair -> unite(a, b));
    }

    /// The set of those of a set's labels that are in `some`.
    int common(int set, BitSet some) {
        BitSet result = (BitSet) sets.get(set).clone();
        result.and(some);
        return intern(result);
    }

    /// The set of those that are not.
    int without(int set, BitSet some) {
        BitSet result = (BitSet) sets.get(set).clone();
        result.andNot(some);
        return intern(result);
    }

    private int unite(int a, int b) {
        BitSet both = (BitSet) sets.get(a).clone();
        both.or(sets.get(b));
        return intern(both);
    }

    private int intern(BitSet set) {
        return numbers.computeIfAbsent(set, missing -> {
            sets.add(missing);
            return sets.size() - 1;
        });
    }
}
