package clayton.taint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that ever held taint, with what became of it, in the order in which that was settled.
final class Holdings implements Recorder {
    private static final List<State> STATES = List.of(State.values());
    private static final Map<State, Integer> STATE_NUMBERS = numbers();
    private static final int SPENDER = 0;

    /// Number of the reason above, of the state below.
    private static final int WHY = 1;

    private final Pieces pieces = new Pieces();
    private final Rows fates = new Rows(2);
    private final List<String> reasonTexts = new ArrayList<>(List.of(""));
    private final Map<String, Integer> reasonNumbers = new HashMap<>();

    @Override
    public void settled(
            long id, long valueSats, State state, long spender, String reason, Runs source, int from, int to) {
        fates.add(spender, (long) number(reason) << 32 | STATE_NUMBERS.getOrDefault(state, 0));
        pieces.add(id, valueSats, source, from, to);
    }

    private static Map<State, Integer> numbers() {
        Map<State, Integer> numbers = new EnumMap<>(State.class);
        STATES.forEach(state -> numbers.put(state, STATES.indexOf(state)));
        return Collections.unmodifiableMap(numbers);
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
        fates.clear();
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
        return fates.get(i, SPENDER);
    }

    State state(int i) {
        return STATES.get((int) fates.get(i, WHY));
    }

    /// Empty if the state says it all.
    String reason(int i) {
        return reasonTexts.get((int) (fates.get(i, WHY) >>> 32));
    }
}
