package clayton.taint;

import java.util.Arrays;

/// Many lists of numbers, one for each height, most of them empty or short. A list hangs together in stretches of 64
/// bytes, the latest first, so that walking one costs a cache miss for fifteen numbers; stretches of a list that was
/// taken are used again.
final class Queues {
    static final int EMPTY = 0;

    private static final int STRETCH = 16;
    private static final int FIRST = 1;

    /// Of each list the place after its last number.
    private final int[] ends;

    /// A stretch's first cell says where the stretch before it ends. The first one is not used.
    private int[] cells = new int[16 * STRETCH];

    private int used = STRETCH;
    private int free = EMPTY;

    private int[] read = new int[64];

    Queues(int lists) {
        ends = new int[lists];
    }

    /// Number of lists.
    int count() {
        return ends.length;
    }

    /// Says how far a list goes by now; [#EMPTY] if there is nothing in it.
    int end(int list) {
        return ends[list];
    }

    void add(int list, int number) {
        int end = ends[list];
        if (end % STRETCH == 0) {
            int stretch = newStretch();
            cells[stretch] = end;
            end = stretch + FIRST;
        }
        cells[end] = number;
        ends[list] = end + 1;
    }

    private int newStretch() {
        int stretch = free;
        if (stretch != EMPTY) {
            free = cells[stretch];
            return stretch;
        }
        stretch = used;
        used = Math.addExact(used, STRETCH);
        if (used > cells.length) {
            cells = Arrays.copyOf(cells, cells.length + (cells.length >> 1));
        }
        return stretch;
    }

    /// Reads what came to a list since it went as far as `since`; answers how many numbers these are.
    int read(int list, int since) {
        int count = 0;
        for (int end = ends[list]; end != since; ) {
            if (count == read.length) {
                read = Arrays.copyOf(read, 2 * count);
            }
            read[count++] = cells[--end];
            if (end % STRETCH == FIRST) {
                end = cells[end - FIRST];
            }
        }
        return count;
    }

    /// One of the numbers that were read last.
    int number(int i) {
        return read[i];
    }

    void clear(int list) {
        for (int end = ends[list]; end != EMPTY; ) {
            int stretch = (end - 1) / STRETCH * STRETCH;
            end = cells[stretch];
            cells[stretch] = free;
            free = stretch;
        }
        ends[list] = EMPTY;
    }
}
