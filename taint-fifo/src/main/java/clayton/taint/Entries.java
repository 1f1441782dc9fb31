package clayton.taint;

import java.util.Arrays;

/// What waits, in one list of entries for each height. A list hangs together in stretches, the latest first, and an
/// entry is written where its list ends: so entries, which are looked at but twice and long apart, are read one behind
/// the other when their height comes, and not each from a place of its own. A single run stands in the entry itself,
/// several in the [RunArena]. Stretches of a list that was taken are used again, the last first; room grows by pages.
final class Entries {
    /// No entry has this number, and a list that ends here is empty.
    static final int NONE = 0;

    /// Entries of a stretch. The first stretch is not used.
    private static final int STRETCH = 8;

    private static final int PAGE_BITS = 12;
    private static final int PAGE_ENTRIES = 1 << PAGE_BITS;
    private static final int FIRST_ENTRIES = 256;

    private static final int LONGS = 6;
    private static final int DUE = 0;
    private static final int OUTPUT = 1;
    private static final int VALUE = 2;

    /// Number of runs in the upper half; in the lower the place in the arena, or the tag of a single run.
    private static final int RUNS = 3;

    private static final int START = 4;
    private static final int LENGTH = 5;

    private static final long LOWER = 0xffff_ffffL;

    private final RunArena arena = new RunArena();

    /// Of each list the number after its last entry's.
    private final int[] ends;

    private long[][] pages = {new long[FIRST_ENTRIES * LONGS]};

    /// Of each stretch where the one before it ends, or the next free one begins.
    private int[] before = new int[FIRST_ENTRIES / STRETCH];

    private int used = STRETCH;
    private int free = NONE;
    private int[] read = new int[64];
    private int[][] hops = new int[0][];

    Entries(int lists) {
        ends = new int[lists];
    }

    /// Number of lists.
    int lists() {
        return ends.length;
    }

    /// Says how far a list goes by now; [#NONE] if there is nothing in it.
    int end(int list) {
        return ends[list];
    }

    int add(int list, long due, long output, long valueSats, Runs runs, int from, int to) {
        int entry = ends[list];
        if (entry % STRETCH == 0) {
            int stretch = newStretch();
            before[stretch / STRETCH] = entry;
            entry = stretch;
        }
        ends[list] = entry + 1;
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

    private int newStretch() {
        int stretch = free;
        if (stretch != NONE) {
            free = before[stretch / STRETCH];
            return stretch;
        }
        stretch = used;
        used = Math.addExact(used, STRETCH);
        if (stretch == FIRST_ENTRIES) {
            pages[0] = Arrays.copyOf(pages[0], PAGE_ENTRIES * LONGS);
        } else if (stretch % PAGE_ENTRIES == 0) {
            int page = stretch >>> PAGE_BITS;
            pages = page < pages.length ? pages : Arrays.copyOf(pages, 2 * page);
            pages[page] = new long[PAGE_ENTRIES * LONGS];
        }
        if (stretch / STRETCH == before.length) {
            before = Arrays.copyOf(before, 2 * before.length);
        }
        return stretch;
    }

    /// Reads which entries came to a list since it went as far as `since`, the latest first; answers how many.
    int read(int list, int since) {
        int count = 0;
        for (int end = ends[list]; end != since; ) {
            if (count == read.length) {
                read = Arrays.copyOf(read, 2 * count);
            }
            read[count++] = --end;
            if (end % STRETCH == 0) {
                end = before[end / STRETCH];
            }
        }
        return count;
    }

    /// One of the entries that were read last.
    int read(int i) {
        return read[i];
    }

    /// Empties a list: its entries' numbers will be others'. What they keep in the arena must have been released.
    void clear(int list) {
        for (int end = ends[list]; end != NONE; ) {
            int stretch = (end - 1) / STRETCH;
            end = before[stretch];
            before[stretch] = free;
            free = stretch * STRETCH;
        }
        ends[list] = NONE;
    }

    /// Frees the room of an entry's runs, which must not be asked for again.
    void release(int entry) {
        int count = (int) (page(entry)[at(entry) + RUNS] >>> 32);
        if (count > 1) {
            arena.release((int) page(entry)[at(entry) + RUNS], count);
        }
    }

    private long[] page(int entry) {
        return pages[entry >>> PAGE_BITS];
    }

    private static int at(int entry) {
        return (entry & PAGE_ENTRIES - 1) * LONGS;
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
