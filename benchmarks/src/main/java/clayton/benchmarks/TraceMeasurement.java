package clayton.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What one process measured of one kind of trace: its reach; the first run's seconds; of the others the median, by
/// the clock and in processor time (compiler and garbage collector included: what one core
/// alone needs), and the least processor time (which other work on
/// the machine disturbs least); the largest heap and private memory; and what the
/// result itself keeps. Passed on as a line of numbers.
record TraceMeasurement(
        Reach reach,
        double firstSeconds,
        double seconds,
        double cpuSeconds,
        double leastCpuSeconds,
        long heapBytes,
        long privateBytes,
        long resultBytes) {
    private static final String MARK = "traced:";

    double transactionsPerSecond() {
        return reach.transactions() / cpuSeconds;
    }

    double runsPerSecond() {
        return reach.runs() / cpuSeconds;
    }

    String toLine() {
        return Arrays.asList(
                        reach.transactions(),
                        reach.outputs(),
                        reach.runs(),
                        firstSeconds,
                        seconds,
                        cpuSeconds,
                        leastCpuSeconds,
                        heapBytes,
                        privateBytes,
                        resultBytes)
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining(" ", MARK, ""));
    }

    static boolean isLine(String line) {
        return line.startsWith(MARK);
    }

    static TraceMeasurement parse(String line) {
        String[] cells = line.substring(MARK.length()).split(" ", -1);
        return new TraceMeasurement(
                new Reach(Long.parseLong(cells[0]), Long.parseLong(cells[1]), Long.parseLong(cells[2])),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]),
                Long.parseLong(cells[7]),
                Long.parseLong(cells[8]),
                Long.parseLong(cells[9]));
    }
}
