package clayton.taint;

import java.util.Arrays;

/// What waits, each entry in one stretch of 64 bytes: due at, output, value, runs. Nearly every entry is looked at
/// but twice, long apart, so one cache line each is what counts; the links of lists lie apart. A single run stands in
/// the entry itself, several in
/// the [RunArena]. Dropped entries are used again.
final class Entries {
    static final int NONE = -1;

    private static final int LONGS = 8;
    private static final int DUE = 0;
    private static final int OUTPUT = 1;
    private static final int VALUE = 2;

    /// Number of runs in the upper half; in the lower the place in the arena, or the tag of a single run.
    private static final int RUNS = 3;

    private static final int START = 4;
    private static final int LENGTH = 5;

    private static final long LOWER = 0xffff_ffffL;

    private final RunArena arena = new RunArena();
    private long[] cells = new long[256 * LONGS];
    private int[] links = new int[256];
    private int[][] hops = new int[0][];
    private int used;
    private int free = NONE;

    int add(long due, long output, long valueSats, Runs runs, int from, int to) {
        int entry = reserve();
        int at = entry * LONGS;
        cells[at + DUE] = due;
        cells[at + OUTPUT] = output;
        cells[at + VALUE] = valueSats;
        if (to - from == 1) {
            cells[at + RUNS] = 1L << 32 | runs.tag(from) & LOWER;
            cells[at + START] = runs.start(from);
            cells[at + LENGTH] = runs.length(from);
        } else {
            cells[at + RUNS] = (long) (to - from) << 32 | (from == to ? 0 : arena.store(runs, from, to));
        }
        return entry;
    }

    private int reserve() {
        if (free != NONE) {
            int entry = free;
            free = next(entry);
            return entry;
        }
        if (used == links.length) {
            links = Arrays.copyOf(links, used + (used >> 1));
            cells = Arrays.copyOf(cells, Math.multiplyExact(links.length, LONGS));
        }
        return used++;
    }

    void drop(int entry) {
        int count = count(entry);
        if (count > 1) {
            arena.release((int) cells[entry * LONGS + RUNS], count);
        }
        link(entry, free);
        free = entry;
    }

    long due(int entry) {
        return cells[entry * LONGS + DUE];
    }

    long output(int entry) {
        return cells[entry * LONGS + OUTPUT];
    }

    long valueSats(int entry) {
        return cells[entry * LONGS + VALUE];
    }

    int next(int entry) {
        return links[entry];
    }

    void link(int entry, int next) {
        links[entry] = next;
    }

    /// Adds an entry's runs to `target`, moved by `shift`.
    void load(int entry, long shift, Runs target) {
        int at = entry * LONGS;
        int count = count(entry);
        if (count == 1) {
            target.add(cells[at + START] + shift, cells[at + LENGTH], (int) cells[at + RUNS]);
        } else if (count > 1) {
            arena.load((int) cells[at + RUNS], count, shift, target);
        }
    }

    private int count(int entry) {
        return (int) (cells[entry * LONGS + RUNS] >>> 32);
    }

    int[] hops(int entry) {
        return hops[entry];
    }

    void keepHops(int entry, int[] counts) {
        if (entry >= hops.length) {
            hops = Arrays.copyOf(hops, Math.max(entry + 1, 2 * hops.length));
        }
        hops[entry] = counts;
    }
}
