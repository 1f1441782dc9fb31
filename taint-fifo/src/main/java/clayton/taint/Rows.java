package clayton.taint;

import java.util.Arrays;

/// A list of rows of two or three longs. It grows by pages, so that growing copies nothing however long it gets;
/// only the first page begins small.
final class Rows {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_ROWS = 1 << PAGE_BITS;
    private static final int FIRST_ROWS = 64;

    private final int width;
    private long[][] pages = new long[1][];
    private long[] page;
    private int pageNumber;
    private int end;
    private int count;

    Rows(int width) {
        this.width = width;
        page = new long[FIRST_ROWS * width];
        pages[0] = page;
    }

    int count() {
        return count;
    }

    void clear() {
        pageNumber = 0;
        page = pages[0];
        end = 0;
        count = 0;
    }

    void add(long first, long second) {
        if (end == page.length) {
            makeRoom();
        }
        page[end] = first;
        page[end + 1] = second;
        end += 2;
        count++;
    }

    void add(long first, long second, long third) {
        if (end == page.length) {
            makeRoom();
        }
        page[end] = first;
        page[end + 1] = second;
        page[end + 2] = third;
        end += 3;
        count++;
    }

    long get(int row, int column) {
        return pages[row >>> PAGE_BITS][(row & PAGE_ROWS - 1) * width + column];
    }

    private void makeRoom() {
        int full = PAGE_ROWS * width;
        if (end < full) {
            page = Arrays.copyOf(page, Math.min(full, 4 * end));
        } else {
            pageNumber++;
            end = 0;
            if (pageNumber == pages.length) {
                pages = Arrays.copyOf(pages, 2 * pageNumber);
            }
            page = pages[pageNumber] == null ? new long[full] : pages[pageNumber];
        }
        pages[pageNumber] = page;
    }
}
