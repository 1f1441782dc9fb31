package clayton.taint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that ever held taint, with what became of it, in the order in which that was settled.
final class Holdings implements Recorder {
    private final Pieces pieces = new Pieces();
    private long[] spenders = new long[64];
    private State[] states = new State[64];
    private int[] reasons = new int[64];
    private final List<String> reasonTexts = new ArrayList<>(List.of(""));
    private final Map<String, Integer> reasonNumbers = new HashMap<>();

    @Override
    public void settled(
            long id, long valueSats, State state, long spender, String reason, Runs source, int from, int to) {
        int count = pieces.count();
        if (count == spenders.length) {
            int size = count + (count >> 1);
            spenders = Arrays.copyOf(spenders, size);
            states = Arrays.copyOf(states, size);
            reasons = Arrays.copyOf(reasons, size);
        }
        spenders[count] = spender;
        states[count] = state;
        reasons[count] = number(reason);
        pieces.add(id, valueSats, source, from, to);
    }

    private int number(String reason) {
        if (reason.isEmpty()) {
            return 0;
        }
        Integer known = reasonNumbers.get(reason);
        if (known == null) {
            known = reasonTexts.size();
            reasonTexts.add(reason);
            reasonNumbers.put(reason, known);
        }
        return known;
    }

    void clear() {
        pieces.clear();
    }

    Pieces pieces() {
        return pieces;
    }

    int count() {
        return pieces.count();
    }

    long id(int i) {
        return pieces.id(i);
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
}
