package clayton.clustering;

/// How often each of some numbers was seen.
final class Tally {
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final long[] numbers;
    private final int[] counts;
    private final int shift;

    /// Has room for so many different numbers.
    Tally(int most) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * most + 1);
        numbers = new long[1 << bits];
        counts = new int[1 << bits];
        shift = Long.SIZE - bits;
    }

    /// Counts a number once more, and answers how often it was seen by now.
    int add(long number) {
        int place = place(number);
        numbers[place] = number;
        return ++counts[place];
    }

    /// Where a number stands, or would stand if it was the next: no two numbers share a place.
    int place(long number) {
        int place = (int) (number * SPREAD >>> shift);
        while (counts[place] != 0 && numbers[place] != number) {
            place = place + 1 & numbers.length - 1;
        }
        return place;
    }
}
