package clayton.benchmarks;

/// What one process measured of itself: the time from opening the blocks folder until the ledger is closed, the
/// processor time of all its threads from its start until then (compiler and garbage collector included, so that it
/// says something on a busy machine, too) and of the thread that feeds the sink, what was read, and its memory.
/// Passed on as a line of numbers.
record Measurement(
        double seconds,
        double cpuSeconds,
        double sinkCpuSeconds,
        int blocks,
        long bytes,
        long transactions,
        long residentBytes,
        long privateBytes,
        long heapBytes,
        long ledgerBytes) {
    private static final String MARK = "measured:";

    double megabytesPerSecond() {
        return bytes / seconds / 1e6;
    }

    double transactionsPerSecond() {
        return transactions / seconds;
    }

    String toLine() {
        return MARK + seconds + " " + cpuSeconds + " " + sinkCpuSeconds + " " + blocks + " " + bytes + " "
                + transactions + " " + residentBytes + " " + privateBytes + " " + heapBytes + " " + ledgerBytes;
    }

    static boolean isLine(String line) {
        return line.startsWith(MARK);
    }

    static Measurement parse(String line) {
        String[] cells = line.substring(MARK.length()).split(" ", -1);
        return new Measurement(
                Double.parseDouble(cells[0]),
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                Integer.parseInt(cells[3]),
                Long.parseLong(cells[4]),
                Long.parseLong(cells[5]),
                Long.parseLong(cells[6]),
                Long.parseLong(cells[7]),
                Long.parseLong(cells[8]),
                Long.parseLong(cells[9]));
    }
}
