package clayton.taint;

import java.util.Arrays;

/// What waits, each entry in one stretch of 64 bytes: due at, output, value, runs, link. Nearly every entry is looked
/// at but twice, long apart, so one cache line each is what counts. A single run stands in
/// the entry itself, several in
/// the [RunArena]. Dropped entries are used again, the last first, so that new ones mostly find their line in the
/// cache; room grows by pages.
final class Entries {
    static final int NONE = -1;

    private static final int PAGE_BITS = 12;
    private static final int PAGE_ENTRIES = 1 << PAGE_BITS;
    private static final int FIRST_ENTRIES = 256;

    private static final int LONGS = 8;
    private static final int DUE = 0;
    private static final int OUTPUT = 1;
    private static final int VALUE = 2;

    /// Number of runs in the upper half; in the lower the place in the arena, or the tag of a single run.
    private static final int RUNS = 3;

    private static final int START = 4;
    private static final int LENGTH = 5;

    /// The next entry of a list.
    private static final int LINK = 6;

    private static final long LOWER = 0xffff_ffffL;

    private final RunArena arena = new RunArena();
    private long[][] pages = {new long[FIRST_ENTRIES * LONGS]};
    private int[][] hops = new int[0][];
    private int used;
    private int free = NONE;

    int add(long due, long output, long valueSats, Runs runs, int from, int to) {
        int entry = reserve();
        long[] page = page(entry);
        int at = at(entry);
        page[at + DUE] = due;
        page[at + OUTPUT] = output;
        page[at + VALUE] = valueSats;
        if (to - from == 1) {
            page[at + RUNS] = 1L << 32 | runs.tag(from) & LOWER;
            page[at + START] = runs.start(from);
            page[at + LENGTH] = runs.length(from);
        } else {
            page[at + RUNS] = (long) (to - from) << 32 | (from == to ? 0 : arena.store(runs, from, to));
        }
        return entry;
    }

    private int reserve() {
        if (free != NONE) {
            int entry = free;
            free = next(entry);
            return entry;
        }
        if (used == FIRST_ENTRIES) {
            pages[0] = Arrays.copyOf(pages[0], PAGE_ENTRIES * LONGS);
        } else if (used % PAGE_ENTRIES == 0 && used > 0) {
            pages = Arrays.copyOf(pages, pages.length + 1);
            pages[pages.length - 1] = new long[PAGE_ENTRIES * LONGS];
        }
        return used++;
    }

    private long[] page(int entry) {
        return pages[entry >>> PAGE_BITS];
    }

    private static int at(int entry) {
        return (entry & PAGE_ENTRIES - 1) * LONGS;
    }

    void drop(int entry) {
        int count = count(entry);
        if (count > 1) {
            arena.release((int) page(entry)[at(entry) + RUNS], count);
        }
        link(entry, free);
        free = entry;
    }

    long due(int entry) {
        return page(entry)[at(entry) + DUE];
    }

    long output(int entry) {
        return page(entry)[at(entry) + OUTPUT];
    }

    long valueSats(int entry) {
        return page(entry)[at(entry) + VALUE];
    }

    int next(int entry) {
        return (int) page(entry)[at(entry) + LINK];
    }

    void link(int entry, int next) {
        page(entry)[at(entry) + LINK] = next;
    }

    /// Adds an entry's runs to `target`, moved by `shift`.
    void load(int entry, long shift, Runs target) {
        long[] page = page(entry);
        int at = at(entry);
        int count = (int) (page[at + RUNS] >>> 32);
        if (count == 1) {
            target.add(page[at + START] + shift, page[at + LENGTH], (int) page[at + RUNS]);
        } else if (count > 1) {
            arena.load((int) page[at + RUNS], count, shift, target);
        }
    }

    private int count(int entry) {
        return (int) (page(entry)[at(entry) + RUNS] >>> 32);
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
