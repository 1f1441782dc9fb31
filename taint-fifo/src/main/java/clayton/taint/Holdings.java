package clayton.taint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that ever held taint, as columns, in the order in which its state was settled.
final class Holdings {
    private int count;
    private long[] ids = new long[64];
    private long[] values = new long[64];
    private long[] spenders = new long[64];
    private State[] states = new State[64];
    private int[] reasons = new int[64];
    private int[] firstRun = new int[65];
    private final Runs runs = new Runs();
    private final List<String> reasonTexts = new ArrayList<>();
    private final Map<String, Integer> reasonNumbers = new HashMap<>();

    void add(long id, long valueSats, State state, long spender, String reason, Runs source, int from, int to) {
        if (count == ids.length) {
            grow();
        }
        ids[count] = id;
        values[count] = valueSats;
        spenders[count] = spender;
        states[count] = state;
        reasons[count] = number(reason);
        int first = runs.count();
        for (int run = from; run < to; run++) {
            runs.add(source.start(run), source.length(run), source.labels(run), first);
        }
        firstRun[++count] = runs.count();
    }

    private void grow() {
        int size = count + (count >> 1);
        ids = Arrays.copyOf(ids, size);
        values = Arrays.copyOf(values, size);
        spenders = Arrays.copyOf(spenders, size);
        states = Arrays.copyOf(states, size);
        reasons = Arrays.copyOf(reasons, size);
        firstRun = Arrays.copyOf(firstRun, size + 1);
    }

    private int number(String reason) {
        Integer known = reasonNumbers.get(reason);
        if (known == null) {
            known = reasonTexts.size();
            reasonTexts.add(reason);
            reasonNumbers.put(reason, known);
        }
        return known;
    }

    int count() {
        return count;
    }

    long id(int i) {
        return ids[i];
    }

    long valueSats(int i) {
        return values[i];
    }

    /// Spending input, [OutputId#UNSPENT] if there is none at or below the horizon.
    long spender(int i) {
        return spenders[i];
    }

    State state(int i) {
        return states[i];
    }

    /// Empty if the state says it all.
    String reason(int i) {
        return reasonTexts.get(reasons[i]);
    }

    Runs runs() {
        return runs;
    }

    int from(int i) {
        return firstRun[i];
    }

    int to(int i) {
        return firstRun[i + 1];
    }

    /// Numbers of all holdings in chain order, boundary outputs first.
    int[] inChainOrder() {
        long[] sorted = Arrays.copyOf(ids, count);
        Arrays.sort(sorted);
        int[] order = new int[count];
        Arrays.fill(order, -1);
        for (int i = 0; i < count; i++) {
            int at = Arrays.binarySearch(sorted, ids[i]);
            while (at > 0 && sorted[at - 1] == ids[i]) {
                at--;
            }
            while (order[at] >= 0) {
                at++;
            }
            order[at] = i;
        }
        return order;
    }
}
