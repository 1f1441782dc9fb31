package clayton.taint;

/// Runs that are kept, many of them, as [Runs] has them: start, length, tag.
final class KeptRuns {
    private static final int START = 0;
    private static final int LENGTH = 1;
    private static final int TAG = 2;

    private final Rows rows = new Rows(3);

    int count() {
        return rows.count();
    }

    void clear() {
        rows.clear();
    }

    void add(long start, long length, int tag) {
        rows.add(start, length, tag);
    }

    long start(int run) {
        return rows.get(run, START);
    }

    long length(int run) {
        return rows.get(run, LENGTH);
    }

    int tag(int run) {
        return (int) rows.get(run, TAG);
    }

    /// Number of the label set.
    int labels(int run) {
        return Runs.labelsOf(tag(run));
    }

    boolean isMixed(int run) {
        return tag(run) < 0;
    }
}
